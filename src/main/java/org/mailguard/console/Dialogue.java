package org.mailguard.console;

import java.util.Locale;

/** Questions as the device asks them. */
final class Dialogue {
  private Dialogue() {}

  /** {@code question [confirm]}: Enter and y mean yes, everything else no. */
  static boolean confirm(Screen screen, String question) throws SessionEnded {
    String answer = screen.readAnswer(question + " [confirm]").strip().toLowerCase(Locale.ROOT);
    return answer.isEmpty() || "yes".startsWith(answer) || answer.equals("confirm");
  }

  /** {@code question [Y]es/[N]o:}: asks again until it is one of them. */
  static boolean yes(Screen screen, String question) throws SessionEnded {
    while (true) {
      String answer =
          screen.readAnswer(question + " [Y]es/[N]o: ").strip().toLowerCase(Locale.ROOT);
      if (!answer.isEmpty() && "yes".startsWith(answer)) {
        return true;
      }
      if (!answer.isEmpty() && "no".startsWith(answer)) {
        return false;
      }
    }
  }
}
