package org.mailguard.policy;

import java.util.List;
import java.util.Locale;

/** Rules for tests, without a configuration. */
public final class Rules {
  private Rules() {}

  /** A rule that is enforced and logged. */
  public static Rule rule(Criterion criterion, Action action) {
    return new Rule(1, "edge", text(criterion), criterion, false, action, true, false);
  }

  public static Rule not(Rule rule) {
    return new Rule(
        rule.number(),
        rule.origin(),
        "not " + rule.text(),
        rule.criterion(),
        true,
        rule.action(),
        rule.log(),
        rule.observed());
  }

  public static Rule observed(Rule rule) {
    return new Rule(
        rule.number(),
        rule.origin(),
        rule.text(),
        rule.criterion(),
        rule.negated(),
        rule.action(),
        rule.log(),
        true);
  }

  /** A map {@code edge} whose rules are numbered in their order. */
  public static EsmtpMap map(Rule... rules) {
    return map(MapSettings.DEFAULT, rules);
  }

  public static EsmtpMap map(MapSettings settings, Rule... rules) {
    Rule[] numbered = new Rule[rules.length];
    for (int i = 0; i < rules.length; i++) {
      Rule rule = rules[i];
      numbered[i] =
          new Rule(
              i + 1,
              rule.origin(),
              rule.text(),
              rule.criterion(),
              rule.negated(),
              rule.action(),
              rule.log(),
              rule.observed());
    }
    return new EsmtpMap("edge", settings, List.of(numbered));
  }

  public static RegexSet regex(String text) {
    try {
      return new RegexSet(text, List.of(Regex.of(text)));
    } catch (RegexSyntax e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static String text(Criterion criterion) {
    return criterion.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
