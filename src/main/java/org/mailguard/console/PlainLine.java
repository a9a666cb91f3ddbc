package org.mailguard.console;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.mailguard.config.Choice;
import org.mailguard.console.ChoiceText.Completion;
import org.mailguard.console.TerminalKind.Skill;

/**
 * Reads a line without moving about in it: for terminals of which nothing is known, for clients
 * that send whole lines, for pipes, and on every terminal for names and passwords, so that nobody
 * reaches the line editor before he is logged in. The cursor is always at the end. Backspace,
 * Ctrl-U and Ctrl-W take away, with nothing but backspaces and blanks; {@code ?} and Tab work as in
 * the editor; Ctrl-R shows the line again.
 *
 * <p>In a pipe {@code ?} and Tab are characters like others: regular expressions have them.
 */
final class PlainLine {
  /** How what is typed appears. */
  enum Echo {
    /** As it is, and {@code ?} and Tab are asked of the assistant. */
    COMMAND,
    /** As it is. */
    SHOWN,
    /** A star for each character. */
    STARS
  }

  /**
   * Keys that a name or a password may take, with all that is taken back. Who is asked for them is
   * a stranger, and a stranger who types without an end would keep a processor from everybody else.
   */
  static final int MOST_KEYS = 4096;

  private final Keyboard keyboard;
  private final TerminalOutput output;
  private final Skill skill;
  private final ReentrantLock drawing = new ReentrantLock();
  private final StringBuilder line = new StringBuilder();
  private String prompt = "";
  private Echo echo = Echo.SHOWN;
  private Assistant assistant = Assistant.NONE;
  private boolean reading;
  private int keys;
  private int width = 80;

  PlainLine(Keyboard keyboard, TerminalOutput output, Skill skill) {
    this.keyboard = keyboard;
    this.output = output;
    this.skill = skill;
  }

  /**
   * Reads a line.
   *
   * @param longest a longer line is refused in whole, and asked for again
   * @return empty if he gave it up
   * @throws SessionEnded also if a question has {@link #MOST_KEYS} keys and no answer
   */
  Optional<String> read(String prompt, Echo echo, Assistant assistant, int longest, int width)
      throws SessionEnded {
    keys = 0;
    while (true) {
      begin(prompt, echo, assistant, width);
      Result result;
      try {
        result = keys(longest);
      } finally {
        end();
      }
      switch (result) {
        case DONE -> {
          String text = line.toString();
          line.setLength(0);
          return Optional.of(text);
        }
        case GIVEN_UP -> {
          return Optional.empty();
        }
        case TOO_LONG -> output.print(tooLong(longest));
      }
    }
  }

  static String tooLong(int longest) {
    return "ERROR: % Line is longer than " + longest + " characters\n";
  }

  private void begin(String newPrompt, Echo newEcho, Assistant newAssistant, int newWidth) {
    drawing.lock();
    try {
      line.setLength(0);
      prompt = newPrompt;
      echo = newEcho;
      assistant = newAssistant;
      width = newWidth;
      reading = true;
      draw();
    } finally {
      drawing.unlock();
    }
  }

  private void end() {
    drawing.lock();
    try {
      reading = false;
      if (skill != Skill.PIPE && skill != Skill.ECHOES) {
        output.send("\n");
      }
    } finally {
      drawing.unlock();
    }
  }

  private enum Result {
    DONE,
    GIVEN_UP,
    TOO_LONG
  }

  private Result keys(int longest) throws SessionEnded {
    boolean tooLong = false;
    boolean literal = false;
    while (true) {
      int key = next();
      if (echo != Echo.COMMAND && ++keys > MOST_KEYS) {
        throw new SessionEnded(SessionEnded.Reason.CLOSED);
      }
      if (key == Keyboard.END) {
        if (skill == Skill.PIPE && !line.isEmpty() && !tooLong) {
          return Result.DONE; // a file whose last line has no end
        }
        throw new SessionEnded(keyboard.reason());
      }
      if (key == '\r') {
        return tooLong ? Result.TOO_LONG : Result.DONE;
      }
      if (skill != Skill.PIPE && (key == 3 || key == 26)) {
        return Result.GIVEN_UP;
      }
      if (skill != Skill.PIPE && key == 4 && line.isEmpty()) {
        throw new SessionEnded(SessionEnded.Reason.CLOSED);
      }
      if (tooLong) {
        continue;
      }
      drawing.lock();
      try {
        boolean wasLiteral = literal;
        literal = !literal && key == 22;
        if (!literal) {
          tooLong = key((char) key, wasLiteral, longest);
        }
      } finally {
        drawing.unlock();
      }
    }
  }

