package org.mailguard.policy;

/**
 * A rule of an inspection map.
 *
 * @param number from 1 in the order of the map, as the device's log counts classes; 0 for a
 *     parameter
 * @param origin the map, or {@code shield NAME}
 * @param text what it looks for, in the words of the configuration without {@code match}: {@code
 *     header line length gt 998}
 * @param negated true if it matches where the criterion does not
 * @param log true if the line says so: the device's log lines are written
 * @param observed true if it is recorded what it would do, and nothing is done
 */
public record Rule(
    int number,
    String origin,
    String text,
    Criterion criterion,
    boolean negated,
    Action action,
    boolean log,
    boolean observed) {

  public RulePhase phase() {
    return criterion.phase();
  }

  /** The same, but that it only observes. */
  public Rule onlyObserved() {
    return new Rule(number, origin, text, criterion, negated, action, log, true);
  }

  /** True if it comes from a line below {@code parameters}. */
  public boolean isParameter() {
    return number == 0;
  }

  /** For people and records: {@code edge 4 header line length gt 998}. */
  @Override
  public String toString() {
    return isParameter() ? origin + " " + text : origin + " " + number + " " + text;
  }
}
