package org.mailguard.policy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.nio.charset.StandardCharsets;

/**
 * The device's language of regular expressions, in that of the library (reference: cisco-mailguard
 * 6.6).
 *
 * <p>A subject has one character for each octet, or is a decoded file name. So a character beyond
 * ASCII is looked for as itself and as its octets in UTF-8.
 *
 * <pre>
 * .  ( )  |  ?  *  +  {n}  {n,}  {n,m}  [ ]  [^ ]  ^  $      as everywhere
 * \r \n \t \f \xNN \NNN                                      one octet; NNN is octal
 * \ before anything else                                     that character
 * </pre>
 *
 * <p>Nothing else has a meaning. What the device would take and nobody can have meant is refused,
 * with the place: an empty alternative, which matches every text, a repetition of nothing, names of
 * classes inside brackets.
 */
final class RegexDialect {
  /** Characters, as on the device. */
  static final int LONGEST = 100;

  private static final int MOST_REPEATS = 1000;

  /** An expression with all repetitions written out. */
  private static final int LARGEST = 5000;

  private final String text;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private int depth;

  private RegexDialect(String text) {
    this.text = text;
  }

  static Pattern compile(String text) throws RegexSyntax {
    try {
      return Pattern.compile(translate(text), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw new RegexSyntax("the library refuses it: " + e.getDescription(), 0);
    }
  }

  /** In the library's language. */
  static String translate(String text) throws RegexSyntax {
    if (text.isEmpty()) {
      throw new RegexSyntax("the expression is empty", 0);
    }
    if (text.length() > LONGEST) {
      throw new RegexSyntax("an expression has at most " + LONGEST + " characters", LONGEST);
    }
    RegexDialect dialect = new RegexDialect(text);
    dialect.alternatives();
    return dialect.out.toString();
  }

  // Each of these reads one piece and returns its size with all repetitions written out.

  private int alternatives() throws RegexSyntax {
    int size = sequence();
    while (more() && text.charAt(at) == '|') {
      at++;
      out.append('|');
      size += sequence();
    }
    return size;
  }

  private int sequence() throws RegexSyntax {
    int from = at;
    int size = 0;
    while (more() && text.charAt(at) != '|' && (text.charAt(at) != ')' || depth == 0)) {
      size += repeated();
      if (size > LARGEST) {
        throw new RegexSyntax("the repetitions make the expression too large", from);
      }
    }
    if (at == from) {
      throw new RegexSyntax("an empty alternative matches every text", from);
    }
    return size;
  }

  private int repeated() throws RegexSyntax {
    int begin = out.length();
    boolean anchor = text.charAt(at) == '^' || text.charAt(at) == '$';
    int size = one();
    while (more() && !anchor && "?*+{".indexOf(text.charAt(at)) >= 0) {
      out.insert(begin, "(?:").append(')');
      size *= repetition();
      if (size > LARGEST) {
        throw new RegexSyntax("the repetitions make the expression too large", at - 1);
      }
    }
    return size;
  }

  private int repetition() throws RegexSyntax {
    char sign = text.charAt(at++);
    if (sign != '{') {
      out.append(sign);
      return 1;
    }
    int from = at - 1;
    int least = number(from);
    int most = least;
    if (more() && text.charAt(at) == ',') {
      at++;
      most = more() && text.charAt(at) == '}' ? -1 : number(from);
    }
    if (!more() || text.charAt(at) != '}') {
      throw notARepetition(from);
    }
    at++;
    if (most >= 0 && most < least) {
      throw new RegexSyntax("the repetition ends before it begins", from);
    }
    out.append('{').append(least).append(most == least ? "" : most < 0 ? "," : "," + most);
    out.append('}');
    return Math.max(1, Math.max(least + 1, most));
  }

  private int number(int from) throws RegexSyntax {
    int begin = at;
    int number = 0;
    while (more() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      number = Math.min(number * 10 + text.charAt(at++) - '0', MOST_REPEATS + 1);
    }
    if (at == begin) {
      throw notARepetition(from);
    }
    if (number > MOST_REPEATS) {
      throw new RegexSyntax("a repetition goes to " + MOST_REPEATS, begin);
    }
    return number;
  }

  private static RegexSyntax notARepetition(int from) {
    return new RegexSyntax("a brace begins {n}, {n,} or {n,m}; itself it is \\{", from);
  }

  private int one() throws RegexSyntax {
    char c = text.charAt(at);
    switch (c) {
      case '.', '^', '$' -> {
        at++;
        out.append(c);
      }
      case '(' -> {
        return group();
      }
      case ')' -> throw new RegexSyntax("no parenthesis is open", at);
      case '[' -> brackets();
      case '?', '*', '+', '{' -> throw new RegexSyntax("there is nothing to repeat", at);
      default -> literal(c == '\\' ? escaped() : unescaped());
    }
    return 1;
  }

  private int group() throws RegexSyntax {
    int from = at++;
    out.append("(?:");
    depth++;
    int size = more() ? alternatives() : 0;
    depth--;
    if (!more()) {
      throw new RegexSyntax("the parenthesis is not closed", from);
    }
    at++;
    out.append(')');
    return size;
  }

  private void brackets() throws RegexSyntax {
    int from = at++;
    out.append('[');
    if (more() && text.charAt(at) == '^') {
      at++;
      out.append('^');
    }
    if (more() && text.charAt(at) == ']') {
      throw new RegexSyntax("the brackets are empty; a bracket itself is \\]", at);
    }
    while (more() && text.charAt(at) != ']') {
      int begin = at;
      int low = inBrackets();
      int high = low;
      if (at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) != ']') {
        at++;
        high = inBrackets();
      }
      if (high < low) {
        throw new RegexSyntax("the range is empty", begin);
      }
      octet(low);
      if (high > low) {
        out.append('-');
        octet(high);
      }
    }
    if (!more()) {
      throw new RegexSyntax("the bracket is not closed", from);
    }
    at++;
    out.append(']');
  }

