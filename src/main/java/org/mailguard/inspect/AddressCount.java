package org.mailguard.inspect;

/**
 * Counts the addresses of an address list (RFC 5322 section 3.4) as its octets pass: a comma or
 * semicolon ends one, unless it stands in quotes, a comment, angle brackets or a domain literal.
 * The name of a group counts as nothing. Keeps no octet, so a list of any length is counted to its
 * end.
 */
final class AddressCount {
  private long count;
  private boolean text;
  private boolean quoted;
  private boolean escaped;
  private boolean angle;
  private boolean literal;
  private int comments;

  /** Another field begins; the count goes on. */
  void begin() {
    text = false;
    quoted = false;
    escaped = false;
    angle = false;
    literal = false;
    comments = 0;
  }

  void octet(byte octet) {
    if (escaped) {
      escaped = false;
    } else if (octet == '\\') {
      escaped = quoted || comments > 0;
    } else if (quoted) {
      quoted = octet != '"';
    } else if (comments > 0) {
      comments += octet == '(' ? 1 : octet == ')' ? -1 : 0;
    } else {
      plain(octet);
    }
  }

  private void plain(byte octet) {
    switch (octet) {
      case '(' -> comments = 1;
      case '"' -> {
        quoted = true;
        text = true;
      }
      case '<' -> {
        angle = true;
        text = true;
      }
      case '>' -> angle = false;
      case '[' -> literal = true;
      case ']' -> literal = false;
      case ' ', '\t' -> {}
      case ',', ';' -> {
        if (!angle && !literal) {
          end();
        }
      }
      case ':' -> text &= angle || literal;
      default -> text = true;
    }
  }

  /** The field, or one address of it, is over. */
  void end() {
    if (text) {
      count++;
    }
    text = false;
  }

  long count() {
    return count;
  }
}
