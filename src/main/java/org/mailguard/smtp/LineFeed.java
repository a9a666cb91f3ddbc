package org.mailguard.smtp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Finds the ends of lines, eight octets at a time. */
public final class LineFeed {
  private static final long LFS = 0x0a0a0a0a0a0a0a0aL;
  private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;

  private LineFeed() {}

  /**
   * The first LF at or behind {@code from}, or {@code limit}. An octet of the word is 0 where an LF
   * stands, and adding 0x7f to its low bits sets the high bit of all others.
   */
  public static int next(ByteBuffer in, int from, int limit) {
    int at = from;
    while (at <= limit - Long.BYTES) {
      long word = in.getLong(at) ^ LFS;
      long zeros = ~(((word & LOW_BITS) + LOW_BITS) | word | LOW_BITS);
      if (zeros != 0) {
        return at + first(zeros, in);
      }
      at += Long.BYTES;
    }
    while (at < limit && in.get(at) != '\n') {
      at++;
    }
    return at;
  }

  private static int first(long marks, ByteBuffer in) {
    boolean big = in.order() == ByteOrder.BIG_ENDIAN;
    return (big ? Long.numberOfLeadingZeros(marks) : Long.numberOfTrailingZeros(marks)) >> 3;
  }
}
