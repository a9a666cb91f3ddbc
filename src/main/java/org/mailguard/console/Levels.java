package org.mailguard.console;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.mailguard.config.Operators.Privilege;
import org.mailguard.config.PromptCommand;

/** Who may use which command: its own level, unless a line {@code privilege} says another. */
record Levels(List<Privilege> lines) {
  private static final Set<String> FORMS = Set.of("show", "clear");

  boolean allows(Operator who, PromptCommand<?> command) {
    return who.level() >= of(command);
  }

  int of(PromptCommand<?> command) {
    String[] words = command.source().split(" ", 3);
    boolean hasForm = FORMS.contains(words[0]) && words.length > 1;
    String form = hasForm ? words[0] : "cmd";
    String word = hasForm ? words[1] : words[0];
    int level = command.level();
    for (Privilege line : lines) {
      if ((line.form().isEmpty() || line.form().equals(form))
          && !line.mode().equals("configure")
          && line.command().toLowerCase(Locale.ROOT).equals(word)) {
        level = line.level();
      }
    }
    return level;
  }

  /** The level that a line of the configuration needs. */
  int ofLine(String line) {
    String stripped = line.strip().toLowerCase(Locale.ROOT).replaceFirst("^no\\s+", "");
    int level = 15;
    for (Privilege one : lines) {
      boolean form = one.form().isEmpty() || Set.of("cmd", "configure").contains(one.form());
      if (form
          && !one.mode().equals("exec")
          && (stripped + " ").startsWith(one.command().toLowerCase(Locale.ROOT) + " ")) {
        level = one.level();
      }
    }
    return level;
  }
}
