package org.mailguard.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mailguard.policy.Rule;

/**
 * A rule that was asked in a step, and what it said. Of a rule that is asked of every line of a
 * message there is one of these for all lines that it matches, and one for all others.
 *
 * @param on what it was asked of, the last time; printable and bounded
 * @param times how often it said so, from 1
 */
record RuleAsked(Rule rule, boolean matched, String on, int times) {
  private record Answer(Rule rule, boolean matched) {}

  /** In the order in which they were asked first, those with one answer as one. */
  static List<RuleAsked> joined(List<RuleAsked> all) {
    Map<Answer, RuleAsked> joined = new LinkedHashMap<>();
    all.forEach(asked -> join(joined, asked));
    return new ArrayList<>(joined.values());
  }

  private static void join(Map<Answer, RuleAsked> joined, RuleAsked asked) {
    joined.merge(
        new Answer(asked.rule, asked.matched),
        asked,
        (before, now) -> new RuleAsked(now.rule, now.matched, now.on, before.times + now.times));
  }

  /** Gathers what is asked while a step goes on. */
  static final class Gathered {
    private final Map<Answer, RuleAsked> joined = new LinkedHashMap<>();

    void add(Rule rule, String on, boolean matched) {
      join(joined, new RuleAsked(rule, matched, on, 1));
    }

    List<RuleAsked> take() {
      List<RuleAsked> taken = List.copyOf(joined.values());
      joined.clear();
      return taken;
    }
  }

  /** {@code rule edge 4 header line length gt 998: yes, 1004: refused}. */
  String describe() {
    StringBuilder text = new StringBuilder("rule ").append(rule).append(matched ? ": yes" : ": no");
    if (times > 1) {
      text.append(", ").append(times).append(" times, the last");
    } else if (!on.isEmpty()) {
      text.append(",");
    }
    text.append(on.isEmpty() ? "" : " " + on);
    if (matched) {
      text.append(rule.observed() ? ": would have " : ": ").append(verdict());
    }
    return text.toString();
  }

  /** What its action is called in records. */
  String verdict() {
    return rule.action().verdict().word();
  }
}
