package org.mailguard.peers;

import java.io.ByteArrayOutputStream;

/**
 * The transparency of RFC 5321 section 4.5.2, written for tests on its own and as plainly as
 * possible: it must not share a mistake with the product's.
 */
public final class Dots {
  /** What ends the content of DATA. */
  static final byte[] END = {'\r', '\n', '.', '\r', '\n'};

  private Dots() {}

  /**
   * Content as it goes over the wire after DATA: dots at the start of lines doubled, end mark
   * added.
   */
  public static byte[] stuffed(byte[] content) {
    var wire = new ByteArrayOutputStream(content.length + 16);
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '.' && startsLine(content, i)) {
        wire.write('.');
      }
      wire.write(content[i]);
    }
    if (!startsLine(content, content.length)) {
      wire.writeBytes(new byte[] {'\r', '\n'});
    }
    wire.writeBytes(new byte[] {'.', '\r', '\n'});
    return wire.toByteArray();
  }

  /** The content that these octets, end mark included, stand for. */
  public static byte[] unstuffed(byte[] wire) {
    int end = wire.length - 3;
    if (end < 0 || wire[end] != '.' || !startsLine(wire, end)) {
      throw new IllegalArgumentException("no end mark");
    }
    var content = new ByteArrayOutputStream(end);
    for (int i = 0; i < end; i++) {
      if (wire[i] != '.' || !startsLine(wire, i)) {
        content.write(wire[i]);
      }
    }
    return content.toByteArray();
  }

  private static boolean startsLine(byte[] octets, int at) {
    return at == 0 || (at >= 2 && octets[at - 2] == '\r' && octets[at - 1] == '\n');
  }
}
