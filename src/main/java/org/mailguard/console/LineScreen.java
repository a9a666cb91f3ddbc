package org.mailguard.console;

import java.io.IOError;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal.Signal;
import org.jspecify.annotations.Nullable;
import org.mailguard.console.PlainLine.Echo;
import org.mailguard.console.SessionEnded.Reason;
import org.mailguard.console.TerminalKind.Skill;

/**
 * A screen over two streams. A door gives it what the operator types, and it writes to the door
 * what he shall see. Terminals that can have an editor get one; all others, and every question for
 * a name or a password, are served by {@link PlainLine}.
 */
public final class LineScreen implements Screen {
  /** Characters of a line of commands. */
  public static final int LONGEST_LINE = 4096;

  /** Characters of a name, a password or another answer. */
  public static final int LONGEST_ANSWER = 256;

  private final Keyboard keyboard;
  private final TerminalOutput output;
  private final PlainLine plain;
  private final Asides asides;
  private final @Nullable EditorTerminal terminal;
  private final @Nullable LineEditor editor;
  private volatile TerminalKind kind;

  /**
   * @param out where it writes; a write may wait, and the session with it
   * @param idle a read ends with {@link Reason#IDLE} after so long without a key; zero for never
   */
  public LineScreen(TerminalKind kind, OutputStream out, Duration idle) {
    this.kind = kind;
    this.keyboard = new Keyboard(idle);
    String newline = kind.skill() == Skill.PIPE ? "\n" : "\r\n";
    this.output = new TerminalOutput(out, newline, () -> keyboard.end(Reason.CLOSED));
    this.plain = new PlainLine(keyboard, output, kind.skill());
    this.terminal = kind.skill() == Skill.EDITS ? terminal(kind) : null;
    this.editor = terminal == null ? null : new LineEditor(terminal, output, LONGEST_LINE);
    this.asides = new Asides(editor == null ? plain::printAbove : this::printAboveEditor);
  }

  private EditorTerminal terminal(TerminalKind of) {
    try {
      return new EditorTerminal(keyboard, output, Size.of(of.columns(), of.rows()));
    } catch (IOException e) {
      throw new UncheckedIOException("a terminal in memory", e);
    }
  }

  /**
   * Takes what the operator typed, from the door's thread. Waits while a whole {@value
   * Keyboard#AHEAD} characters are not read yet.
   */
  public void type(byte[] octets, int from, int to) throws InterruptedException {
    keyboard.type(octets, from, to);
  }

  /** Nothing more will be typed; what was is still served. */
  public void hangUp() {
    keyboard.hangUp();
  }

  /** The operator's window has another size; 0 for what it does not say. */
  public void window(int columns, int rows) {
    kind = kind.sized(columns, rows);
    if (terminal != null) {
      terminal.setSize(Size.of(kind.columns(), kind.rows()));
      terminal.raise(Signal.WINCH);
    }
  }

  @Override
  public Optional<String> readLine(String prompt, Assistant assistant) throws SessionEnded {
    keyboard.expectKey();
    if (editor == null) {
      return plain.read(prompt, Echo.COMMAND, assistant, LONGEST_LINE, width());
    }
    try {
      return editor.read(prompt, assistant);
    } catch (EndOfFileException | UserInterruptException | IOError e) {
      throw new SessionEnded(keyboard.reason());
    }
  }

  @Override
  public String readAnswer(String prompt) throws SessionEnded {
    return answer(prompt, Echo.SHOWN);
  }

  @Override
  public String readSecret(String prompt) throws SessionEnded {
    return answer(prompt, Echo.STARS);
  }

  private String answer(String prompt, Echo echo) throws SessionEnded {
    keyboard.expectKey();
    return plain.read(prompt, echo, Assistant.NONE, LONGEST_ANSWER, width()).orElse("");
  }

  @Override
  public int readKey(String prompt) throws SessionEnded {
    keyboard.expectKey();
    output.print(prompt);
    try {
      int key = keyboard.take(0, true);
      if (key == Keyboard.END) {
        throw new SessionEnded(keyboard.reason());
      }
      output.send("\r" + " ".repeat(Math.min(prompt.length(), width() - 1)) + "\r");
      return key;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SessionEnded(Reason.ENDED);
    }
  }

  @Override
  public void print(String text) {
    output.print(text);
  }

  @Override
  public void printAside(String line) {
    asides.add(line);
  }

  private void printAboveEditor(String line) {
    if (editor != null) {
      editor.printAbove(TerminalOutput.clean(line) + "\n");
    }
  }

  @Override
  public int width() {
    return kind.columns();
  }

  @Override
  public int height() {
    return kind.skill() == Skill.PIPE ? 0 : kind.rows();
  }

  @Override
  public void resize(int width) {
    window(width, kind.rows());
  }

  @Override
  public void end() {
    end(Reason.ENDED);
  }

  /** True if a read waits and all that was typed before is worked off. */
  boolean isWaiting() {
    return keyboard.isWaitedFor();
  }

  /** Ends whatever read waits; the first reason stays. */
  void end(Reason reason) {
    keyboard.end(reason);
    asides.end();
  }
}
