package org.mailguard.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mailguard.policy.Action;
import org.mailguard.policy.Rule;
import org.mailguard.policy.RuleMatch;
import org.mailguard.policy.RulePhase;
import org.mailguard.policy.Ruling;
import org.mailguard.smtp.Octets;

/**
 * What the rules say to the keywords of one EHLO reply. Each keyword is asked about by itself;
 * there is one record for each rule, with all keywords that it matched on, or every session would
 * fill the log with the same half dozen.
 */
final class EhloRulings {
  private final Conversation talk;
  private final Map<Rule, List<String>> matched = new LinkedHashMap<>();
  private final Set<Octets> masked = new HashSet<>();

  private EhloRulings(Conversation talk) {
    this.talk = talk;
  }

  /**
   * Asks, and records. The keywords that the client must not see; if a rule ends the session, which
   * {@link Conversation#isEnding} tells, it sees none.
   */
  static Set<Octets> masked(Conversation talk, List<Octets> keywords) {
    if (!talk.judge().asks(RulePhase.EHLO_REPLY)) {
      return Set.of();
    }
    EhloRulings rulings = new EhloRulings(talk);
    for (Octets keyword : keywords) {
      Ruling ruling = talk.judge().keyword(keyword);
      if (rulings.ends(ruling)) {
        break;
      }
    }
    rulings.record();
    return rulings.masked;
  }

  /** True if there is nothing left to ask. */
  private boolean ends(Ruling ruling) {
    RuleMatch decisive = ruling.decisive();
    if (decisive != null && ends(decisive.rule().action())) {
      Enforcement.carryOut(talk, ruling, true, decisive.on());
      return true;
    }
    for (RuleMatch match : ruling.matches()) {
      matched.computeIfAbsent(match.rule(), _ -> new ArrayList<>()).add(match.on());
    }
    if (decisive != null && !ruling.isAllowed()) {
      masked.add(Octets.ascii(decisive.on()));
    }
    return false;
  }

  private static boolean ends(Action action) {
    return switch (action) {
      case Action.Drop _, Action.Reset _ -> true;
      case Action.Log _,
          Action.Refuse _,
          Action.Mask _,
          Action.RateLimit _,
          Action.Strip _,
          Action.Allow _ ->
          false;
    };
  }

  private void record() {
    matched.forEach((rule, keywords) -> {
      String all = String.join(" ", keywords);
      RuleMatch match = new RuleMatch(rule, all);
      boolean hides = rule.action().isDecisive() && !rule.observed();
      boolean allows = rule.action() instanceof Action.Allow;
      Ruling one = new Ruling(List.of(match), hides ? match : null);
      Rulings.record(talk, one, true, all, allows ? all : "");
    });
  }
}
