package org.mailguard.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.Arguments.Filled;
import org.mailguard.config.SourceText.Word;
import org.mailguard.config.Token.Fit;

/**
 * Walks the words of a line through the grammars of several statements at once.
 *
 * <p>Every way that the words so far can be read is a {@link Path}. A word takes each path to the
 * nodes it fits; only the best fits survive, keyword before argument before abbreviation, so {@code
 * content} is not ambiguous beside {@code content-reply} and a name is never taken for an
 * abbreviation. The line is understood if one path ends where its grammar may end. There is no
 * backtracking and no guess: two readings that survive are a mistake in the catalogue, and a test
 * looks for it.
 *
 * <p>If no path survives, what the paths were waiting for is what the message lists as expected.
 */
final class Matcher<F extends Form> {
  private final Location line;
  private final List<Word> words;
  private final Names names;
  private List<Path<F>> live = new ArrayList<>();

  /** The outcome for one line. */
  sealed interface Outcome<F extends Form> {
    /** {@code whole} is false for the short form behind {@code no}. */
    record Matched<F extends Form>(F statement, boolean whole, Arguments arguments)
        implements Outcome<F> {}

    /** {@code closest} is what the line began like. */
    record Failed<F extends Form>(Problem problem, Fault fault, F closest) implements Outcome<F> {}
  }

  /** In which of three ways a line can fail. */
  enum Fault {
    /** A word does not fit. */
    INVALID,
    /** A word fits more than one keyword. */
    AMBIGUOUS,
    /** Something is missing at the end. */
    INCOMPLETE
  }

  /** One word that may come next, and the form whose grammar says so. */
  record Next<F extends Form>(F form, Token token) {}

  /**
   * What may come behind the words of a line.
   *
   * @param mayEnd true if the line is understood as it is
   */
  record Ahead<F extends Form>(List<Next<F>> next, boolean mayEnd) {
    Ahead {
      next = List.copyOf(next);
    }
  }

  /** One reading of the words so far; {@code node} is null before the first word. */
  private record Path<F extends Form>(
      F statement,
      boolean whole,
      Grammar grammar,
      Grammar.@Nullable Node node,
      @Nullable Path<F> before,
      @Nullable Filled filled,
      Fit fit) {

    static <F extends Form> Path<F> start(F statement, boolean whole, Grammar grammar) {
      return new Path<>(statement, whole, grammar, null, null, null, Fit.NONE);
    }

    Path<F> to(Grammar.Node next, Object value, Fit how) {
      return new Path<>(
          statement, whole, grammar, next, this, new Filled(next.token(), value), how);
    }

    List<Grammar.Node> next() {
      return node == null ? grammar.first() : node.next();
    }

    boolean mayEnd() {
      return node != null && node.last();
    }

    Arguments arguments() {
      List<Filled> all = new ArrayList<>();
      for (Path<F> at = this; at != null; at = at.before) {
        if (at.filled != null) {
          all.addFirst(at.filled);
        }
      }
      return Arguments.of(all);
    }
  }

  private Matcher(Location line, List<Word> words, Names names) {
    this.line = line;
    this.words = words;
    this.names = names;
  }

  /**
   * Reads {@code words}.
   *
   * @param statements at least one; those whose first word the line may have
   * @param negated true if {@code no} stood before the words
   * @param names what is defined above the line
   */
  static <F extends Form> Outcome<F> match(
      Collection<? extends F> statements,
      boolean negated,
      Location line,
      List<Word> words,
      Names names) {
    return Matcher.<F>of(statements, negated, line, words, names).walk();
  }

  private static <F extends Form> Matcher<F> of(
      Collection<? extends F> statements,
      boolean negated,
      Location line,
      List<Word> words,
      Names names) {
    Matcher<F> matcher = new Matcher<>(line, words, names);
    for (F statement : statements) {
      matcher.live.add(Path.start(statement, true, statement.grammar()));
      Grammar shortForm = statement.shortForm();
      if (negated && shortForm != null) {
        matcher.live.add(Path.start(statement, false, shortForm));
      }
    }
    return matcher;
  }

