package org.mailguard.policy;

import com.google.re2j.Pattern;

/**
 * A regular expression of the configuration. It is searched for, not matched as a whole, and it
 * takes time linear in the text whatever the expression is, since the text is a stranger's
 * (reference: threats S-10).
 *
 * @see RegexDialect for the language
 */
public final class Regex {
  private final String text;
  private final Pattern pattern;

  private Regex(String text, Pattern pattern) {
    this.text = text;
    this.pattern = pattern;
  }

  /**
   * Compiles an expression in the device's language.
   *
   * @throws RegexSyntax if it is none
   */
  public static Regex of(String text) throws RegexSyntax {
    return new Regex(text, RegexDialect.compile(text));
  }

  /** True if it is found anywhere in {@code subject}. */
  public boolean isIn(CharSequence subject) {
    return pattern.matcher(subject).find();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Regex that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}
