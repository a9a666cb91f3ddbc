package org.mailguard.trace;

import java.nio.charset.StandardCharsets;
import org.mailguard.smtp.Octets;

/**
 * Octets as a dialogue writes them: {@code \r \n \0 \t \\ \xNN} are octets, <code>{c*n}</code> is n
 * times c, and what is not ASCII is sent as UTF-8. A backslash before any other sign than a letter
 * or digit takes its meaning away.
 */
final class EscapedText {
  /** The most that one <code>{c*n}</code> may stand for. */
  static final int MOST_REPEATED = 1_000_000;

  private final String text;
  private final int column;
  private final Complaints complaints;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private EscapedText(String text, int column, Complaints complaints) {
    this.text = text;
    this.column = column;
    this.complaints = complaints;
  }

  /**
   * Lines with CR LF, several if {@code |} with blanks around it stands between them; {@code \c} at
   * the end leaves the line end out, and {@code -} alone is nothing.
   *
   * @param column of the first character, from 1
   * @return a char for each octet
   */
  static String lines(String text, int column, Complaints complaints) {
    if (text.equals("-")) {
      return "";
    }
    StringBuilder octets = new StringBuilder();
    int from = 0;
    while (octets.length() <= DialogueParser.MAX_OCTETS) {
      int bar = text.indexOf(" | ", from);
      String line = text.substring(from, bar < 0 ? text.length() : bar);
      octets.append(line(line, column + from, complaints));
      if (bar < 0) {
        return octets.toString();
      }
      from = bar + 3;
    }
    return octets.toString();
  }

  /** One line with CR LF, unless {@code \c} ends it. */
  static String line(String text, int column, Complaints complaints) {
    boolean open = text.endsWith("\\c") && !text.endsWith("\\\\c");
    String rest = open ? text.substring(0, text.length() - 2) : text;
    return plain(rest, column, complaints) + (open ? "" : "\r\n");
  }

  /** Without a line end. */
  static String plain(String text, int column, Complaints complaints) {
    return new EscapedText(text, column, complaints).read();
  }

  private String read() {
    while (at < text.length() && out.length() <= DialogueParser.MAX_OCTETS) {
      int c = text.codePointAt(at);
      if (c == '\\') {
        escape();
      } else if (c == '{' && text.startsWith("*", at + 2) && text.indexOf('}', at + 3) > 0) {
        repetition();
      } else {
        utf8(c);
        at += Character.charCount(c);
      }
    }
    return out.toString();
  }

  private void repetition() {
    int end = text.indexOf('}', at + 3);
    String count = text.substring(at + 3, end);
    if (!count.matches("[0-9]{1,7}") || Integer.parseInt(count) > MOST_REPEATED) {
      complaints.add(
          column + at + 3,
          "this many cannot be sent",
          "{c*n} with a number up to " + MOST_REPEATED + ", or \\{ for the sign itself");
    } else {
      out.repeat(text.charAt(at + 1) & 0xff, Integer.parseInt(count));
    }
    at = end + 1;
  }

  private void escape() {
    char c = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    int length = 2;
    switch (c) {
      case 'r' -> out.append('\r');
      case 'n' -> out.append('\n');
      case 't' -> out.append('\t');
      case '0' -> out.append('\0');
      case 'x' -> length = hexadecimal();
      default -> {
        boolean plainSign = c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c);
        if (plainSign) {
          out.append(c);
        } else {
          complaints.add(
              column + at, "no such escape", "\\r \\n \\t \\0 \\xNN, or \\\\ for a backslash");
        }
      }
    }
    at += length;
  }

  private int hexadecimal() {
    String digits = text.substring(at + 2, Math.min(text.length(), at + 4));
    if (digits.matches("[0-9A-Fa-f]{2}")) {
      out.append((char) Integer.parseInt(digits, 16));
      return 4;
    }
    complaints.add(column + at, "\\x is not an octet here", "two hexadecimal digits behind \\x");
    return 2;
  }

  private void utf8(int codePoint) {
    if (codePoint < 0x80) {
      out.append((char) codePoint);
      return;
    }
    byte[] octets = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
    out.append(new String(octets, StandardCharsets.ISO_8859_1));
  }

  // ---- the other way round

  /** The most of one line that is quoted. */
  private static final int QUOTED = 200;

  /** Of octets, a char each, as much as fits into a message. */
  static String printable(String octets) {
    return Octets.printable(octets.getBytes(StandardCharsets.ISO_8859_1), QUOTED);
  }

  /** As a line of a dialogue, so that it could stand in one; of a long one the beginning. */
  static String show(String all, int most) {
    StringBuilder shown = new StringBuilder();
    int from = 0;
    while (from < all.length() && shown.length() < most) {
      int end = all.indexOf("\r\n", from);
      String line = all.substring(from, end < 0 ? all.length() : end);
      shown.append(from == 0 ? "" : " | ");
      shown.append(
          Octets.printable(line.getBytes(StandardCharsets.ISO_8859_1), most)
              .replace("\\x0d", "\\r")
              .replace("\\x0a", "\\n")
              .replace("\\x00", "\\0"));
      shown.append(end < 0 ? "\\c" : "");
      from = end < 0 ? all.length() : end + 2;
    }
    int left = all.length() - from;
    return shown + (left > 0 ? " ... and " + left + " octets" : "");
  }
}
