package org.mailguard.smtp;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * An immutable run of octets taken from a line: a domain, a local part, a parameter value, the text
 * of a reply.
 *
 * <p>It can hold every octet but CR, LF and NUL, so nothing that is built from one can break out of
 * its line. It is no {@code String} on purpose: a char narrowed to an octet has made line ends out
 * of harmless letters before (U+760A), and an octet widened with the wrong charset makes two
 * different addresses equal. {@link #toString} is for people: printable ASCII as it is, the rest as
 * {@code \xNN}.
 */
public final class Octets implements Comparable<Octets> {
  public static final Octets EMPTY = new Octets(new byte[0]);

  private final byte[] octets;

  private Octets(byte[] octets) {
    this.octets = octets;
  }

  /** Copies {@code length} octets from {@code from}; CR, LF and NUL are refused. */
  public static Octets copyOf(byte[] source, int from, int length) {
    return checked(Arrays.copyOfRange(source, from, from + length));
  }

  public static Octets copyOf(byte[] source) {
    return copyOf(source, 0, source.length);
  }

  /** Our own words: ASCII only, anything else is our bug. */
  public static Octets ascii(String text) {
    byte[] octets = new byte[text.length()];
    for (int i = 0; i < octets.length; i++) {
      char c = text.charAt(i);
      if (c > 0x7e) {
        throw new IllegalArgumentException("not ASCII at " + i + ": U+" + Integer.toHexString(c));
      }
      octets[i] = (byte) (c & 0x7f);
    }
    return checked(octets);
  }

  private static Octets checked(byte[] octets) {
    for (int i = 0; i < octets.length; i++) {
      if (octets[i] == '\r' || octets[i] == '\n' || octets[i] == 0) {
        throw new IllegalArgumentException("CR, LF or NUL inside a line, at octet " + i);
      }
    }
    return octets.length == 0 ? EMPTY : new Octets(octets);
  }

  public int length() {
    return octets.length;
  }

  public boolean isEmpty() {
    return octets.length == 0;
  }

  public byte at(int index) {
    return octets[index];
  }

  public Octets slice(int from, int to) {
    return from == 0 && to == octets.length ? this : copyOf(octets, from, to - from);
  }

  public int indexOf(char ascii) {
    for (int i = 0; i < octets.length; i++) {
      if (octets[i] == ascii) {
        return i;
      }
    }
    return -1;
  }

  /** True if every octet is below 0x80. */
  public boolean isAscii() {
    for (byte octet : octets) {
      if (octet < 0) {
        return false;
      }
    }
    return true;
  }

  /** Compares with ASCII letters folded; octets from 0x80 up are compared as they are. */
  public boolean equalsIgnoreCase(String ascii) {
    if (ascii.length() != octets.length) {
      return false;
    }
    for (int i = 0; i < octets.length; i++) {
      if (upper(octets[i]) != upper((byte) ascii.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static int upper(byte octet) {
    return octet >= 'a' && octet <= 'z' ? octet - 32 : octet;
  }

  /** ASCII letters in upper case, other octets untouched. */
  public Octets toUpperCase() {
    byte[] folded = octets.clone();
    for (int i = 0; i < folded.length; i++) {
      folded[i] = (byte) upper(folded[i]);
    }
    return new Octets(folded);
  }

  public void writeTo(ByteBuffer out) {
    out.put(octets);
  }

  /** Copies all octets to {@code target} from {@code at} on. */
  void copyTo(byte[] target, int at) {
    System.arraycopy(octets, 0, target, at, octets.length);
  }

  public byte[] toByteArray() {
    return octets.clone();
  }

  @Override
  public int compareTo(Octets other) {
    return Arrays.compareUnsigned(octets, other.octets);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets that && Arrays.equals(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return printable(octets, octets.length);
  }

  /**
   * At most {@code limit} octets of {@code octets}, fit for a log line or a terminal: what is not
   * printable is escaped.
   */
  public static String printable(byte[] octets, int limit) {
    int length = Math.min(limit, octets.length);
    StringBuilder text = new StringBuilder(length + 8);
    for (int i = 0; i < length; i++) {
      int octet = octets[i] & 0xff;
      if (octet >= 0x20 && octet < 0x7f && octet != '\\') {
        text.append((char) octet);
      } else if (octet == '\\') {
        text.append("\\\\");
      } else {
        text.append("\\x")
            .append(Character.forDigit(octet >> 4, 16))
            .append(Character.forDigit(octet & 15, 16));
      }
    }
    return length < octets.length ? text.append("...").toString() : text.toString();
  }
}
