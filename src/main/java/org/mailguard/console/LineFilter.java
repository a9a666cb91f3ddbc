package org.mailguard.console;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mailguard.config.Choice;

/**
 * What stands behind a bar: {@code show running-config | include esmtp}. Lines go in one by one,
 * and those come out that are to be shown. The expression is RE2's, so that no line of an operator
 * costs more than its length.
 */
final class LineFilter {
  private final Kind kind;
  private final Pattern pattern;
  private final List<String> heads = new ArrayList<>();
  private boolean begun;
  private int section = -1;
  private int count;

  private enum Kind {
    INCLUDE("include", "Only lines that the expression fits"),
    EXCLUDE("exclude", "Only lines that it does not fit"),
    BEGIN("begin", "From the first line that it fits on"),
    SECTION("section", "Lines that it fits, with the lines below them"),
    COUNT("count", "How many lines it fits"),
    GREP("grep", "As include; grep -v as exclude");

    private final String word;
    private final String help;

    Kind(String word, String help) {
      this.word = word;
      this.help = help;
    }
  }

  private LineFilter(Kind kind, Pattern pattern) {
    this.kind = kind;
    this.pattern = pattern;
  }

  /** A filter, or why there is none. */
  sealed interface Parsed {
    record Filter(LineFilter filter) implements Parsed {}

    /** {@code at} is the index in the text of the word that is wrong. */
    record Wrong(String why, int at) implements Parsed {}
  }

  /** Reads what stands behind the bar: a word, which may be abbreviated, and an expression. */
  static Parsed parse(String text) {
    String stripped = text.strip();
    int at = text.indexOf(stripped);
    int blank = stripped.indexOf(' ');
    String word = (blank < 0 ? stripped : stripped.substring(0, blank)).toLowerCase(Locale.ROOT);
    String expression = blank < 0 ? "" : stripped.substring(blank + 1).strip();
    Optional<Kind> kind = kind(word);
    if (kind.isEmpty()) {
      return new Parsed.Wrong(
          "behind | stands include, exclude, begin, section, count or grep", at);
    }
    Kind what = kind.get();
    if (what == Kind.GREP && (expression.equals("-v") || expression.startsWith("-v "))) {
      what = Kind.EXCLUDE;
      expression = expression.substring(2).strip();
    }
    if (expression.isEmpty()) {
      return new Parsed.Wrong(
          "a regular expression is missing behind " + word, at + stripped.length());
    }
    try {
      return new Parsed.Filter(new LineFilter(what, Pattern.compile(expression)));
    } catch (PatternSyntaxException e) {
      return new Parsed.Wrong(
          "not a regular expression: " + e.getDescription(), text.indexOf(expression));
    }
  }

  private static Optional<Kind> kind(String word) {
    List<Kind> fitting = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      if (!word.isEmpty() && kind.word.startsWith(word)) {
        fitting.add(kind);
      }
    }
    return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
  }

  /** For {@code ?}. */
  static List<Choice> choices(String begun) {
    List<Choice> choices = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      if (kind.word.startsWith(begun)) {
        choices.add(new Choice(kind.word, kind.help, true));
      }
    }
    return choices;
  }

  /** The lines to show now that this one came. */
  List<String> take(String line) {
    boolean fits = pattern.matcher(line).find();
    return switch (kind) {
      case INCLUDE, GREP -> fits ? List.of(line) : List.of();
      case EXCLUDE -> fits ? List.of() : List.of(line);
      case BEGIN -> {
        begun |= fits;
        yield begun ? List.of(line) : List.of();
      }
      case COUNT -> {
        count += fits ? 1 : 0;
        yield List.of();
      }
      case SECTION -> section(line, fits);
    };
  }

  /** A line that fits, the heads above it, and all lines below it. */
  private List<String> section(String line, boolean fits) {
    int depth = line.length() - line.stripLeading().length();
    if (section >= 0 && depth > section) {
      return List.of(line);
    }
    section = -1;
    heads.removeIf(head -> head.length() - head.stripLeading().length() >= depth);
    if (!fits) {
      heads.add(line);
      return List.of();
    }
    section = depth;
    List<String> shown = new ArrayList<>(heads);
    heads.clear();
    shown.add(line);
    return shown;
  }

  /** What is left to show when no more lines come. */
  List<String> end() {
    return kind == Kind.COUNT
        ? List.of("Number of lines which match regexp = " + count)
        : List.of();
  }
}
