package org.mailguard.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers problems, so many and no more; what is beyond is counted. */
final class Problems {
  /** Nobody reads more, and a file of another kind has one in each line. */
  static final int MOST = 100;

  private final List<Problem> errors = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private int more;

  void add(Problem problem) {
    List<Problem> kind = problem.kind() == Problem.Kind.ERROR ? errors : warnings;
    if (kind.size() < MOST) {
      kind.add(problem);
    } else if (problem.kind() == Problem.Kind.ERROR) {
      more++;
    }
  }

  boolean hasErrors() {
    return !errors.isEmpty();
  }

  /** All that were kept, by line and column; a last one tells how many errors were not. */
  List<Problem> sorted() {
    List<Problem> all = new ArrayList<>(errors);
    all.addAll(warnings);
    all.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
    if (more > 0) {
      Problem last = errors.getLast();
      all.add(new Location(last.line(), 1, last.quoted()).error("and " + more + " more"));
    }
    return all;
  }
}
