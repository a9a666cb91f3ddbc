package org.mailguard.doctor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Octets of a stranger as text that can be shown on any screen: what is not printable ASCII becomes
 * {@code \xNN}, a backslash two of them. One octet is at most four characters.
 */
public final class Printable {
  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(\\\\|r|n|t|x[0-9a-f]{2}|u[0-9a-f]{4})");

  private Printable() {}

  public static String of(byte[] octets) {
    return of(new String(octets, ISO_8859_1));
  }

  /**
   * {@code text} has one character per octet (ISO 8859-1); of others, as they may stand in a file,
   * each becomes {@code \}{@code uNNNN}.
   */
  public static String of(String text) {
    return isPlain(text) ? text : escaped(text);
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c >= 0x7f || c == '\\') {
        return false;
      }
    }
    return true;
  }

  private static String escaped(String text) {
    StringBuilder shown = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        shown.append("\\\\");
      } else if (c >= ' ' && c < 0x7f) {
        shown.append(c);
      } else if (c == '\r') {
        shown.append("\\r");
      } else if (c == '\n') {
        shown.append("\\n");
      } else if (c == '\t') {
        shown.append("\\t");
      } else {
        shown.append(String.format(c <= 0xff ? "\\x%02x" : "\\u%04x", (int) c));
      }
    }
    return shown.toString();
  }

  /**
   * Of a text that should be printable already, and has lines: what is not becomes an escape, and
   * backslashes and line feeds stay.
   */
  public static String again(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      shown.append(c == '\n' || c == '\\' ? String.valueOf(c) : of(String.valueOf(c)));
    }
    return shown.toString();
  }

  /** The octets of which {@link #of(String)} made a text; what is no such text stays as it is. */
  public static String octets(String printable) {
    StringBuilder octets = new StringBuilder(printable.length());
    Matcher escape = ESCAPE.matcher(printable);
    while (escape.find()) {
      String name = escape.group(1);
      char octet =
          switch (name.charAt(0)) {
            case 'r' -> '\r';
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'x', 'u' -> (char) Integer.parseInt(name.substring(1), 16);
            default -> '\\';
          };
      escape.appendReplacement(octets, Matcher.quoteReplacement(String.valueOf(octet)));
    }
    return escape.appendTail(octets).toString();
  }

  /** At most {@code most} characters; what is cut off is counted. */
  public static String bounded(String printable, int most) {
    return printable.length() <= most
        ? printable
        : printable.substring(0, most) + "... (" + printable.length() + " characters)";
  }
}
