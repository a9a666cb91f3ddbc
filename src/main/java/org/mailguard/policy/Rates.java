package org.mailguard.policy;

/**
 * Counts what happens too often, across sessions and with a clock: the one thing about rules that
 * is not pure. Whoever drives a session knows its peer and gives it an instance for it.
 */
@FunctionalInterface
public interface Rates {
  Rates UNLIMITED = rule -> true;

  /**
   * Takes one from the budget of {@code rule}, which is a {@link Criterion.Rate} or an {@link
   * Action.RateLimit}, for the session's peer; false if there is none left.
   */
  boolean take(Rule rule);
}
