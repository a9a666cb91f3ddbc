package org.mailguard.trace;

import java.util.List;
import org.mailguard.config.Problem;

/** What came of reading a dialogue. */
public sealed interface DialogueResult {
  record Read(Dialogue dialogue) implements DialogueResult {}

  /** Nothing of it is played; everything that is wrong with it, in the order of its lines. */
  record Broken(String name, List<Problem> problems) implements DialogueResult {
    public Broken {
      problems = List.copyOf(problems);
    }

    /** For people, as {@code check} prints problems. */
    public String describe() {
      StringBuilder out = new StringBuilder();
      problems.forEach(problem -> out.append(problem.describe(name)));
      return out.toString();
    }
  }
}
