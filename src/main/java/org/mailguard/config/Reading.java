package org.mailguard.config;

/** What a {@link Kind} made of a word. */
sealed interface Reading<V> {
  record Value<V>(V value) implements Reading<V> {}

  /**
   * The word is meant to be of this kind but cannot be taken; {@code complaint} says why.
   *
   * @param offset of the character that is wrong, from 0
   */
  record Wrong<V>(String complaint, int offset) implements Reading<V> {
    Wrong(String complaint) {
      this(complaint, 0);
    }
  }

  /** The word is something else. */
  record Other<V>() implements Reading<V> {}
}