  private int inBrackets() throws RegexSyntax {
    if (text.startsWith("[:", at)) {
      throw new RegexSyntax("names of classes are not known, write the characters", at);
    }
    int from = at;
    int c = text.charAt(at) == '\\' ? escaped() : unescaped();
    if (c > 0x7f && text.charAt(from) != '\\') {
      throw new RegexSyntax("a character beyond ASCII is several octets, none for brackets", from);
    }
    return c;
  }

  private int unescaped() {
    int c = text.codePointAt(at);
    at += Character.charCount(c);
    return c;
  }

  private int escaped() throws RegexSyntax {
    int from = at++;
    if (!more()) {
      throw new RegexSyntax("nothing stands behind the backslash", from);
    }
    char c = text.charAt(at);
    if (c >= '0' && c <= '9') {
      return number(from, at, 3, 8, "three octal digits up to \\377");
    }
    if (c == 'x') {
      return number(from, at + 1, 2, 16, "\\x and two hexadecimal digits");
    }
    return switch (c) {
      case 'r' -> control('\r');
      case 'n' -> control('\n');
      case 't' -> control('\t');
      case 'f' -> control('\f');
      default -> unescaped();
    };
  }

  private int control(char c) {
    at++;
    return c;
  }

  private int number(int from, int begin, int digits, int radix, String form) throws RegexSyntax {
    int number = 0;
    for (int i = begin; i < begin + digits; i++) {
      int digit = i < text.length() ? Character.digit(text.charAt(i), radix) : -1;
      if (digit < 0 || text.charAt(i) > 0x7f) {
        throw new RegexSyntax("an octet is " + form, from);
      }
      number = number * radix + digit;
    }
    if (number > 0xff) {
      throw new RegexSyntax("an octet is " + form, from);
    }
    at = begin + digits;
    return number;
  }

  /** A character as it is written, or an octet. */
  private void literal(int c) {
    if (c <= 0x7f || text.charAt(at - 1) <= 0x7f) {
      octet(c);
      return;
    }
    out.append("(?:");
    octet(c);
    out.append('|');
    for (byte octet : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
      octet(octet & 0xff);
    }
    out.append(')');
  }

  private void octet(int c) {
    boolean plain = c <= 0x7f && Character.isLetterOrDigit(c);
    if (plain) {
      out.append((char) c);
    } else {
      out.append("\\x{").append(Integer.toHexString(c)).append('}');
    }
  }

  private boolean more() {
    return at < text.length();
  }
}
