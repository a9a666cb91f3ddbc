package org.mailguard.policy;

/**
 * Hears what of a message does not pass, in the order in which it is decided, each time while the
 * scanner reads the line that decides it. Only said if a rule strips.
 */
public interface ContentEdits {
  ContentEdits NONE = new ContentEdits() {};

  /** A field of the message's header is over; with {@code strip} its lines do not pass. */
  default void fieldOver(boolean strip) {}

  /** The message's header is over. */
  default void headerOver() {}

  /** The header of a part begins with the next line. */
  default void partBegins() {}

  /** The header of a part is over, and it passes. */
  default void partPasses() {}

  /**
   * The header of a part is over, and it does not pass.
   *
   * @param match the rule that says so
   * @param name of the file in it, printable, or empty
   */
  default void partStripped(RuleMatch match, String name) {}

  /** The part that does not pass is over. */
  default void strippedPartOver() {}
}
