package org.mailguard.session;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.mailguard.smtp.DataWriter;

/** Octets of a message that are not decided yet, in a buffer that grows up to a bound. */
final class HeldBack {
  /** Nobody asks for more. */
  private final int bound;

  private byte[] octets = new byte[1024];
  private int length;

  HeldBack(int bound) {
    this.bound = bound;
  }

  int length() {
    return length;
  }

  /** True if all of {@code in} can be added and there are {@code most} then, at most. */
  boolean hasRoomFor(ByteBuffer in, int most) {
    return in.remaining() <= most - length;
  }

  /** Takes what there is room for from {@code in}, without moving its position. */
  void add(ByteBuffer in, int most) {
    int count = Math.min(in.remaining(), most - length);
    if (count > 0) {
      if (length + count > octets.length) {
        octets =
            Arrays.copyOf(octets, Math.min(bound, Math.max(2 * octets.length, length + count)));
      }
      in.get(in.position(), octets, length, count);
      length += count;
    }
  }

  /** The first {@code count} octets go on. */
  void release(int count, DataWriter to) {
    if (count > 0) {
      to.write(ByteBuffer.wrap(octets, 0, count));
      drop(count);
    }
  }

  /** The first {@code count} octets do not. */
  void drop(int count) {
    System.arraycopy(octets, count, octets, 0, length - count);
    length -= count;
  }

  /** One character an octet, up to {@code end} or as much as there is. */
  String textUpTo(char end) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length && octets[i] != end; i++) {
      text.append((char) (octets[i] & 0xff));
    }
    return text.toString();
  }
}
