package org.mailguard.console;

import org.jspecify.annotations.Nullable;

/** What one command prints: through the filter behind its bar, and page by page. */
final class Output {
  private static final String MORE = "<--- More --->";

  private final Screen screen;
  private final @Nullable LineFilter filter;
  private final int page;
  private final StringBuilder begun = new StringBuilder();
  private int shown;
  private boolean ended;

  /** {@code page} is the number of lines to a page, 0 for no pages. */
  Output(Screen screen, @Nullable LineFilter filter, int page) {
    this.screen = screen;
    this.filter = filter;
    this.page = page;
  }

  /** True if the operator wants no more of it. */
  boolean isEnded() {
    return ended;
  }

  void print(String text) throws SessionEnded {
    int from = 0;
    for (int feed = text.indexOf('\n'); feed >= 0 && !ended; feed = text.indexOf('\n', from)) {
      begun.append(text, from, feed);
      take(begun.toString());
      begun.setLength(0);
      from = feed + 1;
    }
    if (!ended) {
      begun.append(text, from, text.length());
    }
  }

  private void take(String line) throws SessionEnded {
    if (filter == null) {
      show(line);
      return;
    }
    for (String one : filter.take(line)) {
      show(one);
    }
  }

  private void show(String line) throws SessionEnded {
    if (ended) {
      return;
    }
    if (page > 0 && shown >= page) {
      ask();
    }
    if (!ended) {
      screen.print(line + "\n");
      shown += Math.max(1, (line.length() + screen.width() - 1) / Math.max(1, screen.width()));
    }
  }

  /** Enter shows a line, q and Ctrl-C end it, every other key shows a page. */
  private void ask() throws SessionEnded {
    int key = screen.readKey(MORE);
    switch (key) {
      case 'q', 'Q', 0x03 -> ended = true;
      case '\r', '\n' -> shown = page - 1;
      default -> shown = 0;
    }
  }

  /** No more comes. */
  void end() throws SessionEnded {
    if (!begun.isEmpty() && !ended) {
      take(begun.toString());
    }
    if (filter != null && !ended) {
      for (String line : filter.end()) {
        show(line);
      }
    }
  }
}
