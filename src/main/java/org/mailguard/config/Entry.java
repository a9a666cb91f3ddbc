package org.mailguard.config;

import java.util.List;

/** A setting, the statement that writes it, and those below it, in the order of the writer. */
record Entry(Statement<?> statement, Setting setting, List<Entry> below) {
  Entry {
    below = List.copyOf(below);
  }
}
