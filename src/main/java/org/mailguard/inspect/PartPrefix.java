package org.mailguard.inspect;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Decodes the first octets of a part's content, and no more: once it is full, or the part has no
 * use for it, the octets of the body pass without being looked at.
 *
 * <p>Decodes as mail programs do: what is no base64 letter is skipped, a lone equals sign is text.
 * Where the encoding is broken the programs differ, so that is an anomaly.
 */
final class PartPrefix {
  private static final byte[] BASE64 = new byte[128];

  static {
    Arrays.fill(BASE64, (byte) -1);
    String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < letters.length(); i++) {
      BASE64[letters.charAt(i)] = (byte) i;
    }
  }

  private final byte[] octets;
  private TransferEncoding encoding = TransferEncoding.SEVEN_BIT;
  private int length;
  private boolean open;
  private boolean broken;

  /** Base64: bits that make no octet yet. Quoted-printable: the first digit. */
  private int bits;

  private int have;

  /** Equals signs behind the last letter. */
  private int pads;

  private boolean padded;

  PartPrefix(int length) {
    octets = new byte[length];
  }

  void begin(TransferEncoding encoding) {
    this.encoding = encoding;
    open = true;
    broken = false;
    length = 0;
    bits = 0;
    have = 0;
    padded = false;
    pads = 0;
  }

  /** False once no more octets are wanted. */
  boolean isOpen() {
    return open;
  }

  void close() {
    open = false;
  }

  boolean isFull() {
    return length == octets.length;
  }

  /** True if what was decoded is no proper base64 or quoted-printable. */
  boolean isBroken() {
    return broken;
  }

  ContentAnomaly brokenKind() {
    return encoding == TransferEncoding.BASE64
        ? ContentAnomaly.BROKEN_BASE64
        : ContentAnomaly.BROKEN_QUOTED_PRINTABLE;
  }

  byte[] octets() {
    return octets;
  }

  int length() {
    return length;
  }

  void take(ByteBuffer in, int from, int to) {
    for (int i = from; i < to && length < octets.length; i++) {
      byte octet = in.get(i);
      switch (encoding) {
        case BASE64 -> base64(octet);
        case QUOTED_PRINTABLE -> quoted(octet);
        case SEVEN_BIT, EIGHT_BIT, BINARY, OTHERS -> put(octet);
      }
    }
  }

  void lineBreak(int octetsOfBreak) {
    if (encoding == TransferEncoding.BASE64) {
      return;
    }
    if (encoding == TransferEncoding.QUOTED_PRINTABLE && have > 0) {
      broken |= have > 1;
      have = 0;
      return;
    }
    if (octetsOfBreak == 2) {
      put('\r');
    }
    if (octetsOfBreak > 0) {
      put('\n');
    }
  }

  private void put(int octet) {
    if (length < octets.length) {
      octets[length++] = (byte) octet;
    }
  }

  /** What the letter stands for; -1 if it is none. */
  static int base64Value(int octet) {
    return octet >= 0 && octet < BASE64.length ? BASE64[octet] : -1;
  }

  private void base64(byte octet) {
    int value = base64Value(octet);
    if (octet == '=') {
      pad();
      return;
    }
    if (value < 0) {
      broken |= octet != ' ' && octet != '\t';
      return;
    }
    if (pads > 0) {
      // Letters behind the padding: the end to some, to others another piece.
      broken = true;
      have = padded ? 0 : have;
      padded = false;
      pads = 0;
    }
    bits = (bits << 6 | value) & 0xffff;
    have += 6;
    if (have >= 8) {
      have -= 8;
      put(bits >> have);
    }
  }

  /**
   * Pads two or three letters to four. An equals sign anywhere else is no padding, and programs go
   * on with the letters that they have.
   */
  private void pad() {
    boolean behindTwo = have == 4;
    boolean behindThree = have == 2;
    broken |= !behindTwo && !behindThree && !padded;
    pads++;
    padded |= behindThree || (behindTwo && pads == 2);
  }

  private void quoted(byte octet) {
    boolean hex = EncodedWords.isHex((char) (octet & 0xff));
    if (have == 0) {
      have = octet == '=' ? 1 : 0;
      if (have == 0) {
        put(octet);
      }
    } else if (have == 1 && hex) {
      bits = EncodedWords.hex((char) octet);
      have = 2;
    } else if (have == 2 && hex) {
      put(bits << 4 | EncodedWords.hex((char) octet));
      have = 0;
    } else if (have == 1 && (octet == ' ' || octet == '\t')) {
      // Blanks between the equals sign and the line break: added on the way.
      return;
    } else {
      broken = true;
      put('=');
      put(octet);
      have = 0;
    }
  }
}
