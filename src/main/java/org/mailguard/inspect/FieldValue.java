package org.mailguard.inspect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * The value of the header field that is being read: its first octets, in one buffer that grows up
 * to the limit and serves all fields, and the count of all. Blanks around it are not kept.
 */
final class FieldValue {
  private final int limit;
  private byte[] octets = new byte[256];
  private int kept;
  private long length;
  private boolean isKept;
  private boolean isCut;

  FieldValue(int limit) {
    this.limit = limit;
  }

  /** A field begins; with {@code keep} false its octets are only counted. */
  void begin(boolean keep) {
    kept = 0;
    length = 0;
    isKept = keep;
    isCut = false;
  }

  /** False if there is no room for the octet. */
  boolean add(byte octet) {
    length++;
    if (!isKept || (kept == 0 && isBlank(octet))) {
      return true;
    }
    if (kept == limit) {
      isCut = true;
      return false;
    }
    if (kept == octets.length) {
      octets = Arrays.copyOf(octets, Math.min(2 * kept, limit));
    }
    octets[kept++] = octet;
    return true;
  }

  /** Octets that are only counted. */
  void skip(int octets) {
    length += octets;
  }

  static boolean isBlank(byte octet) {
    return octet == ' ' || octet == '\t';
  }

  boolean isKept() {
    return isKept;
  }

  /** True if there was more than is kept. */
  boolean isCut() {
    return isCut;
  }

  /** One character an octet. */
  String text() {
    int end = kept;
    while (end > 0 && isBlank(octets[end - 1])) {
      end--;
    }
    return new String(octets, 0, end, ISO_8859_1);
  }

  /** Of the whole value, with its blanks. */
  long length() {
    return length;
  }
}
