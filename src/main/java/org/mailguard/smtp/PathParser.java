package org.mailguard.smtp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailguard.smtp.SyntaxError.Kind;

/**
 * Paths, RFC 5321 section 4.1.2 and RFC 6531 section 3.3, to the letter.
 *
 * <p>An address is what stands between the angle brackets, all of it, or there is none: parsers
 * that find an address somewhere in the argument find another one than the server does (reference:
 * threats ). A source route is kept in the value, so that policy sees it; nothing is
 * truncated. Whether an address may be used (literals, percent hack, quotes, UTF-8 without
 * SMTPUTF8) is not judged here.
 */
final class PathParser {
  /**
   * Quotes included. RFC 5321 section 4.5.3.1.1 promises 64 octets and asks for no limit where none
   * is needed; return addresses that carry another address (VERP, SRS) are longer, and honest. What
   * bounds them is the path.
   */
  static final int MAX_LOCAL_PART = 252;

  /** RFC 5321 section 4.5.3.1.3, angle brackets included. */
  static final int MAX_PATH = 256;

  private static final Path.Null NULL = new Path.Null();

  private PathParser() {}

  static Path.@Nullable Reverse reverse(Cursor cursor) {
    cursor.judgeAs(Kind.REVERSE_PATH);
    int start = cursor.position();
    if (!cursor.take('<')) {
      cursor.fail("< before the path");
      return null;
    }
    return cursor.take('>') ? NULL : address(cursor, start);
  }

  static Path.@Nullable Forward forward(Cursor cursor) {
    cursor.judgeAs(Kind.FORWARD_PATH);
    int start = cursor.position();
    if (!cursor.take('<')) {
      cursor.fail("< before the path");
      return null;
    }
    if (cursor.take("POSTMASTER>")) {
      Octets path = cursor.since(start);
      return new Path.Postmaster(path.slice(1, path.length() - 1));
    }
    if (cursor.peek() == '>') {
      cursor.fail("a recipient");
      return null;
    }
    return address(cursor, start);
  }

  private static Path.@Nullable Address address(Cursor cursor, int start) {
    List<Octets> route = cursor.peek() == '@' ? route(cursor) : List.of();
    if (route == null) {
      return null;
    }
    int local = cursor.position();
    if (!localPart(cursor)) {
      return null;
    }
    Octets localPart = cursor.since(local);
    if (!cursor.take('@')) {
      cursor.fail("@ behind the local part");
      return null;
    }
    int host = cursor.position();
    if (!(cursor.peek() == '[' ? HostParser.literal(cursor, false) : HostParser.domain(cursor))) {
      return null;
    }
    Octets domain = cursor.since(host);
    if (!cursor.take('>')) {
      cursor.fail("> behind the address");
      return null;
    }
    if (cursor.position() - start > MAX_PATH) {
      cursor.failAt(start + MAX_PATH, "a path of at most " + MAX_PATH + " octets");
      return null;
    }
    return new Path.Address(route, localPart, domain);
  }

  /** {@code @one,@two:}; bounded by the length of the line, and at last by that of the path. */
  private static @Nullable List<Octets> route(Cursor cursor) {
    List<Octets> route = new ArrayList<>();
    do {
      if (!cursor.take('@')) {
        cursor.fail("@ before a domain of the source route");
        return null;
      }
      int start = cursor.position();
      if (!HostParser.domain(cursor)) {
        return null;
      }
      route.add(cursor.since(start));
    } while (cursor.take(','));
    if (!cursor.take(':')) {
      cursor.fail(": behind the source route");
      return null;
    }
    return route;
  }

  private static boolean localPart(Cursor cursor) {
    int start = cursor.position();
    if (!(cursor.peek() == '"' ? quotedString(cursor) : dotString(cursor))) {
      return false;
    }
    return cursor.position() - start <= MAX_LOCAL_PART
        || cursor.failAt(
            start + MAX_LOCAL_PART, "a local part of at most " + MAX_LOCAL_PART + " octets");
  }

  private static boolean dotString(Cursor cursor) {
    do {
      int start = cursor.position();
      for (int octet = cursor.peek();
          Ascii.isAtext(octet) || octet >= 0x80;
          octet = cursor.peek()) {
        if (octet < 0x80) {
          cursor.advance();
        } else if (!cursor.takeUtf8()) {
          return false;
        }
      }
      if (cursor.position() == start) {
        return cursor.fail("a letter, a digit or another octet of an atom");
      }
    } while (cursor.take('.'));
    return true;
  }

  private static boolean quotedString(Cursor cursor) {
    cursor.take('"');
    while (!cursor.take('"')) {
      // A backslash quotes printable ASCII only, not the first octet of a character in UTF-8.
      boolean quoted = cursor.take('\\');
      int octet = cursor.peek();
      if (Ascii.isPrintable(octet)) {
        cursor.advance();
      } else if (octet < 0x80) {
        return cursor.fail("printable octets and a quotation mark behind them");
      } else if (quoted) {
        return cursor.fail("a printable octet behind the backslash");
      } else if (!cursor.takeUtf8()) {
        return false;
      }
    }
    return true;
  }
}
