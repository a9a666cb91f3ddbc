package org.mailguard;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Console;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What may be written to the operator.
 *
 * @param progress true if lines on standard error may be written over
 * @param colours true if text may be coloured
 * @param width columns of text
 */
record Terminal(boolean progress, boolean colours, int width) {
  /** Of text that nobody looks at yet, and the most on a terminal: long lines are hard to read. */
  private static final int USUAL_WIDTH = 96;

  private static final int LEAST_WIDTH = 30;

  static Terminal ofThisProcess() {
    boolean out = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    boolean clever = out && !"dumb".equals(System.getenv("TERM"));
    String plain = System.getenv("NO_COLOR"); // no-color.org: an empty one does not count
    return new Terminal(
        clever && isErrorATerminal(),
        clever && (plain == null || plain.isEmpty()),
        out ? columns() : USUAL_WIDTH);
  }

  /** The console of the JDK knows of standard output only, and {@code 2>log} is common. */
  private static boolean isErrorATerminal() {
    try {
      Path error = Path.of("/proc/self/fd/2").toRealPath();
      return error.startsWith("/dev") && !error.equals(Path.of("/dev/null"));
    } catch (IOException e) {
      return false;
    }
  }

  private static int columns() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(Redirect.INHERIT)
              .redirectError(Redirect.DISCARD)
              .start();
      String[] size =
          new String(stty.getInputStream().readNBytes(40), US_ASCII).strip().split(" ", -1);
      stty.waitFor(1, TimeUnit.SECONDS);
      int columns = Integer.parseInt(size[size.length - 1]);
      return columns == 0 ? USUAL_WIDTH : Math.clamp(columns, LEAST_WIDTH, USUAL_WIDTH);
    } catch (IOException | NumberFormatException e) {
      return USUAL_WIDTH;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL_WIDTH;
    }
  }
}
