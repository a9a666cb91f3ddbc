package org.mailguard.doctor.catalogue;

import java.util.ArrayList;
import java.util.List;

/**
 * A declaration as it stands in a catalogue file: {@code kind id}, and below it indented lines of
 * {@code key value}. The text has blank lines and comments that begin with {@code #}.
 *
 * @param line of the head, from 1
 */
record Block(String kind, String id, int line, List<Entry> entries) {

  /**
   * One line of a block.
   *
   * @param line from 1
   * @param column of the value, from 1
   */
  record Entry(String key, String value, int line, int column) {}

  Block {
    entries = List.copyOf(entries);
  }

  /** Each value of {@code key}, in order. */
  List<Entry> all(String key) {
    return entries.stream().filter(entry -> entry.key().equals(key)).toList();
  }

  /** The blocks of a file; what is no block is a problem. */
  static List<Block> read(String text, Problems problems) {
    List<Block> blocks = new ArrayList<>();
    String kind = "";
    String id = "";
    int head = 0;
    List<Entry> entries = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      int start = line.length() - line.stripLeading().length();
      int blank = line.indexOf(' ', start);
      String word = blank < 0 ? line.substring(start) : line.substring(start, blank);
      String rest = blank < 0 ? "" : line.substring(blank + 1).strip();
      if (rest.isEmpty()) {
        problems.add(number, line.length() + 1, "expected a value behind " + word);
      } else if (start > 0 && head == 0) {
        problems.add(number, start + 1, "expected a head, as in: fingerprint some-id");
      } else if (start > 0) {
        entries.add(new Entry(word, rest, number, line.indexOf(rest, blank) + 1));
      } else {
        if (head > 0) {
          blocks.add(new Block(kind, id, head, entries));
        }
        kind = word;
        id = rest;
        head = number;
        entries = new ArrayList<>();
      }
    }
    if (head > 0) {
      blocks.add(new Block(kind, id, head, entries));
    }
    return blocks;
  }
}
