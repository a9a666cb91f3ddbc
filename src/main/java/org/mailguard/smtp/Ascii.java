package org.mailguard.smtp;

/**
 * Classes of octets, by ASCII alone: no locale, no digit of another script (reference: threats
 * J-05). An octet is 0 to 255; {@link Cursor#END} is in no class.
 */
final class Ascii {
  private static final String ATEXT_SPECIALS = "!#$%&'*+-/=?^_`{|}~";

  private static final boolean[] ATEXT = new boolean[128];

  static {
    for (int octet = 0; octet < ATEXT.length; octet++) {
      ATEXT[octet] = isLetterOrDigit(octet) || ATEXT_SPECIALS.indexOf(octet) >= 0;
    }
  }

  private Ascii() {}

  static boolean isDigit(int octet) {
    return octet >= '0' && octet <= '9';
  }

  static boolean isLetter(int octet) {
    int folded = octet | 0x20;
    return folded >= 'a' && folded <= 'z';
  }

  static boolean isLetterOrDigit(int octet) {
    return isDigit(octet) || isLetter(octet);
  }

  static boolean isHexDigit(int octet) {
    int folded = octet | 0x20;
    return isDigit(octet) || (folded >= 'a' && folded <= 'f');
  }

  /** What the digit stands for, in whatever case; meaningless for what is no hexadecimal digit. */
  static int hexValue(int octet) {
    return isDigit(octet) ? octet - '0' : (octet | 0x20) - 'a' + 10;
  }

  /** RFC 5322 section 3.2.3: what an atom is made of. */
  static boolean isAtext(int octet) {
    return octet >= 0 && octet < ATEXT.length && ATEXT[octet];
  }

  /** 0x21 to 0x7e. */
  static boolean isGraphic(int octet) {
    return octet > ' ' && octet < 0x7f;
  }

  /** 0x20 to 0x7e. */
  static boolean isPrintable(int octet) {
    return octet >= ' ' && octet < 0x7f;
  }

  static boolean isBlank(int octet) {
    return octet == ' ' || octet == '\t';
  }

  /** A letter in upper case, anything else as it is. */
  static int upper(int octet) {
    return octet >= 'a' && octet <= 'z' ? octet - 0x20 : octet;
  }
}
