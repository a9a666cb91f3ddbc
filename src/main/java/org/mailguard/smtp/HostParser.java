package org.mailguard.smtp;

import org.jspecify.annotations.Nullable;

/**
 * Domains and address literals. RFC 5321 sections 4.1.2 and 4.1.3; in a path also U-labels, RFC
 * 6531 section 3.3.
 *
 * <p>The name that a client gives itself decides nothing, and honest machines get it wrong, so
 * {@link #greeting} is one harmless step wider than the RFC: a hyphen at the end of a label
 * (Windows names, cut at 15 characters), an IPv6 literal without its tag (older mail libraries),
 * and the dot of the DNS root. That dot is dropped: with and without it is the same name, and every
 * reader behind the parser sees one spelling. In a path none of this is taken, since there a name
 * decides where mail goes (reference: threats A-11). Underscores are taken in both: machines with
 * such names send mail (root@my_host.example), and nobody reads them in two ways.
 */
final class HostParser {
  static final int MAX_DOMAIN = 255;
  static final int MAX_LABEL = 63;

  private static final String TOO_LONG = "a domain of at most " + MAX_DOMAIN + " octets";
  private static final String QUAD = "four numbers of 0 to 255 without leading zeros";
  private static final String GROUPS = "eight groups of hexadecimal digits, or fewer and one ::";

  private HostParser() {}

  /** The argument of HELO and EHLO, up to the end of the line. */
  static @Nullable Octets greeting(Cursor cursor) {
    int start = cursor.position();
    if (cursor.peek() == '[') {
      return literal(cursor, true) ? cursor.since(start) : null;
    }
    int end;
    do {
      if (!label(cursor, true)) {
        return null;
      }
      end = cursor.position();
    } while (cursor.take('.') && !cursor.atEnd());
    if (end - start > MAX_DOMAIN) {
      cursor.failAt(start + MAX_DOMAIN, TOO_LONG);
      return null;
    }
    return cursor.since(start).slice(0, end - start);
  }

  /** Passes the domain of a path. */
  static boolean domain(Cursor cursor) {
    int start = cursor.position();
    do {
      if (!label(cursor, false)) {
        return false;
      }
    } while (cursor.take('.'));
    return cursor.position() - start <= MAX_DOMAIN || cursor.failAt(start + MAX_DOMAIN, TOO_LONG);
  }

  /** A label is bounded in characters: a U-label has more octets than the A-label it stands for. */
  private static boolean label(Cursor cursor, boolean greeting) {
    int characters = 0;
    int last = Cursor.END;
    for (int octet = cursor.peek(); isOfLabel(octet, characters, greeting); octet = cursor.peek()) {
      if (++characters > MAX_LABEL) {
        return cursor.fail("a label of at most " + MAX_LABEL + " characters");
      }
      if (octet < 0x80) {
        cursor.advance();
      } else if (!cursor.takeUtf8()) {
        return false;
      }
      last = octet;
    }
    if (characters == 0) {
      return cursor.fail(greeting ? "a domain or an address literal" : "a letter or a digit");
    }
    if (last == '-' && !greeting) {
      return cursor.failAt(cursor.position() - 1, "a label that ends in a letter or a digit");
    }
    return true;
  }

  private static boolean isOfLabel(int octet, int before, boolean greeting) {
    return Ascii.isLetterOrDigit(octet)
        || octet == '_'
        || (octet == '-' && before > 0)
        || (!greeting && octet >= 0x80);
  }

  /**
   * Passes an address literal in its brackets. Literals of other tags than IPv6 are refused: none
   * was ever registered. {@code untagged}: an IPv6 address needs no tag.
   */
  static boolean literal(Cursor cursor, boolean untagged) {
    cursor.take('[');
    boolean six = cursor.take("IPV6:") || (untagged && cursor.sees(':'));
    return (six ? address6(cursor) : address4(cursor))
        && (cursor.take(']') || cursor.fail("] behind the address"));
  }

  /**
   * Leading zeros are refused though the RFC has them: they are decimal to it and octal to {@code
   * inet_aton}.
   */
  private static boolean address4(Cursor cursor) {
    for (int i = 0; i < 4; i++) {
      if (i > 0 && !cursor.take('.')) {
        return cursor.fail(QUAD);
      }
      int start = cursor.position();
      boolean zero = cursor.peek() == '0';
      long number = cursor.takeNumber(3, QUAD);
      if (number < 0 || number > 255 || (zero && cursor.position() - start > 1)) {
        return cursor.failAt(start, QUAD);
      }
    }
    return true;
  }

  /** RFC 4291 section 2.2. {@code ::} may stand for a single group, as {@code inet_pton} has it. */
  private static boolean address6(Cursor cursor) {
    int start = cursor.position();
    boolean compressed = cursor.take("::");
    int groups = 0;
    while (groups < 8 && Ascii.isHexDigit(cursor.peek())) {
      int group = cursor.position();
      if (!hexadecimal(cursor)) {
        return false;
      }
      groups++;
      if (cursor.peek() == '.') {
        cursor.returnTo(group);
        groups++;
        if (!address4(cursor)) {
          return false;
        }
        break;
      }
      if (!cursor.take(':')) {
        break;
      }
      if (cursor.peek() == ':') {
        if (compressed) {
          return cursor.fail("a single ::");
        }
        compressed = true;
        cursor.advance();
      } else if (!Ascii.isHexDigit(cursor.peek())) {
        return cursor.fail("a hexadecimal digit");
      }
    }
    return (compressed ? groups < 8 : groups == 8) || cursor.failAt(start, GROUPS);
  }

  private static boolean hexadecimal(Cursor cursor) {
    for (int digits = 0; Ascii.isHexDigit(cursor.peek()); digits++) {
      if (digits == 4) {
        return cursor.fail("at most four hexadecimal digits in a group");
      }
      cursor.advance();
    }
    return true;
  }
}
