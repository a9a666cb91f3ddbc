package org.mailguard.console;

import java.util.List;
import org.mailguard.config.Choice;

/** What {@code ?} and Tab show and do, as text. */
final class ChoiceText {
  /** Wide enough for nearly every keyword; a longer one has its help on the next line. */
  private static final int WIDEST = 24;

  private ChoiceText() {}

  /** The choices with their help, one below the other, in lines no longer than {@code width}. */
  static String list(List<Choice> choices, int width) {
    if (choices.isEmpty()) {
      return "ERROR: % Unrecognized command\n";
    }
    int column =
        Math.min(
            WIDEST, choices.stream().mapToInt(choice -> choice.shown().length()).max().orElse(0));
    StringBuilder text = new StringBuilder("\n");
    choices.forEach(choice -> append(text, choice, column, width));
    return text.toString();
  }

  private static void append(StringBuilder text, Choice choice, int column, int width) {
    String shown = choice.shown();
    text.append("  ").append(shown);
    if (!choice.help().isEmpty()) {
      String margin = " ".repeat(column + 4);
      text.append(
          shown.length() > column ? "\n" + margin : " ".repeat(column + 2 - shown.length()));
      text.append(wrapped(choice.help(), Math.max(16, width - 1 - margin.length()), margin));
    }
    text.append('\n');
  }

  /** Breaks at blanks; a word longer than the width stands alone on its line. */
  private static String wrapped(String help, int width, String margin) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (String word : help.split(" ", -1)) {
      if (at > 0 && at + 1 + word.length() > width) {
        text.append('\n').append(margin);
        at = 0;
      } else if (at > 0) {
        text.append(' ');
        at++;
      }
      text.append(word);
      at += word.length();
    }
    return text.toString();
  }

  /** What a Tab does. */
  sealed interface Completion {
    /** Replaces the last {@code replaced} characters by {@code text}. */
    record Complete(int replaced, String text) implements Completion {}

    /** Nothing more is certain: show what may come. */
    record Offer(List<Choice> choices) implements Completion {}

    /** Nothing may come. */
    record Nothing() implements Completion {}
  }

  /**
   * What a Tab does: a keyword that is begun wins over an argument that might be spelt like it.
   *
   * @param line up to the cursor
   */
  static Completion complete(String line, List<Choice> choices) {
    String word = line.substring(line.lastIndexOf(' ') + 1);
    if (choices.isEmpty()) {
      return new Completion.Nothing();
    }
    List<Choice> keywords = choices.stream().filter(Choice::keyword).toList();
    if (keywords.isEmpty() || (word.isEmpty() && keywords.size() < choices.size())) {
      return new Completion.Offer(choices);
    }
    String shared = shared(keywords);
    if (keywords.size() == 1) {
      return new Completion.Complete(word.length(), shared + " ");
    }
    return shared.length() > word.length()
        ? new Completion.Complete(word.length(), shared)
        : new Completion.Offer(choices);
  }

  /** How all of them begin. */
  private static String shared(List<Choice> choices) {
    String shared = choices.getFirst().shown();
    for (Choice choice : choices) {
      int same = 0;
      int limit = Math.min(shared.length(), choice.shown().length());
      while (same < limit && shared.charAt(same) == choice.shown().charAt(same)) {
        same++;
      }
      shared = shared.substring(0, same);
    }
    return shared;
  }
}
