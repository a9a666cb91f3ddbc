package org.mailguard.config;

/**
 * What is wrong, or worth a second look, at one place of a configuration.
 *
 * @param line from 1
 * @param column from 1, in characters; one past the end if something is missing there
 * @param quoted the line as it was written, but for the stars in place of passwords
 * @param message one line for people, without a full stop
 * @param expected what could have stood there, or empty
 * @param nearest the known word that looks most like the one that stands there, or empty
 */
public record Problem(
    Kind kind,
    int line,
    int column,
    String quoted,
    String message,
    String expected,
    String nearest) {

  /** How bad it is. */
  public enum Kind {
    /** The configuration is refused. */
    ERROR,
    /** The configuration is taken. */
    WARNING
  }

  /** A long line is quoted around the column only, so that a report stays readable. */
  private static final int QUOTED = 120;

  /** Several lines, the first in the form that editors and compilers use: file, line, column. */
  public String describe(String file) {
    StringBuilder out = new StringBuilder();
    out.append(file).append(':').append(line).append(':').append(column).append(": ");
    out.append(kind == Kind.ERROR ? "error: " : "warning: ").append(message).append('\n');
    if (!quoted.isBlank()) {
      quote(out);
    }
    if (!expected.isEmpty()) {
      out.append("  expected: ").append(expected).append('\n');
    }
    if (!nearest.isEmpty()) {
      out.append("  did you mean: ").append(nearest).append('\n');
    }
    return out.toString();
  }

  private void quote(StringBuilder out) {
    int from = Math.max(0, Math.min(column - 1 - QUOTED / 2, quoted.length() - QUOTED));
    int to = Math.min(quoted.length(), from + QUOTED);
    out.append("  ").append(SourceText.printable(quoted.substring(from, to))).append('\n');
    out.append("  ").repeat(' ', column - 1 - from).append("^\n");
  }
}