  /** What may come behind {@code words}; nothing if they are wrong already, or take the rest. */
  static <F extends Form> Ahead<F> ahead(
      Collection<? extends F> statements,
      boolean negated,
      Location line,
      List<Word> words,
      Names names) {
    Matcher<F> matcher = Matcher.<F>of(statements, negated, line, words, names);
    if (matcher.step() instanceof Outcome.Failed<F>) {
      return new Ahead<>(List.of(), false);
    }
    if (matcher.live.stream().anyMatch(Matcher::tookTheRest)) {
      return new Ahead<>(List.of(), true);
    }
    List<Next<F>> next = new ArrayList<>();
    for (Path<F> path : matcher.live) {
      path.next().forEach(node -> next.add(new Next<>(path.statement(), node.token())));
    }
    return new Ahead<>(next, matcher.mayEnd());
  }

  /** How many statements understand the line; more than one is a mistake in the catalogue. */
  static long readings(
      Collection<? extends Form> forms, Location line, List<Word> words, Names names) {
    Matcher<Form> matcher = Matcher.<Form>of(forms, false, line, words, names);
    return matcher.walk() instanceof Outcome.Matched<Form>
        ? matcher.live.stream().filter(Path::mayEnd).count()
        : 0;
  }

  /** Takes every word; null if all were understood so far. */
  private @Nullable Outcome<F> step() {
    boolean ended = false;
    for (int i = 0; i < words.size() && !ended; i++) {
      Word word = words.get(i);
      List<Path<F>> next = best(step(word));
      Set<String> abbreviated = new LinkedHashSet<>();
      next.stream()
          .filter(path -> path.fit() == Fit.ABBREVIATION)
          .forEach(path -> abbreviated.add(shown(path)));
      if (next.isEmpty()) {
        return failed(
            Fault.INVALID,
            Expectation.wrong(
                tokens(), mayEnd(), line.at(word.column()), word.text(), rest(word), names));
      }
      if (abbreviated.size() > 1) {
        return failed(
            Fault.AMBIGUOUS,
            Expectation.ambiguous(abbreviated, line.at(word.column()), word.text()));
      }
      live = next;
      ended = live.stream().anyMatch(Matcher::tookTheRest);
    }
    return null;
  }

  private Outcome<F> walk() {
    Outcome<F> failed = step();
    if (failed != null) {
      return failed;
    }
    // A short form takes away all that agree, the whole line only its equal.
    return live.stream()
        .filter(Path::mayEnd)
        .min(Comparator.comparing(Path::whole))
        .<Outcome<F>>map(
            path -> new Outcome.Matched<>(path.statement(), path.whole(), path.arguments()))
        .orElseGet(() -> failed(Fault.INCOMPLETE, Expectation.incomplete(tokens(), endOfLine())));
  }

  private List<Path<F>> step(Word word) {
    List<Path<F>> reached = new ArrayList<>();
    for (Path<F> path : live) {
      for (Grammar.Node node : path.next()) {
        String text = takesTheRest(node) ? rest(word) : word.text();
        Fit fit = node.token().fit(text, names);
        if (fit != Fit.NONE) {
          reached.add(path.to(node, value(node.token(), text), fit));
        }
      }
    }
    return reached;
  }

  private static <F extends Form> List<Path<F>> best(List<Path<F>> reached) {
    Fit best = reached.stream().map(Path::fit).max(Fit::compareTo).orElse(Fit.NONE);
    return reached.stream().filter(path -> path.fit() == best).toList();
  }

  private Object value(Token token, String text) {
    return switch (token) {
      case Token.Keyword keyword -> keyword.shown();
      case Token.Slot slot ->
          slot.read(text, names) instanceof Reading.Value<?>(Object value) ? value : text;
    };
  }

  private static boolean takesTheRest(Grammar.Node node) {
    return node.token() instanceof Token.Slot slot && slot.argument().kind().restOfLine();
  }

  private static boolean tookTheRest(Path<?> path) {
    return path.node() != null && takesTheRest(path.node());
  }

  private static String shown(Path<?> path) {
    return path.node() == null ? "" : path.node().token().shown();
  }

  private String rest(Word word) {
    return line.text().substring(word.column() - 1).stripTrailing();
  }

  private Location endOfLine() {
    return line.at(line.text().stripTrailing().length() + 1);
  }

  private List<Token> tokens() {
    return live.stream().flatMap(path -> path.next().stream()).map(Grammar.Node::token).toList();
  }

  private boolean mayEnd() {
    return live.stream().anyMatch(Path::mayEnd);
  }

  private Outcome<F> failed(Fault fault, Problem problem) {
    return new Outcome.Failed<>(problem, fault, live.getFirst().statement());
  }
}
