package org.mailguard.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of one phase say to one thing.
 *
 * @param matches in the order in which they were asked, the decisive one included; observed ones
 *     are among them and decide nothing
 * @param decisive the one that is to be carried out, or null if none is
 */
public record Ruling(List<RuleMatch> matches, @Nullable RuleMatch decisive) {
  public static final Ruling NONE = new Ruling(List.of(), null);

  public Ruling {
    matches = List.copyOf(matches);
  }

  /** True if no rule matched. */
  public boolean isEmpty() {
    return matches.isEmpty();
  }

  /** True if a rule says that it passes. */
  public boolean isAllowed() {
    return decisive != null && decisive.rule().action() instanceof Action.Allow;
  }

  /** True if a rule says so of the verb itself, whatever other verbs are allowed. */
  public boolean allowsVerb() {
    return decisive != null
        && isAllowed()
        && decisive.rule().criterion() instanceof Criterion.CommandVerb;
  }

  /** This one and what is asked next, which decides if it can. */
  Ruling then(Ruling next) {
    if (next.isEmpty()) {
      return this;
    }
    List<RuleMatch> all = new ArrayList<>(matches);
    all.addAll(next.matches);
    return new Ruling(all, next.decisive == null ? decisive : next.decisive);
  }
}
