package org.mailguard.trace;

import java.util.ArrayList;
import java.util.List;
import org.mailguard.config.Problem;

/** Gathers what is wrong with a dialogue. */
final class Complaints {
  /** So many are reported; who has more of them has the wrong file. */
  private static final int MOST = 20;

  private final List<Problem> problems = new ArrayList<>();
  private int line = 1;
  private String text = "";

  /** The line that is read now. */
  void onLine(int number, String whole) {
    line = number;
    text = whole;
  }

  /** {@code column} from 1. */
  void add(int column, String message, String expected) {
    if (problems.size() < MOST) {
      problems.add(new Problem(Problem.Kind.ERROR, line, column, text, message, expected, ""));
    }
  }

  boolean areMany() {
    return problems.size() >= MOST;
  }

  List<Problem> all() {
    return problems;
  }
}
