package org.mailguard.doctor.read.capture;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads a stream in pieces of a known length and numbers of either byte order in the piece at hand.
 * Numbers are unsigned.
 */
final class Octets {
  private final InputStream in;
  private byte[] piece = {};
  private long offset;
  private boolean little;

  Octets(InputStream in) {
    this.in = in;
  }

  void order(boolean littleEndian) {
    little = littleEndian;
  }

  /** Of the piece at hand, in the file. */
  long offset() {
    return offset;
  }

  /**
   * The next {@code length} octets become the piece at hand.
   *
   * @param what for the message
   * @throws CaptureException if there are fewer
   */
  void need(int length, String what) throws IOException, CaptureException {
    if (!more(length, what)) {
      throw new CaptureException("the file ends before " + what, offset);
    }
  }

  /** The same, but false if the file is at its end. */
  boolean more(int length, String what) throws IOException, CaptureException {
    offset += piece.length;
    piece = in.readNBytes(length);
    if (piece.length == 0 && length > 0) {
      return false;
    }
    if (piece.length < length) {
      throw new CaptureException(
          "the file is cut off: "
              + what
              + " has "
              + length
              + " octets, and "
              + piece.length
              + " are there,",
          offset);
    }
    return true;
  }

  int u16(int at) {
    int first = piece[at] & 0xff;
    int second = piece[at + 1] & 0xff;
    return little ? (second << 8) | first : (first << 8) | second;
  }

  long u32(int at) {
    long first = u16(at);
    long second = u16(at + 2);
    return little ? (second << 16) | first : (first << 16) | second;
  }

  int u8(int at) {
    return piece[at] & 0xff;
  }

  int length() {
    return piece.length;
  }

  byte[] copy(int from, int length) {
    return Arrays.copyOfRange(piece, from, from + length);
  }
}
