package org.mailguard.doctor.catalogue;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a catalogue file, all of it. */
final class Problems {
  private final String name;
  private final List<String> problems = new ArrayList<>();

  Problems(String name) {
    this.name = name;
  }

  void add(int line, int column, String problem) {
    problems.add(name + ":" + line + ":" + column + ": " + problem);
  }

  List<String> all() {
    return List.copyOf(problems);
  }

  /**
   * The files are part of the program, so a bad one is our own fault.
   *
   * @throws IllegalStateException if there are problems, with all of them
   */
  void none() {
    if (!problems.isEmpty()) {
      throw new IllegalStateException(String.join("\n", problems));
    }
  }
}
