package org.mailguard.console;

import org.mailguard.config.PromptError;

/** Says what is wrong with a typed line, in the device's words and then in ours. */
final class Refusals {
  private Refusals() {}

  /**
   * Several lines: the caret below the word, what the device says, and what could have stood there.
   *
   * @param line as it was typed
   * @param prompt in front of it on the screen
   * @param screen whose width the line may be wrapped at
   */
  static String text(PromptError error, String line, String prompt, Screen screen) {
    StringBuilder out = new StringBuilder();
    switch (error.kind()) {
      case INVALID -> {
        caret(out, error.column(), line, prompt, screen);
        out.append("ERROR: % Invalid input detected at '^' marker.\n");
      }
      case INCOMPLETE -> out.append("ERROR: % Incomplete command\n");
      case AMBIGUOUS ->
          out.append("ERROR: % Ambiguous command: \"").append(printable(line)).append("\"\n");
    }
    if (error.kind() == PromptError.Kind.INVALID && !error.message().isEmpty()) {
      out.append("  ").append(error.message()).append('\n');
    }
    if (!error.expected().isEmpty()) {
      out.append("  expected: ").append(error.expected()).append('\n');
    }
    if (!error.nearest().isEmpty()) {
      out.append("  did you mean: ").append(error.nearest()).append('\n');
    }
    return out.toString();
  }

  /** Where nobody sees a prompt, the line stands above the caret instead. */
  private static void caret(
      StringBuilder out, int column, String line, String prompt, Screen screen) {
    boolean seen = screen.height() > 0;
    if (!seen) {
      out.append(printable(line)).append('\n');
    }
    int at = column - 1 + (seen ? prompt.length() : 0);
    out.repeat(' ', seen ? at % Math.max(1, screen.width()) : at).append("^\n");
  }

  private static String printable(String line) {
    StringBuilder out = new StringBuilder(line.length());
    line.chars().forEach(c -> out.append(Character.isISOControl(c) ? '?' : (char) c));
    return out.toString();
  }
}
