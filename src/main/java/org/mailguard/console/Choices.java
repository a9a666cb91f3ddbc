package org.mailguard.console;

import java.util.List;
import org.mailguard.config.Choice;

/** What {@code ?} prints. */
final class Choices {
  /** Words are followed by their help from this column on, if they are shorter. */
  private static final int COLUMN = 22;

  private Choices() {}

  /** A line for each. */
  static String text(List<Choice> choices) {
    StringBuilder out = new StringBuilder();
    for (Choice choice : choices) {
      out.append("  ").append(choice.shown());
      if (!choice.help().isEmpty()) {
        out.repeat(' ', Math.max(2, COLUMN - choice.shown().length())).append(choice.help());
      }
      out.append('\n');
    }
    return out.toString();
  }
}
