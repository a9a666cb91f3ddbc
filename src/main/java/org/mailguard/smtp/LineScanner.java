package org.mailguard.smtp;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Finds lines. A line ends with CR LF and nowhere else; a CR without LF, an LF without CR and a NUL
 * are reported, never taken for an end (reference: threats R1, C-01 to C-04).
 *
 * <p>Feed it buffers cut anywhere; it keeps what it has seen of an unfinished line. After anything
 * but {@link Outcome#LINE} and {@link Outcome#MORE} the rest of the stream has no certain meaning
 * any more and the scanner must not be used again (R7). Not thread-safe.
 */
public final class LineScanner {
  private static final int FIRST_CAPACITY = 128;
  private static final byte[] NONE = new byte[0];

  /** What a call to {@link #scan} ended with. */
  public enum Outcome {
    /** The buffer is used up inside a line. */
    MORE,
    /**
     * A line is complete: {@link #line} and {@link #length} describe it; the buffer stands behind
     * its LF.
     */
    LINE,
    BARE_CR,
    BARE_LF,
    NUL,
    /** The line has more octets than the limit. */
    TOO_LONG
  }

  private byte[] line = NONE;
  private int length;
  private boolean afterCr;
  private boolean complete;

  /**
   * Takes octets from {@code in} until a line is complete, longer than {@code limit} (without CR
   * LF), or broken.
   */
  public Outcome scan(ByteBuffer in, int limit) {
    if (complete) {
      complete = false;
      length = 0;
    }
    while (in.hasRemaining()) {
      byte octet = in.get();
      if (afterCr) {
        if (octet != '\n') {
          return Outcome.BARE_CR;
        }
        afterCr = false;
        complete = true;
        return Outcome.LINE;
      }
      if (octet == '\r') {
        afterCr = true;
      } else if (octet == '\n') {
        return Outcome.BARE_LF;
      } else if (octet == 0) {
        return Outcome.NUL;
      } else if (length == limit) {
        return Outcome.TOO_LONG;
      } else {
        append(octet, limit);
      }
    }
    return Outcome.MORE;
  }

  private void append(byte octet, int limit) {
    if (length == line.length) {
      line = Arrays.copyOf(line, Math.min(limit, Math.max(FIRST_CAPACITY, 2 * length)));
    }
    line[length++] = octet;
  }

  /**
   * The line's octets from 0 to {@link #length}, without CR LF. Owned by the scanner, valid until
   * the next call.
   */
  public byte[] line() {
    return line;
  }

  public int length() {
    return length;
  }

  /** True if part of a line has come in that is not complete yet. */
  public boolean isInsideLine() {
    return !complete && (length > 0 || afterCr);
  }

  /** What has been seen of the line, for a log. */
  public String printable() {
    return Octets.printable(Arrays.copyOf(line, length), 200);
  }
}
