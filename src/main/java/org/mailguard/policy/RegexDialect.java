package org.mailguard.policy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** The device's language of regular expressions, in that of the library. */
final class RegexDialect {
  private RegexDialect() {}

  static Pattern compile(String text) throws RegexSyntax {
    try {
      return Pattern.compile(text, Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw new RegexSyntax(e.getDescription(), Math.max(0, e.getIndex()));
    }
  }
}
