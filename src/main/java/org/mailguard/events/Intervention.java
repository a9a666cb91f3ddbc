package org.mailguard.events;

import java.util.Locale;

/**
 * What was done to a session, or would have been: by a rule, or by the guard on its own account.
 *
 * @param trafficClass the class-map that the session is of, or empty
 * @param phase in which it happened: {@code recipient}
 * @param map or shield; of what the guard does on its own account, the map that is in force
 * @param number of the rule, 0 for a parameter and for what no rule did
 * @param rule in the words of the configuration; empty if no rule did it
 * @param observed true if nothing was done
 * @param response true if it was the server's words
 * @param log true if the rule has the word log
 * @param on what it matched on, printable and bounded, or empty
 */
public record Intervention(
    String trafficClass,
    String phase,
    String map,
    int number,
    String rule,
    Verdict verdict,
    boolean observed,
    boolean response,
    boolean log,
    String on) {

  /** Of something that is always logged, and that speaks for itself. */
  public Intervention(
      String trafficClass,
      String phase,
      String map,
      int number,
      String rule,
      Verdict verdict,
      boolean observed,
      boolean response) {
    this(trafficClass, phase, map, number, rule, verdict, observed, response, true, "");
  }

  /** Of what the guard does on its own account: it is always done, and always logged. */
  public static Intervention ofGuard(
      String trafficClass, String phase, String map, Verdict verdict, boolean response) {
    return new Intervention(trafficClass, phase, map, 0, "", verdict, false, response);
  }

  /** False if the guard did it on its own account. */
  public boolean isOfRule() {
    return !rule.isEmpty();
  }

  /** What was done. */
  public enum Verdict {
    LOGGED("Received"),
    ALLOWED("Allowed"),
    REFUSED("Refused"),
    RATE_LIMITED("Rate limited"),
    MASKED("Masked header flags for"),
    STRIPPED("Stripped part of"),
    REWRITTEN("Changed"),
    /** With a last word to the client. */
    ENDED("Ended session for"),
    /** Without a word, but for a message that is under way. */
    DROPPED("Dropped connection for"),
    RESET("Reset connection for");

    private final String action;

    Verdict(String action) {
      this.action = action;
    }

    /** As it stands in records. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As the device's log says it; of what the device cannot do, in words of the same kind. */
    String action() {
      return action;
    }

    /** {@code would have dropped connection for}. */
    String wouldHave() {
      return "would have " + (this == LOGGED ? "logged" : action.toLowerCase(Locale.ROOT));
    }
  }
}
