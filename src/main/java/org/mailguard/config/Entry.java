package org.mailguard.config;

import java.util.List;

/** A setting and those below it, as the writer writes them. */
record Entry(Setting setting, List<Entry> below) {
  Entry {
    below = List.copyOf(below);
  }
}
