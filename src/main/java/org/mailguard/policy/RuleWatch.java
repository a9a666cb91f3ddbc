package org.mailguard.policy;

/** Hears of every rule that is asked, also of those that do not match; for the tracer. */
@FunctionalInterface
public interface RuleWatch {
  RuleWatch NOBODY = (rule, on, matched) -> {};

  /**
   * A rule was asked.
   *
   * @param on what was looked at, printable and bounded
   */
  void asked(Rule rule, String on, boolean matched);
}
