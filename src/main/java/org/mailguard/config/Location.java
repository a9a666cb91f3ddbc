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

  Problem error(String message) {
    return error(message, "", "");
  }

  Problem error(String message, String expected, String nearest) {
    return new Problem(Problem.Kind.ERROR, line, column, text, message, expected, nearest);
  }

  Problem warning(String message) {
    return new Problem(Problem.Kind.WARNING, line, column, text, message, "", "");
  }
}
