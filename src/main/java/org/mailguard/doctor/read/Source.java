package org.mailguard.doctor.read;

import java.util.List;
import java.util.Map;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.Remedy;
import org.mailguard.doctor.read.dialogue.Dialogue;
import org.mailguard.doctor.read.scene.Scene;

/**
 * What one input was, and what it holds.
 *
 * @param name as it was given
 * @param what for people: {@code Postfix log, 17 lines}
 * @param dialogues conversations
 * @param seen what stands in it besides
 * @param notes sentences about what could not be read
 * @param own what Mailguard says of itself
 */
record Source(
    String name,
    Form form,
    String what,
    List<Dialogue> dialogues,
    List<Observation> seen,
    List<String> notes,
    Own own) {
  Source {
    dialogues = List.copyOf(dialogues);
    seen = List.copyOf(seen);
    notes = List.copyOf(notes);
  }

  Source(
      String name,
      Form form,
      String what,
      List<Dialogue> dialogues,
      List<Observation> seen,
      List<String> notes) {
    this(name, form, what, dialogues, seen, notes, Own.NOTHING);
  }

  /**
   * What a log of Mailguard has besides.
   *
   * @param summary {@code 3 refused}, or empty
   * @param remedies what to type, by the fact that it is against
   * @param sessions those that something was done to
   */
  record Own(String summary, Map<String, List<Remedy>> remedies, List<Scene> sessions) {
    static final Own NOTHING = new Own("", Map.of(), List.of());

    Own {
      remedies = Map.copyOf(remedies);
      sessions = List.copyOf(sessions);
    }
  }

  /** {@code 1 line}, {@code 2 lines}. */
  static String count(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
