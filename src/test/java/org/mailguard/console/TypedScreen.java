package org.mailguard.console;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.mailguard.config.Choice;

/**
 * A terminal on paper. It is given a transcript: what an operator saw, with what he typed in it. It
 * takes from each line with a prompt what was typed, and writes down what the console does; both
 * texts must be the same in the end.
 *
 * <p>{@code mx1# show ?} is a question in the middle of a line, which goes on in the next line with
 * a prompt; {@code sh<Tab>} likewise. Answers and passwords stand in braces behind their prompts.
 */
public final class TypedScreen implements Screen {
  private final Deque<String> typed = new ArrayDeque<>();
  private final StringBuilder seen = new StringBuilder();
  private final int height;
  private int width;

  public TypedScreen(List<String> transcript, int width, int height) {
    typed.addAll(transcript);
    this.width = width;
    this.height = height;
  }

  /** What came out, with what was typed. */
  public String seen() {
    return seen.toString();
  }

  private String next(String prompt) throws SessionEnded {
    StringBuilder skipped = new StringBuilder();
    while (!typed.isEmpty()) {
      String line = typed.remove();
      if (line.startsWith(prompt.stripTrailing())) {
        return line.length() < prompt.length() ? "" : line.substring(prompt.length());
      }
      skipped.append(line).append('\n');
    }
    if (skipped.toString().contains("# ")) {
      throw new AssertionError("nobody asked with " + prompt + " for\n" + skipped);
    }
    throw new SessionEnded(SessionEnded.Reason.CLOSED);
  }

  @Override
  public Optional<String> readLine(String prompt, Assistant assistant) throws SessionEnded {
    String begun = "";
    while (true) {
      String line = next(prompt);
      seen.append((prompt + line).stripTrailing()).append('\n');
      if (!line.startsWith(begun)) {
        throw new AssertionError("the line went on with " + begun + ", and not with " + line);
      }
      if (line.endsWith("?")) {
        begun = line.substring(0, line.length() - 1).stripTrailing();
        String before = line.substring(0, line.length() - 1);
        seen.append(Choices.text(assistant.choices(before)));
      } else if (line.endsWith("<Tab>")) {
        begun = completed(line.substring(0, line.length() - 5), assistant);
      } else if (line.equals("^Z")) {
        return Optional.empty();
      } else {
        return Optional.of(line);
      }
    }
  }

  private String completed(String line, Assistant assistant) {
    List<Choice> choices = assistant.choices(line).stream().filter(Choice::keyword).toList();
    if (choices.size() != 1) {
      seen.append(Choices.text(choices));
      return line;
    }
    String word = line.substring(line.lastIndexOf(' ') + 1);
    return line + choices.getFirst().shown().substring(word.length());
  }

  @Override
  public String readAnswer(String prompt) throws SessionEnded {
    String line = next(prompt);
    seen.append(prompt).append(line).append('\n');
    String stripped = line.strip();
    return stripped.substring(1, stripped.length() - 1);
  }

  @Override
  public String readSecret(String prompt) throws SessionEnded {
    return readAnswer(prompt);
  }

  @Override
  public int readKey(String prompt) throws SessionEnded {
    String key = readAnswer(prompt);
    return key.isEmpty() ? ' ' : key.charAt(0);
  }

  @Override
  public void print(String text) {
    seen.append(text);
  }

  @Override
  public void printAside(String line) {
    seen.append(line).append('\n');
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public void resize(int columns) {
    width = columns == 0 ? 80 : columns;
  }

  @Override
  public void end() {
    typed.clear();
  }
}
