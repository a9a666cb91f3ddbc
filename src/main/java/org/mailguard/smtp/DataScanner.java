package org.mailguard.smtp;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Decoder and encoder of mail data in one: reads the dot-stuffed octets behind a 354 and says which
 * of them go on.
 *
 * <p><b>Why one machine.</b> Mail data leaves the guard in the form in which it came: lines that
 * end with CR LF, a dot before each line that begins with one, an end mark. Decoding and encoding
 * again would copy every octet to arrive at the same octets. So the machine names runs of the
 * caller's buffer that are canonical already, and the caller passes them on without a copy. Where
 * the two forms differ, the run is cut: a leading dot that hides nothing ({@code CRLF.text}) is
 * taken out, as RFC 5321 section 4.5.2 decodes it.
 *
 * <p><b>What is held back.</b> An octet is passed on only when it is known not to belong to the end
 * mark. At the end of a buffer up to four octets (CR LF . CR) stay with the machine; they come out
 * as {@link Outcome#HELD} if more text follows, or as part of {@link Outcome#END}. So the end mark
 * always leaves in one piece, since there are servers and firewalls that miss one that is cut
 * (reference: cisco-mailguard 5.4), and it leaves only when it is certain.
 *
 * <p><b>States.</b>
 *
 * <pre>
 *   BEGIN ('.')&rarr; DOT        first octet behind 354: a line begins, but no CR LF of the content stands before it
 *   TEXT  (CR)&rarr; CR (LF)&rarr; LINE ('.')&rarr; DOT (CR)&rarr; DOT_CR (LF)&rarr; end of data
 * </pre>
 *
 * <p><b>Attacks.</b> A line begins behind CR LF, never at the edge of a buffer (threats E-18). CR
 * without LF, LF without CR and NUL are reported wherever they stand (E-01 to E-11) and never begin
 * a line. After a report the machine goes on with the same rules, so that the caller can read the
 * refused message to its certain end (R7): the end is where the octets CR LF . CR LF stand, also
 * behind a stray CR (E-08), and nowhere else (E-23).
 *
 * <p><b>Not done.</b> Lines are not folded, whatever their length (E-19); nothing is trimmed; no
 * octet from 0x80 up has a meaning. Not thread-safe.
 */
public final class DataScanner {

  /** What a call to {@link #next} ended with. */
  public enum Outcome {
    /** The buffer is used up. */
    MORE,
    /** {@link #runLength} octets from {@link #runStart} of the buffer go on as they are. */
    RUN,
    /** {@link #octets} go on: octets of earlier buffers that turned out to be text. */
    HELD,
    /** The end mark was read; it is {@link #octets}. The machine is ready for the next message. */
    END,
    /** {@link #octets} go on, if any; the CR behind them has no LF. */
    BARE_CR,
    BARE_LF,
    NUL
  }

  /** Named after the octets that were read and are not passed on yet. */
  private enum State {
    BEGIN,
    BEGIN_DOT,
    BEGIN_DOT_CR,
    TEXT,
    CR,
    LINE,
    DOT,
    DOT_CR
  }

  private static final byte[] CRLF = {'\r', '\n'};
  private static final byte[] CRLF_DOT = {'\r', '\n', '.'};
  private static final byte[] ONE_DOT = {'.'};
  private static final byte[] NONE = {};
  private static final byte[] END_OF_DATA = {'\r', '\n', '.', '\r', '\n'};
  private static final byte[] END_OF_NOTHING = {'.', '\r', '\n'};

  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long FOURTEENS = 0x0e0e0e0e0e0e0e0eL;

  private State state = State.BEGIN;
  private int runStart;
  private int runLength;
  private byte[] octets = NONE;
  private long stuffed;

  /**
   * Takes octets from {@code in} until there is something to say; call again until {@link
   * Outcome#MORE}.
   */
  public Outcome next(ByteBuffer in) {
    while (state != State.TEXT) {
      if (!in.hasRemaining()) {
        return Outcome.MORE;
      }
      Outcome outcome = resolve(in.get(in.position()), in);
      if (outcome != null) {
        return outcome;
      }
    }
    return in.hasRemaining() ? text(in) : Outcome.MORE;
  }

  /**
   * Decides on octets of earlier buffers by the next one; null if nothing is decided or nothing is
   * to be said.
   */
  private @Nullable Outcome resolve(byte next, ByteBuffer in) {
    return switch (state) {
      case BEGIN -> next == '.' ? take(in, State.BEGIN_DOT) : release(NONE);
      case BEGIN_DOT ->
          next == '\r' ? take(in, State.BEGIN_DOT_CR) : behindDot(next, ONE_DOT, NONE);
      case BEGIN_DOT_CR -> next == '\n' ? end(in, END_OF_NOTHING) : bareCr(NONE);
      case CR -> next == '\n' ? take(in, State.LINE) : bareCr(NONE);
      case LINE -> next == '.' ? take(in, State.DOT) : release(CRLF);
      case DOT -> next == '\r' ? take(in, State.DOT_CR) : behindDot(next, CRLF_DOT, CRLF);
      case DOT_CR -> next == '\n' ? end(in, END_OF_DATA) : bareCr(CRLF);
      case TEXT -> throw new IllegalStateException("nothing is held back in text");
    };
  }

  private @Nullable Outcome take(ByteBuffer in, State next) {
    in.position(in.position() + 1);
    state = next;
    return null;
  }

  /** A line begins with a dot, which belongs to the line only if another one follows. */
  private @Nullable Outcome behindDot(byte next, byte[] withDot, byte[] without) {
    if (next == '.') {
      stuffed++;
      return release(withDot);
    }
    return release(without);
  }

  private @Nullable Outcome release(byte[] text) {
    state = State.TEXT;
    octets = text;
    return text.length == 0 ? null : Outcome.HELD;
  }

  private Outcome end(ByteBuffer in, byte[] mark) {
    in.position(in.position() + 1);
    state = State.BEGIN;
    octets = mark;
    return Outcome.END;
  }

  private Outcome bareCr(byte[] before) {
    state = State.TEXT;
    octets = before;
    return Outcome.BARE_CR;
  }

  /** The hot loop: from a position in text to the next thing that is not plain text. */
  private Outcome text(ByteBuffer in) {
    int start = in.position();
    int limit = in.limit();
    int at = start;
    while (true) {
      at = indexOfSpecial(in, at, limit);
      if (at == limit) {
        return run(in, start, limit, limit, State.TEXT);
      }
      byte special = in.get(at);
      if (special != '\r') {
        return at > start
            ? run(in, start, at, at, State.TEXT)
            : skip(in, 1, special == 0 ? Outcome.NUL : Outcome.BARE_LF);
      }
      int known = limit - at;
      if (known > 2 && in.get(at + 1) == '\n' && in.get(at + 2) != '.') {
        at += 2;
        continue;
      }
      if (known > 3 && in.get(at + 1) == '\n' && in.get(at + 3) == '.') {
        at += 4;
        stuffed++;
        continue;
      }
      return lineEnd(in, start, at, known);
    }
  }

  /**
   * A CR at {@code at} that is not followed by a plain line: the end of the buffer, a dot, or a
   * violation.
   */
  private Outcome lineEnd(ByteBuffer in, int start, int at, int known) {
    int limit = in.limit();
    if (known == 1) {
      return run(in, start, at, limit, State.CR);
    }
    if (in.get(at + 1) != '\n') {
      octets = NONE;
      return at > start ? run(in, start, at, at, State.TEXT) : skip(in, 1, Outcome.BARE_CR);
    }
    if (known == 2) {
      return run(in, start, at, limit, State.LINE);
    }
    if (known == 3) {
      return run(in, start, at, limit, State.DOT);
    }
    if (in.get(at + 3) != '\r') {
      return run(in, start, at + 2, at + 3, State.TEXT);
    }
    if (known == 4) {
      return run(in, start, at, limit, State.DOT_CR);
    }
    if (at > start) {
      return run(in, start, at, at, State.TEXT);
    }
    if (in.get(at + 4) != '\n') {
      octets = CRLF;
      return skip(in, 4, Outcome.BARE_CR);
    }
    in.position(at + 5);
    state = State.BEGIN;
    octets = END_OF_DATA;
    return Outcome.END;
  }

  private Outcome run(ByteBuffer in, int start, int end, int position, State next) {
    in.position(position);
    state = next;
    runStart = start;
    runLength = end - start;
    return runLength == 0 ? next(in) : Outcome.RUN;
  }

  private Outcome skip(ByteBuffer in, int count, Outcome outcome) {
    in.position(in.position() + count);
    return outcome;
  }

  /**
   * The first CR, LF or NUL at or behind {@code from}, or {@code limit}. Eight octets at a time:
   * the subtraction borrows into the high bit of an octet below 14, which all three are; tabs and
   * the like only cost a closer look.
   */
  private static int indexOfSpecial(ByteBuffer in, int from, int limit) {
    int at = from;
    while (at <= limit - Long.BYTES) {
      long word = in.getLong(at);
      if (((word - FOURTEENS) & ~word & HIGH_BITS) == 0) {
        at += Long.BYTES;
        continue;
      }
      for (int end = at + Long.BYTES; at < end; at++) {
        if (isSpecial(in.get(at))) {
          return at;
        }
      }
    }
    while (at < limit && !isSpecial(in.get(at))) {
      at++;
    }
    return at;
  }

  private static boolean isSpecial(byte octet) {
    return octet == '\r' || octet == '\n' || octet == 0;
  }

  /** Index of the run in the buffer of the last call. */
  public int runStart() {
    return runStart;
  }

  /** At least 1. */
  public int runLength() {
    return runLength;
  }

  /**
   * Dots that were put before lines and went on, in all messages; what the sender meant is shorter
   * by so many octets.
   */
  public long stuffed() {
    return stuffed;
  }

  /**
   * After {@link Outcome#HELD} the octets that go on, after {@link Outcome#END} the end mark, after
   * {@link Outcome#BARE_CR} what goes on of the octets before it; not to be changed.
   */
  public byte[] octets() {
    return octets;
  }
}
