package org.mailguard.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * Asks rules in their order. Records and observed rules are collected on the way; the first other
 * rule that matches decides, and nothing behind it is asked.
 */
final class Questions {
  private final Rates rates;
  private final RuleWatch watch;

  Questions(Rates rates, RuleWatch watch) {
    this.rates = rates;
    this.watch = watch;
  }

  Ruling ask(List<Rule> rules, Subject subject) {
    List<RuleMatch> matches = null;
    for (Rule rule : rules) {
      boolean matched = matches(rule, subject);
      if (!matched && watch.equals(RuleWatch.NOBODY)) {
        continue;
      }
      String on = subject.shown(rule.criterion());
      watch.asked(rule, on, matched);
      if (matched) {
        RuleMatch match = new RuleMatch(rule, on);
        matches = matches == null ? new ArrayList<>(2) : matches;
        matches.add(match);
        if (rule.action().isDecisive() && !rule.observed()) {
          return new Ruling(matches, match);
        }
      }
    }
    return matches == null ? Ruling.NONE : new Ruling(matches, null);
  }

  /** A rule that only limits a rate matches when there is nothing left of it. */
  private boolean matches(Rule rule, Subject subject) {
    Criterion criterion = rule.criterion();
    if (!subject.concerns(criterion)) {
      return false;
    }
    boolean found = criterion instanceof Criterion.Rate ? !rates.take(rule) : subject.is(criterion);
    return found != rule.negated()
        && !(rule.action() instanceof Action.RateLimit && rates.take(rule));
  }
}
