package org.mailguard.smtp;

/**
 * Strict UTF-8 (RFC 3629): nothing overlong, no surrogates, nothing above U+10FFFF. Two decoders
 * that disagree about such octets see two addresses (reference: threats C-13, J-07).
 */
final class Utf8 {
  private Utf8() {}

  /**
   * The octets of the non-ASCII character at {@code from}, 2 to 4; 0 if none stands there.
   *
   * <p>The controls U+0080 to U+009F and the separators U+2028 and U+2029 count as none: no address
   * has them, and a reader behind us that breaks lines at U+0085 or U+2028 (Python's {@code
   * splitlines}, for one) would see two lines in one (reference: threats J-04).
   */
  static int sequence(byte[] octets, int from, int end) {
    int lead = octets[from] & 0xff;
    int length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (length == 0 || end - from < length) {
      return 0;
    }
    int point = lead & (0x7f >> length);
    for (int i = 1; i < length; i++) {
      int octet = octets[from + i] & 0xff;
      if ((octet & 0xc0) != 0x80) {
        return 0;
      }
      point = (point << 6) | (octet & 0x3f);
    }
    return isShortest(point, length) && isText(point) ? length : 0;
  }

  private static boolean isShortest(int point, int length) {
    return point >= (length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000);
  }

  /** True for a non-ASCII character that stands for a letter or sign rather than for a control. */
  static boolean isText(int point) {
    return point >= 0xa0
        && point <= 0x10ffff
        && (point < 0xd800 || point > 0xdfff)
        && point != 0x2028
        && point != 0x2029;
  }
}
