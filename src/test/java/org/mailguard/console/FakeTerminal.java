package org.mailguard.console;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A terminal for tests: takes what is sent to it and keeps what a person would see, with all that
 * scrolled away. It knows the few sequences that the console may send, and fails at any other.
 */
final class FakeTerminal extends OutputStream {
  private final int columns;
  private final boolean files;
  private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
  private final StringBuilder sequence = new StringBuilder();
  private int row;
  private int column;
  private int bells;
  private int sequences;

  FakeTerminal(int columns) {
    this(columns, false);
  }

  /**
   * @param files whether LF alone ends a line, as in a file
   */
  FakeTerminal(int columns, boolean files) {
    this.columns = columns;
    this.files = files;
  }

  @Override
  public synchronized void write(int octet) {
    octets.write(octet);
    String text = octets.toString(StandardCharsets.UTF_8);
    if (!text.endsWith("\ufffd") || octets.size() == 4) {
      octets.reset();
      text.chars().forEach(c -> character((char) c));
    }
  }

  private void character(char c) {
    if (!sequence.isEmpty()) {
      sequence.append(c);
      if (Character.isLetter(c) || c == '~') {
        String whole = sequence.substring(1);
        sequence.setLength(0);
        sequence(whole);
      }
      return;
    }
    switch (c) {
      case '\033' -> sequence.append(c);
      case '\r' -> column = 0;
      case '\n' -> down();
      case '\b' -> column = Math.max(0, Math.min(column, columns) - 1);
      case '\007' -> bells++;
      default -> {
        if (c < ' ' || c == 0x7f) {
          throw new AssertionError("control character " + (int) c);
        }
        put(c);
      }
    }
  }

  private void put(char c) {
    if (column == columns) { // the last column holds the cursor until the next character
      down();
      column = 0;
    }
    StringBuilder line = lines.get(row);
    while (line.length() <= column) {
      line.append(' ');
    }
    line.setCharAt(column++, c);
  }

  private void down() {
    row++;
    column = files ? 0 : column;
    if (row == lines.size()) {
      lines.add(new StringBuilder());
    }
  }

  private void sequence(String text) {
    sequences++;
    StringBuilder line = lines.get(row);
    switch (text) {
      case "[A" -> row = Math.max(0, row - 1);
      case "[C" -> column = Math.min(columns - 1, column + 1);
      case "[K" -> line.setLength(Math.min(line.length(), column));
      case "[J" -> {
        line.setLength(Math.min(line.length(), column));
        lines.subList(row + 1, lines.size()).clear();
      }
      default -> throw new AssertionError("a sequence that not every terminal knows: " + text);
    }
  }

  /** In which line of all the cursor stands. */
  synchronized int row() {
    return row;
  }

  synchronized int column() {
    return column;
  }

  synchronized int bells() {
    return bells;
  }

  /** Escape sequences so far. */
  synchronized int sequences() {
    return sequences;
  }

  /** The lines from {@code first} to the last, without blanks at their ends. */
  synchronized List<String> lines(int first) {
    return lines.subList(first, lines.size()).stream()
        .map(line -> line.toString().stripTrailing())
        .toList();
  }

  synchronized String text() {
    return String.join("\n", lines(0));
  }
}
