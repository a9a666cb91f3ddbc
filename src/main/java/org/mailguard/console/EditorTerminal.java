package org.mailguard.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Sized;
import org.jline.terminal.impl.AbstractTerminal;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;

/**
 * The operator's terminal as the line editor sees it: a {@link Keyboard} and a {@link
 * TerminalOutput}.
 *
 * <p>JLine's own terminals for remote users were not taken. They look a name of a terminal that
 * they do not know up by starting {@code infocmp} with it, they have a line discipline that a
 * second echo comes from, and they switch keypads and modes, which the scripts that operators have
 * for such devices do not expect. Here every terminal gets the same few sequences, which all that
 * follow ECMA-48 understand, and a line that is only typed gets none at all.
 */
final class EditorTerminal extends AbstractTerminal {
  private final Keyboard keyboard;
  private final Keys keys;
  private final PrintWriter writer;
  private Attributes attributes = new Attributes();
  private volatile Size size;

  EditorTerminal(Keyboard keyboard, TerminalOutput output, Size size) throws IOException {
    super("console", "ansi", UTF_8, SignalHandler.SIG_IGN);
    this.keyboard = keyboard;
    this.keys = new Keys(keyboard);
    this.writer = new PrintWriter(new WithoutModes(output));
    this.size = size;
    parseInfoCmp();
  }

  @Override
  protected void parseInfoCmp() {
    bools.add(Capability.auto_right_margin);
    bools.add(Capability.eat_newline_glitch);
    strings.put(Capability.carriage_return, "\r");
    strings.put(Capability.cursor_left, "\b");
    strings.put(Capability.cursor_right, "\033[C");
    strings.put(Capability.cursor_up, "\033[A");
    strings.put(Capability.cursor_down, "\n");
    strings.put(Capability.clr_eol, "\033[K");
    strings.put(Capability.clr_eos, "\033[J");
    strings.put(Capability.bell, "\007");
  }

  @Override
  public NonBlockingReader reader() {
    return keys;
  }

  /** As {@link Keyboard#takeText}. */
  String takeText() {
    return keyboard.takeText();
  }

  @Override
  public PrintWriter writer() {
    return writer;
  }

  @Override
  public InputStream input() {
    throw new UnsupportedOperationException("an operator types characters, not octets");
  }

  @Override
  public OutputStream output() {
    throw new UnsupportedOperationException("an operator reads characters, not octets");
  }

  @Override
  public Attributes getAttributes() {
    return new Attributes(attributes);
  }

  @Override
  public void setAttributes(Attributes attributes) {
    this.attributes = new Attributes(attributes);
  }

  @Override
  public Size getSize() {
    return size;
  }

  @Override
  public void setSize(Sized size) {
    this.size = Size.of(size.getColumns(), size.getRows());
  }

  @Override
  public @Nullable TerminalProvider getProvider() {
    return null;
  }

  @Override
  public @Nullable SystemStream getSystemStream() {
    return null;
  }

  /**
   * Leaves the one sequence out that JLine sends unasked: it switches bracketed paste off, which
   * nobody switched on.
   */
  private static final class WithoutModes extends FilterWriter {
    private static final String PASTE_OFF = "\033[?2004l";

    WithoutModes(Writer out) {
      super(out);
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
      if (!text.equals(PASTE_OFF)) {
        super.write(text, from, length);
      }
    }
  }

  /** Reads from the keyboard. */
  private static final class Keys extends NonBlockingReader {
    private final Keyboard keyboard;

    Keys(Keyboard keyboard) {
      this.keyboard = keyboard;
    }

    @Override
    protected int read(long millis, boolean isPeek) throws IOException {
      try {
        return keyboard.take(millis, !isPeek);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while an operator types");
      }
    }

    @Override
    public int readBuffered(char[] keys, int from, int length, long millis) throws IOException {
      int key = length == 0 ? 0 : read(millis, false);
      if (length == 0 || key < 0) {
        return key;
      }
      keys[from] = (char) key;
      return 1;
    }
  }
}
