package org.mailguard.config;

/**
 * What became of one line of a configuration.
 *
 * @param line from 1
 * @param text as it was written, but for the stars in place of passwords
 * @param reason why it is not used; empty for the others
 */
public record LineUse(int line, String text, Use use, String reason) {
  /** From best to worst. */
  public enum Use {
    /** The guard does what it says. */
    USED,
    /** Known, and without a meaning here. */
    NOT_USED,
    /** Not understood, or not possible: an error says why. */
    UNKNOWN
  }

  /** The same, with an error. */
  LineUse inError() {
    return new LineUse(line, text, Use.UNKNOWN, "");
  }
}
