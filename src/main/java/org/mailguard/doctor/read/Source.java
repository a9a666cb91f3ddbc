package org.mailguard.doctor.read;

import java.util.List;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.read.dialogue.Dialogue;

/**
 * What one input was, and what it holds.
 *
 * @param name as it was given
 * @param what for people: {@code Postfix log, 17 lines}
 * @param dialogues conversations
 * @param seen what stands in it besides
 * @param notes sentences about what could not be read
 */
record Source(
    String name,
    Form form,
    String what,
    List<Dialogue> dialogues,
    List<Observation> seen,
    List<String> notes) {
  Source {
    dialogues = List.copyOf(dialogues);
    seen = List.copyOf(seen);
    notes = List.copyOf(notes);
  }

  /** {@code 1 line}, {@code 2 lines}. */
  static String count(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
