package org.mailguard.console;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lines that others print while an operator types. They wait here, so that whoever prints never
 * waits for a terminal; a thread that lives while there are any prints them. What does not fit is
 * counted, and the count is printed.
 */
final class Asides {
  /** Lines that may wait. */
  private static final int WAITING = 256;

  /** Characters of a line; the rest of a longer one is not shown. */
  private static final int LONGEST = 4096;

  private final Consumer<String> printer;
  private final ArrayDeque<String> lines = new ArrayDeque<>();
  private long dropped;
  private boolean printing;
  private boolean ended;

  Asides(Consumer<String> printer) {
    this.printer = printer;
  }

  synchronized void add(String line) {
    if (ended) {
      return;
    }
    if (lines.size() == WAITING) {
      dropped++;
      return;
    }
    lines.add(line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...");
    if (!printing) {
      printing = true;
      Thread.ofVirtual().name("console asides").start(this::print);
    }
  }

  private void print() {
    for (String line = next(); line != null; line = next()) {
      printer.accept(line);
    }
  }

  private synchronized @Nullable String next() {
    String line = ended ? null : lines.poll();
    if (line == null && dropped > 0 && !ended) {
      line = dropped + " lines were not shown: no more than " + WAITING + " wait for a terminal";
      dropped = 0;
    }
    printing = line != null;
    return line;
  }

  synchronized void end() {
    ended = true;
    lines.clear();
  }
}
