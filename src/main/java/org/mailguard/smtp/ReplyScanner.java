package org.mailguard.smtp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the server's replies. Strict in what decides how many replies there are (line ends, code,
 * separator, one code in all lines), tolerant in the texts: control octets become question marks,
 * since they are meant for somebody's terminal, not for the protocol (reference: threats R-01 to
 *
 *
 * <p>Bounds: {@value #MAX_LINE} octets a line, {@link Reply#MAX_LINES} lines, {@value #MAX_OCTETS}
 * octets in all. Not thread-safe.
 */
public final class ReplyScanner {
  static final int MAX_LINE = 2048;
  static final int MAX_OCTETS = 65_536;

  /** What a call to {@link #scan} ended with. */
  public enum Outcome {
    MORE,
    /** {@link #reply} is complete. */
    REPLY,
    /** No reply: {@link #fault} says why. The rest of the stream has no certain meaning. */
    MALFORMED
  }

  private final LineScanner lines = new LineScanner();
  private final List<Octets> texts = new ArrayList<>(2);
  private int code;
  private int octets;
  private Reply reply = Reply.of(421, "none");
  private String fault = "";

  public Outcome scan(ByteBuffer in) {
    while (true) {
      LineScanner.Outcome outcome = lines.scan(in, MAX_LINE);
      switch (outcome) {
        case MORE -> {
          return Outcome.MORE;
        }
        case LINE -> {
          Outcome ended = line(lines.line(), lines.length());
          if (ended != Outcome.MORE) {
            return ended;
          }
        }
        case BARE_CR -> {
          return malformed("a CR without LF");
        }
        case BARE_LF -> {
          return malformed("an LF without CR");
        }
        case NUL -> {
          return malformed("a NUL");
        }
        case TOO_LONG -> {
          return malformed("a line of more than " + MAX_LINE + " octets");
        }
      }
    }
  }

  private Outcome line(byte[] line, int length) {
    if (length < 3
        || !isDigit(line[0], '2', '5')
        || !isDigit(line[1], '0', '5')
        || !isDigit(line[2], '0', '9')) {
      return malformed("a line without a reply code of three digits, 200 to 559");
    }
    boolean last = length == 3 || line[3] == ' ';
    if (!last && line[3] != '-') {
      return malformed("a reply code with neither a blank nor a hyphen behind it");
    }
    int found = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
    if (!texts.isEmpty() && found != code) {
      return malformed("a reply whose lines have the codes " + code + " and " + found);
    }
    octets += length;
    if (texts.size() == Reply.MAX_LINES || octets > MAX_OCTETS) {
      return malformed(
          "a reply of more than " + Reply.MAX_LINES + " lines or " + MAX_OCTETS + " octets");
    }
    code = found;
    texts.add(clean(line, Math.min(length, 4), length));
    if (!last) {
      return Outcome.MORE;
    }
    reply = new Reply(code, texts);
    texts.clear();
    octets = 0;
    return Outcome.REPLY;
  }

  private static boolean isDigit(byte octet, char from, char to) {
    return octet >= from && octet <= to;
  }

  private static Octets clean(byte[] line, int from, int to) {
    for (int i = from; i < to; i++) {
      if ((line[i] >= 0 && line[i] < ' ' && line[i] != '\t') || line[i] == 0x7f) {
        line[i] = '?';
      }
    }
    return Octets.copyOf(line, from, to - from);
  }

  private Outcome malformed(String what) {
    fault =
        what + ", in " + (lines.length() == 0 ? "an empty line" : "\"" + lines.printable() + "\"");
    return Outcome.MALFORMED;
  }

  public Reply reply() {
    return reply;
  }

  /** What stood in place of a reply, in printable words. */
  public String fault() {
    return fault;
  }

  /** True if part of a reply has come in. */
  public boolean isInsideReply() {
    return !texts.isEmpty() || lines.isInsideLine();
  }
}
