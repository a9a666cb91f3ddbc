package org.mailguard.trace;

import java.util.List;

/**
 * What came of a dialogue.
 *
 * @param answered true if the server's lines were made up by a {@link PlausibleServer}
 * @param steps empty if the connection was denied
 * @param failures expectations of the dialogue that were not met
 * @param outcome the end of it, for people
 */
public record Trace(
    Dialogue dialogue,
    Admission admission,
    boolean answered,
    List<TraceStep> steps,
    List<Failure> failures,
    String outcome) {

  public Trace {
    steps = List.copyOf(steps);
    failures = List.copyOf(failures);
  }

  /**
   * One expectation that was not met.
   *
   * @param line of the dialogue
   */
  public record Failure(int line, String expected, String seen) {
    /** Two lines, the first in the form that editors and compilers use. */
    public String describe(String file) {
      return file + ":" + line + ": expected: " + expected + "\n  seen: " + seen + "\n";
    }
  }
}
