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
final class Matcher {
  private final Location line;
  private final List<Word> words;
  private final Names names;
  private List<Path> live = new ArrayList<>();

  /** The outcome for one line. */
  sealed interface Outcome {
    /** {@code whole} is false for the short form behind {@code no}. */
    record Matched(Statement<?> statement, boolean whole, Arguments arguments) implements Outcome {}

    /** {@code closest} is a statement that the line began like. */
    record Failed(Problem problem, Statement<?> closest) implements Outcome {}
  }

  /** One reading of the words so far; {@code node} is null before the first word. */
  private record Path(
      Statement<?> statement,
      boolean whole,
      Grammar grammar,
      Grammar.@Nullable Node node,
      @Nullable Path before,
      @Nullable Filled filled,
      Fit fit) {

    static Path start(Statement<?> statement, boolean whole, Grammar grammar) {
      return new Path(statement, whole, grammar, null, null, null, Fit.NONE);
    }

    Path to(Grammar.Node next, Object value, Fit how) {
      return new Path(statement, whole, grammar, next, this, new Filled(next.token(), value), how);
    }

    List<Grammar.Node> next() {
      return node == null ? grammar.first() : node.next();
    }

    boolean mayEnd() {
      return node != null && node.last();
    }

    Arguments arguments() {
      List<Filled> all = new ArrayList<>();
      for (Path at = this; at != null; at = at.before) {
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
  static Outcome match(
      Collection<? extends Statement<?>> statements,
      boolean negated,
      Location line,
      List<Word> words,
      Names names) {
    Matcher matcher = new Matcher(line, words, names);
    for (Statement<?> statement : statements) {
      matcher.live.add(Path.start(statement, true, statement.grammar()));
      Grammar shortForm = statement.shortForm();
      if (negated && shortForm != null) {
        matcher.live.add(Path.start(statement, false, shortForm));
      }
    }
    return matcher.walk();
  }

  /** How many statements understand the line; more than one is a mistake in the catalogue. */
  static long readings(
      Collection<? extends Statement<?>> statements, Location line, List<Word> words, Names names) {
    Matcher matcher = new Matcher(line, words, names);
    statements.forEach(
        statement -> matcher.live.add(Path.start(statement, true, statement.grammar())));
    return matcher.walk() instanceof Outcome.Matched
        ? matcher.live.stream().filter(Path::mayEnd).count()
        : 0;
  }

  private Outcome walk() {
    boolean ended = false;
    for (int i = 0; i < words.size() && !ended; i++) {
      Word word = words.get(i);
      List<Path> next = best(step(word));
      Set<String> abbreviated = new LinkedHashSet<>();
      next.stream()
          .filter(path -> path.fit() == Fit.ABBREVIATION)
          .forEach(path -> abbreviated.add(shown(path)));
      if (next.isEmpty()) {
        return failed(
            Expectation.wrong(
                tokens(), mayEnd(), line.at(word.column()), word.text(), rest(word), names));
      }
      if (abbreviated.size() > 1) {
        return failed(Expectation.ambiguous(abbreviated, line.at(word.column()), word.text()));
      }
      live = next;
      ended = live.stream().anyMatch(Matcher::tookTheRest);
    }
    // A short form takes away all that agree, the whole line only its equal.
    return live.stream()
        .filter(Path::mayEnd)
        .min(Comparator.comparing(Path::whole))
        .<Outcome>map(path -> new Outcome.Matched(path.statement(), path.whole(), path.arguments()))
        .orElseGet(() -> failed(Expectation.incomplete(tokens(), endOfLine())));
  }

  private List<Path> step(Word word) {
    List<Path> reached = new ArrayList<>();
    for (Path path : live) {
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

  private static List<Path> best(List<Path> reached) {
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

  private static boolean tookTheRest(Path path) {
    return path.node() != null && takesTheRest(path.node());
  }

  private static String shown(Path path) {
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

  private Outcome failed(Problem problem) {
    return new Outcome.Failed(problem, live.getFirst().statement());
  }
}
