package org.mailguard.smtp;

import java.util.Arrays;

/** A line on its way out. Grows as needed; its bounds are those of the values that are added. */
final class LineBuilder {
  /** More than most commands have. */
  private static final int USUAL_LENGTH = 96;

  private byte[] line = new byte[USUAL_LENGTH];
  private int length;

  LineBuilder add(Octets octets) {
    reserve(octets.length());
    octets.copyTo(line, length);
    length += octets.length();
    return this;
  }

  /** Our own words, in ASCII. */
  LineBuilder add(String ascii) {
    reserve(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      line[length++] = octet(ascii.charAt(i));
    }
    return this;
  }

  LineBuilder add(char ascii) {
    reserve(1);
    line[length++] = octet(ascii);
    return this;
  }

  /** Narrowing is what made line ends out of U+010A before (reference: threats J-06). */
  private static byte octet(char ascii) {
    if (ascii > 0x7e) {
      throw new IllegalArgumentException("not ASCII: U+" + Integer.toHexString(ascii));
    }
    return (byte) ascii;
  }

  LineBuilder repeat(char ascii, int count) {
    reserve(count);
    Arrays.fill(line, length, length + count, octet(ascii));
    length += count;
    return this;
  }

  /** A space and the octets, or nothing at all if there are none. */
  LineBuilder addWord(Octets octets) {
    return octets.isEmpty() ? this : add(' ').add(octets);
  }

  LineBuilder add(long number) {
    if (number < 0) {
      add('-');
    }
    long rest = number;
    int digits = 1;
    while ((rest /= 10) != 0) {
      digits++;
    }
    reserve(digits);
    rest = number;
    for (int i = length + digits - 1; i >= length; i--) {
      // Digit by digit from the number itself: the smallest long has no positive counterpart.
      line[i] = (byte) ('0' + Math.abs(rest % 10));
      rest /= 10;
    }
    length += digits;
    return this;
  }

  /** The line so far. */
  Octets octets() {
    return Octets.copyOf(line, 0, length);
  }

  /** The line with its CRLF. */
  byte[] end() {
    check(line, 0, length);
    byte[] complete = Arrays.copyOf(line, length + 2);
    complete[length] = '\r';
    complete[length + 1] = '\n';
    return complete;
  }

  /**
   * {@link Octets} cannot hold a CR, LF or NUL. That none has got in by another way is worth a
   * second look, since whoever gets one in writes our commands.
   */
  static void check(byte[] line, int from, int to) {
    for (int i = from; i < to; i++) {
      if (line[i] == '\r' || line[i] == '\n' || line[i] == 0) {
        throw new IllegalStateException("CR, LF or NUL inside a line, at octet " + (i - from));
      }
    }
  }

  private void reserve(int more) {
    if (line.length - length < more) {
      line = Arrays.copyOf(line, Math.max(line.length * 2, Math.addExact(length, more)));
    }
  }
}
