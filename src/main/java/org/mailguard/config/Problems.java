package org.mailguard.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mailguard.config.SourceText.Word;

/** Gathers problems, so many and no more; what is beyond is counted. */
final class Problems {
  /** Nobody reads more, and a file of another kind has one in each line. */
  static final int MOST = 100;

  private final List<Problem> errors = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private final List<Problem> advice = new ArrayList<>();
  private final Set<String> doubtful = new HashSet<>();
  private final Map<Problem.Kind, Integer> more = new EnumMap<>(Problem.Kind.class);
  private final Set<Integer> linesWithErrors = new HashSet<>();
  private boolean assembling;

  void add(Problem problem) {
    if (problem.kind() == Problem.Kind.ERROR) {
      linesWithErrors.add(problem.line());
    }
    List<Problem> list =
        problem.kind() == Problem.Kind.ERROR ? errors : assembling ? advice : warnings;
    if (list.contains(problem)) {
      // Two lines may ask the same question of a third.
      return;
    }
    if (list.size() < MOST) {
      list.add(problem);
    } else {
      more.merge(problem.kind(), 1, Integer::sum);
    }
  }

  /**
   * From now on warnings are about the configuration as a whole, and worth nothing if it has
   * errors.
   */
  void beginAssembly() {
    assembling = true;
  }

  /** The words of a line that was not understood: it may be what another line refers to. */
  void doubt(List<Word> words) {
    words.forEach(word -> doubtful.add(word.text()));
  }

  /** True if {@code name} may have been defined by a line that was not understood. */
  boolean isDoubtful(String name) {
    return doubtful.contains(name);
  }

  /** Also those whose errors are only counted. */
  Set<Integer> linesWithErrors() {
    return Set.copyOf(linesWithErrors);
  }

  boolean hasErrors() {
    return !errors.isEmpty();
  }

  /** All that were kept, by line and column; then how many were not. */
  List<Problem> sorted() {
    List<Problem> all = new ArrayList<>(errors);
    all.addAll(warnings);
    if (errors.isEmpty()) {
      all.addAll(advice);
    }
    all.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
    more.forEach((kind, count) -> all.add(notShown(kind, count, all.getLast().line())));
    return all;
  }

  private static Problem notShown(Problem.Kind kind, int count, int line) {
    String what = kind == Problem.Kind.ERROR ? " more errors" : " more warnings";
    return new Problem(kind, line, 1, "", "and " + count + what, "", "");
  }
}
