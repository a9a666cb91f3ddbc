package org.mailguard.config;

/**
 * Where something stands in a configuration.
 *
 * @param line from 1
 * @param column from 1, in characters
 * @param text the whole line, as it was written
 */
record Location(int line, int column, String text) {

  Location at(int newColumn) {
    return new Location(line, newColumn, text);
  }

  /** Where {@code word} stands behind it in the line, or itself if that is nowhere. */
  Location ofWord(String word) {
    return SourceText.words(text).stream()
        .filter(one -> one.column() > column && one.text().equals(word))
        .reduce((earlier, later) -> later)
        .map(one -> at(one.column()))
        .orElse(this);
  }

  /**
   * An error here.
   *
   * @param expected what would have been right: an error that does not say so leaves its reader
   *     where he was
   */
  Problem error(String message, String expected, String nearest) {
    return problem(Problem.Kind.ERROR, message, expected, nearest);
  }

  Problem warning(String message) {
    return problem(Problem.Kind.WARNING, message, "", "");
  }

  private Problem problem(Problem.Kind kind, String message, String expected, String nearest) {
    return new Problem(
        kind,
        line,
        column,
        Secrets.masked(text, column),
        Secrets.unquoted(message, text),
        expected,
        nearest);
  }
}
