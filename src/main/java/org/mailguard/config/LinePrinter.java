package org.mailguard.config;

import java.util.StringJoiner;

/** Puts the words of one line together. */
final class LinePrinter {
  private final StringJoiner words = new StringJoiner(" ");

  LinePrinter add(Object... more) {
    for (Object word : more) {
      words.add(word.toString());
    }
    return this;
  }

  LinePrinter addIf(boolean condition, Object... more) {
    return condition ? add(more) : this;
  }

  @Override
  public String toString() {
    return words.toString();
  }
}
