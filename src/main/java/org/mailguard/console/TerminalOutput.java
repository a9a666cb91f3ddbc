package org.mailguard.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Text on its way to a terminal, as UTF-8. {@link #print} is for text: it turns LF into the
 * terminal's end of line, and a control character into {@code \x1b} and the like, so that nothing
 * that a stranger chose, such as the name of a peer, moves a cursor or retitles a window. The
 * writer is for the line editor, which sends sequences of its own.
 *
 * <p>A terminal that takes no more makes writers wait; {@link #onLoss} hears of one that is gone.
 */
final class TerminalOutput extends Writer {
  private final OutputStream out;
  private final String newline;
  private final Runnable onLoss;
  private final ReentrantLock writing = new ReentrantLock();

  TerminalOutput(OutputStream out, String newline, Runnable onLoss) {
    this.out = out;
    this.newline = newline;
    this.onLoss = onLoss;
  }

  /** Prints text with LF line ends. */
  void print(String text) {
    send(clean(text));
  }

  /** Prints what may have control characters, such as a bell. */
  void send(String text) {
    writing.lock();
    try {
      out.write(text.replace("\n", newline).getBytes(UTF_8));
      out.flush();
    } catch (IOException e) {
      onLoss.run(); // the session learns of it at its next read
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void write(char[] text, int from, int length) {
    send(new String(text, from, length));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  /** The text without control characters but LF and tab, and without those that turn its order. */
  static String clean(String text) {
    if (text.chars().noneMatch(TerminalOutput::isActive)) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length() + 16);
    text.chars()
        .forEach(c -> {
          if (!isActive(c)) {
            clean.append((char) c);
          } else if (c < 0x100) {
            clean.append("\\x%02x".formatted(c));
          } else {
            clean.append("\\u%04x".formatted(c));
          }
        });
    return clean.toString();
  }

  private static boolean isActive(int c) {
    boolean control = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0);
    return control || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
  }
}
