package org.mailguard.smtp;

/**
 * The encodings of parameter values: xtext, RFC 3461 section 4, and its cousin for UTF-8, RFC 6533
 * section 3. Values stay encoded; what they decode to is checked, since servers write it into queue
 * files and headers, where a decoded line end begins a line of its own (reference: threats A-14).
 */
final class Xtext {
  private static final String PAIR = "+ and two digits 0-9 A-F that stand for a printable octet";
  private static final String POINT =
      "\\x{ and 2 to 6 digits 0-9 A-F that stand for a space, +, =, \\ or a non-ASCII character";

  private Xtext() {}

  /** Passes xtext up to a blank or {@code except}; false if there is none, or too much. */
  static boolean xtext(Cursor cursor, int maximum, char except) {
    int start = cursor.position();
    int octet = cursor.peek();
    for (; Ascii.isGraphic(octet) && octet != '=' && octet != except; octet = cursor.peek()) {
      if (octet == '+') {
        if (!pair(cursor)) {
          return false;
        }
      } else {
        cursor.advance();
      }
    }
    return bounded(cursor, start, maximum);
  }

  /** Passes an address of type utf-8 likewise; raw UTF-8 is allowed in it. */
  static boolean utf8(Cursor cursor, int maximum, char except) {
    int start = cursor.position();
    int octet = cursor.peek();
    for (; octet != except && isOfUtf8(octet); octet = cursor.peek()) {
      if (octet == '\\') {
        if (!point(cursor)) {
          return false;
        }
      } else if (octet < 0x80) {
        cursor.advance();
      } else if (!cursor.takeUtf8()) {
        return false;
      }
    }
    return bounded(cursor, start, maximum);
  }

  /** QUCHAR of RFC 6533 and the backslash. A raw + might be decoded as xtext by the next reader. */
  private static boolean isOfUtf8(int octet) {
    return octet >= 0x80 || (Ascii.isGraphic(octet) && octet != '+' && octet != '=');
  }

  private static boolean bounded(Cursor cursor, int start, int maximum) {
    int length = cursor.position() - start;
    if (length == 0) {
      return cursor.fail("a value in xtext");
    }
    return length <= maximum
        || cursor.failAt(start + maximum, "a value of at most " + maximum + " octets");
  }

  /** Upper case alone: lenient and strict decoders read {@code +0a} as different things. */
  private static boolean pair(Cursor cursor) {
    int start = cursor.position();
    cursor.advance();
    int value = 0;
    for (int i = 0; i < 2; i++) {
      if (!isUpperHexDigit(cursor.peek())) {
        return cursor.failAt(start, PAIR);
      }
      value = (value << 4) | Ascii.hexValue(cursor.peek());
      cursor.advance();
    }
    return Ascii.isPrintable(value) || cursor.failAt(start, PAIR);
  }

  private static boolean point(Cursor cursor) {
    int start = cursor.position();
    if (!cursor.take('\\') || !cursor.take('x') || !cursor.take('{')) {
      return cursor.failAt(start, POINT);
    }
    int value = 0;
    int digits = 0;
    for (; digits < 6 && isUpperHexDigit(cursor.peek()); digits++) {
      value = (value << 4) | Ascii.hexValue(cursor.peek());
      cursor.advance();
    }
    boolean isAllowed =
        value == ' ' || value == '+' || value == '=' || value == '\\' || Utf8.isText(value);
    return (digits >= 2 && isAllowed && cursor.take('}')) || cursor.failAt(start, POINT);
  }

  private static boolean isUpperHexDigit(int octet) {
    return Ascii.isDigit(octet) || (octet >= 'A' && octet <= 'F');
  }
}
