package org.mailguard.config;

/**
 * A named place in a grammar that takes a value.
 *
 * @param name as it stands between angle brackets in the grammar
 * @param help one line
 */
record Argument<V>(String name, Kind<V> kind, String help) {

  /** The same kind of value under another name. */
  Argument<V> named(String other, String otherHelp) {
    return new Argument<>(other, kind, otherHelp);
  }
}
