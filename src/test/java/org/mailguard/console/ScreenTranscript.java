package org.mailguard.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What an operator types and what he then sees, in a file:
 *
 * <pre>
 * # Why there is such a transcript.
 * terminal xterm 80
 * word show version | Version of the guard
 * > sh v&lt;?>
 * | guard# sh v?
 * | ...
 * </pre>
 *
 * <p>A line with {@code >} is typed, with Enter behind it unless it ends with a key in angle
 * brackets; an empty pair of them is no key. The lines with {@code |} are what the screen shows
 * from the line where the cursor stood to the last one. A line {@code @ 8} says in which column the
 * cursor then stands, counted from 0. Every other line is a setting for whoever plays the file.
 *
 * @param settings lines that are no dialogue, such as {@code word ...}, in their order
 */
record ScreenTranscript(
    Path file, List<String> head, List<String> settings, TerminalKind kind, List<Step> steps) {
  /**
   * One line typed, and what became of the screen.
   *
   * @param column of the cursor, or -1 if the transcript does not say
   */
  record Step(String typed, List<String> shown, int column) {}

  static ScreenTranscript read(Path file) throws IOException {
    List<String> head = new ArrayList<>();
    List<String> settings = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    TerminalKind kind = TerminalKind.of("xterm", 80, 24);
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("> ")) {
        steps.add(new Step(line.substring(2), new ArrayList<>(), -1));
      } else if (line.startsWith("|")) {
        steps.getLast().shown().add(line.length() < 2 ? "" : line.substring(2));
      } else if (line.startsWith("@ ")) {
        Step last = steps.removeLast();
        steps.add(new Step(last.typed(), last.shown(), Integer.parseInt(line.substring(2))));
      } else {
        head.add(line);
        if (line.startsWith("terminal ")) {
          String[] words = line.split(" ", -1);
          kind = kind(words[1], Integer.parseInt(words[2]));
        } else if (!line.isBlank() && !line.startsWith("#")) {
          settings.add(line);
        }
      }
    }
    return new ScreenTranscript(file, head, settings, kind, steps);
  }

  private static TerminalKind kind(String type, int columns) {
    return switch (type) {
      case "line-mode" -> new TerminalKind(TerminalKind.Skill.ECHOES, columns, 24);
      case "pipe" -> TerminalKind.PIPE;
      default -> TerminalKind.of(type, columns, 24);
    };
  }

  /** The file with these steps in it: what was seen becomes what is expected. */
  void write(List<Step> seen) throws IOException {
    List<String> lines = new ArrayList<>(head);
    for (Step step : seen) {
      lines.add("> " + step.typed());
      step.shown().forEach(shown -> lines.add(("| " + shown).stripTrailing()));
      if (step.column() >= 0) {
        lines.add("@ " + step.column());
      }
    }
    Files.write(file, lines);
  }
}