  private int next() throws SessionEnded {
    try {
      return keyboard.take(0, true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SessionEnded(SessionEnded.Reason.ENDED);
    }
  }

  /**
   * Does what a key says.
   *
   * @return true if the line is too long now
   */
  private boolean key(char key, boolean literal, int longest) {
    boolean commands = echo == Echo.COMMAND && skill != Skill.PIPE;
    switch (key) {
      case '\b', 0x7f -> take(line.isEmpty() ? 0 : lastCharacter());
      case 0x15, 0x18 -> take(line.length());
      case 0x17 -> take(lastWord());
      case 0x12 -> {
        output.send("\n");
        draw();
      }
      case '\t' -> {
        if (commands) {
          complete();
        } else {
          return add(" ", longest);
        }
      }
      case '?' -> {
        if (commands && !literal) {
          help();
        } else {
          return add("?", longest);
        }
      }
      default -> {
        if (key >= ' ' && !(key >= 0x7f && key < 0xa0)) {
          return add(String.valueOf(key), longest);
        } else if (skill == Skill.TYPES || skill == Skill.EDITS) {
          output.send("\007");
        }
      }
    }
    return false;
  }

  private int lastCharacter() {
    return line.length() >= 2 && Character.isLowSurrogate(line.charAt(line.length() - 1)) ? 2 : 1;
  }

  private int lastWord() {
    int at = line.length();
    while (at > 0 && line.charAt(at - 1) == ' ') {
      at--;
    }
    while (at > 0 && line.charAt(at - 1) != ' ') {
      at--;
    }
    return line.length() - at;
  }

  private boolean add(String text, int longest) {
    if (line.length() + text.length() > longest) {
      line.setLength(0);
      ring();
      return true;
    }
    line.append(text);
    show(text);
    return false;
  }

  private void ring() {
    if (skill != Skill.PIPE) {
      output.send("\007");
    }
  }

  private void take(int characters) {
    line.setLength(line.length() - characters);
    if (skill == Skill.TYPES || skill == Skill.EDITS) {
      output.send("\b \b".repeat(characters));
    }
  }

  private void complete() {
    switch (ChoiceText.complete(line.toString(), assistant.choices(line.toString()))) {
      case Completion.Complete(int replaced, String text) -> {
        take(replaced);
        line.append(text);
        show(text);
      }
      case Completion.Offer(var choices) -> {
        output.print("\n" + ChoiceText.list(choices, width));
        draw();
      }
      case Completion.Nothing() -> ring();
    }
  }

  private void help() {
    List<Choice> choices = assistant.choices(line.toString());
    output.print((skill == Skill.ECHOES ? "" : "?\n") + ChoiceText.list(choices, width));
    draw();
  }

  private void draw() {
    if (skill != Skill.PIPE) {
      output.print(prompt);
      show(line.toString());
    }
  }

  private void show(String text) {
    if (skill == Skill.TYPES || skill == Skill.EDITS) {
      output.print(echo == Echo.STARS ? "*".repeat(text.length()) : text);
    }
  }

  /** Prints a line above the one that is typed. */
  void printAbove(String text) {
    drawing.lock();
    try {
      if (reading && skill != Skill.PIPE) {
        int shown = Math.min(prompt.length() + line.length(), width - 1);
        output.send("\r" + " ".repeat(shown) + "\r");
        output.print(text + "\n");
        draw();
      } else {
        output.print(text + "\n");
      }
    } finally {
      drawing.unlock();
    }
  }
}
