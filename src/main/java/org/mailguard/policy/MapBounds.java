package org.mailguard.policy;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of a map let through at most, so that a server's promises can be cut down to it.
 *
 * @param messageLength octets of a message
 * @param recipients of a message
 * @param messages of a session
 */
public record MapBounds(long messageLength, long recipients, long messages) {
  /** Of a bound that there is none. */
  public static final long NONE = Long.MAX_VALUE;

  static MapBounds of(List<Rule> rules) {
    return new MapBounds(
        lowest(rules, c -> c instanceof ContentCriterion.MessageLength(long above) ? above : null),
        lowest(rules, c -> c instanceof Criterion.RecipientCount(long above) ? above : null),
        lowest(rules, c -> c instanceof Criterion.MessageCount(long above) ? above : null));
  }

  private static long lowest(List<Rule> rules, Function<Criterion, @Nullable Long> bound) {
    long lowest = NONE;
    for (Rule rule : rules) {
      Long above = bound.apply(rule.criterion());
      if (above != null && stops(rule)) {
        lowest = Math.min(lowest, above);
      }
    }
    return lowest;
  }

  /** True if nothing passes that the rule matches. */
  static boolean stops(Rule rule) {
    return !rule.observed()
        && !rule.negated()
        && switch (rule.action()) {
          case Action.Refuse _, Action.Drop _, Action.Reset _ -> true;
          case Action.Log _, Action.Mask _, Action.RateLimit _, Action.Strip _, Action.Allow _ ->
              false;
        };
  }
}
