package org.mailguard.events;

import java.util.Locale;

/**
 * What a rule did, or would have done, to a session.
 *
 * @param trafficClass the class-map that the session is of, or empty
 * @param phase in which it happened: {@code recipient}
 * @param map or shield
 * @param number of the rule, 0 for a parameter
 * @param rule in the words of the configuration
 * @param observed true if nothing was done
 * @param response true if it was the server's words
 */
public record Intervention(
    String trafficClass,
    String phase,
    String map,
    int number,
    String rule,
    Verdict verdict,
    boolean observed,
    boolean response) {

  /** What was done. */
  public enum Verdict {
    LOGGED,
    ALLOWED,
    REFUSED,
    RATE_LIMITED,
    MASKED,
    STRIPPED,
    REWRITTEN,
    DROPPED,
    RESET;

    /** As it stands in records. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
