package org.mailguard.config;

/**
 * Why a typed line is not taken.
 *
 * @param column from 1, in characters of the typed line; one past its end if something is missing
 * @param word that is wrong, or empty
 * @param message one line for people, without a full stop
 * @param expected what could have stood there, or empty
 * @param nearest the known word that looks most like the one that stands there, or empty
 */
public record PromptError(
    Kind kind, int column, String word, String message, String expected, String nearest) {

  /** The device has a text of its own for each. */
  public enum Kind {
    /** A word does not fit. */
    INVALID,
    /** A word fits more than one keyword. */
    AMBIGUOUS,
    /** Something is missing at the end. */
    INCOMPLETE
  }

  static PromptError of(Problem problem, Matcher.Fault fault) {
    Kind kind =
        switch (fault) {
          case INVALID -> Kind.INVALID;
          case AMBIGUOUS -> Kind.AMBIGUOUS;
          case INCOMPLETE -> Kind.INCOMPLETE;
        };
    String line = problem.quoted();
    int from = Math.min(problem.column() - 1, line.length());
    int blank = line.indexOf(' ', from);
    String word = line.substring(from, blank < 0 ? line.length() : blank);
    return new PromptError(
        kind, problem.column(), word, problem.message(), problem.expected(), problem.nearest());
  }
}
