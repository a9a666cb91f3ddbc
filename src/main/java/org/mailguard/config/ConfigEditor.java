package org.mailguard.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.mailguard.config.SourceText.Word;

/**
 * A configuration while an operator types lines into it.
 *
 * <p>What holds is a text: the one that {@link ConfigWriter} writes. A typed line is read behind
 * that text and behind the heads of the modes that are open, by the parser that reads files, and
 * what comes of it is written again. So a line means at the prompt what it means in a file, {@code
 * no} takes away what it would take away there, and there is no second way for a line to become a
 * setting. The price is that every line reads the whole again: some milliseconds for the
 * configuration of a guard, and more than a second only for lists of a hundred thousand rules,
 * which nobody types.
 *
 * <p>A line may be right and the whole still make no sense: a rule that has no action yet, a class
 * that nothing was said of. Below a head such lines wait ({@link Outcome.Waiting}) for those that
 * follow. When the operator leaves the mode and the whole is still wrong, what he typed since it
 * last was right is taken back, and he is told ({@link Outcome.Inconsistent}): nothing is half
 * applied.
 *
 * <p>One thread at a time.
 */
public final class ConfigEditor {
  private final UnaryOperator<String> hash;
  private State state;
  private State before;

  /**
   * @param text of the lines that hold, or wait
   * @param heads of the open modes, outermost first
   * @param sound the last whole that fitted together
   */
  private record State(String text, List<String> heads, Configuration sound) {
    static State of(Configuration configuration) {
      return new State(ConfigWriter.write(configuration.entries()), List.of(), configuration);
    }

    boolean waits() {
      return !text.equals(ConfigWriter.write(sound.entries()));
    }

    /** The text in which the next line is read. */
    String beginning() {
      return text + "end\n" + String.join("\n", heads) + (heads.isEmpty() ? "" : "\n");
    }

    /** True if the line stands in the open mode already. */
    boolean has(String line) {
      String wanted = String.join(" ", line.strip().split("\\s+", -1));
      List<String> path = new ArrayList<>();
      for (String one : SourceText.lines(text)) {
        int depth = one.length() - one.stripLeading().length();
        while (path.size() > depth) {
          path.removeLast();
        }
        if (path.equals(heads) && one.strip().equals(wanted)) {
          return true;
        }
        path.add(one.strip());
      }
      return false;
    }
  }

  /** What came of a typed line. */
  public sealed interface Outcome {
    /**
     * The whole fits together.
     *
     * @param changed false if it says what it said before
     * @param remarks what is worth a second look, for people
     */
    record Taken(Configuration configuration, boolean changed, List<String> remarks)
        implements Outcome {
      public Taken {
        remarks = List.copyOf(remarks);
      }
    }

    /**
     * Understood; it holds as soon as the lines below the same head make sense together.
     *
     * @param missing what is still wrong, for people
     */
    record Waiting(List<String> missing) implements Outcome {
      public Waiting {
        missing = List.copyOf(missing);
      }
    }

    /** Not understood; nothing has changed. */
    record Refused(PromptError error) implements Outcome {}

    /**
     * Understood, and it does not fit the rest; nothing has changed, and lines that waited are
     * gone.
     */
    record Inconsistent(List<String> problems, boolean dropped) implements Outcome {
      public Inconsistent {
        problems = List.copyOf(problems);
      }
    }

    /** Known, and without a meaning here; it is not kept. */
    record NotUsed(String reason) implements Outcome {}

    /** {@code exit} on the outermost level, or {@code end}: the operator is done. */
    record Left() implements Outcome {}

    /** Nothing, or a comment. */
    record Nothing() implements Outcome {}
  }

  /**
   * Begins with a whole.
   *
   * @param hash for passwords that are typed, as for {@link Configuration#sealed}
   */
  public ConfigEditor(Configuration start, UnaryOperator<String> hash) {
    this.hash = hash;
    state = State.of(start.sealed(hash));
    before = state;
  }

  /** The last whole that fitted together. */
  public Configuration sound() {
    return state.sound();
  }

  /** True if lines were typed that do not make sense yet. */
  public boolean waits() {
    return state.waits();
  }

  /** What the prompt shows in parentheses: {@code config-pmap}. */
  public String prompt() {
    return parser(state.beginning(), new Problems()).mode().prompt();
  }

  /** As if the last line had not been typed. */
  public void undo() {
    state = before;
  }

  /** Goes on from another configuration, in the same modes as far as it has them. */
  public void rebase(Configuration configuration) {
    List<String> heads = state.heads();
    state = State.of(configuration);
    before = state;
    for (String head : heads) {
      if (!state.text().contains(head)) {
        return;
      }
      List<String> open = new ArrayList<>(state.heads());
      open.add(head);
      state = new State(state.text(), List.copyOf(open), configuration);
    }
  }

  /** Takes a line, with its {@code no} if it has one. */
  public Outcome type(String line) {
    before = state;
    String word = line.strip().toLowerCase(Locale.ROOT);
    if (word.isEmpty() || word.startsWith("!") || word.startsWith(":")) {
      return new Outcome.Nothing();
    }
    if (word.equals("end") || (state.heads().isEmpty() && leaves(word))) {
      return leave(List.of(), new Outcome.Left());
    }
    if (leaves(word)) {
      List<String> outer = state.heads().subList(0, state.heads().size() - 1);
      return leave(outer, new Outcome.Taken(state.sound(), false, List.of()));
    }
    return read(line);
  }

  private static boolean leaves(String word) {
    return word.length() > 1 && ("exit".startsWith(word) || "quit".startsWith(word));
  }

  private Outcome leave(List<String> heads, Outcome otherwise) {
    if (heads.isEmpty() && state.waits()) {
      List<String> problems = problems(state.text());
      state = State.of(state.sound());
      return new Outcome.Inconsistent(problems, true);
    }
    state = new State(state.text(), List.copyOf(heads), state.sound());
    return otherwise;
  }

  private static List<String> problems(String text) {
    return switch (parser(text, new Problems()).assembled("")) {
      case ConfigResult.Accepted _ -> List.of();
      case ConfigResult.Refused refused -> errors(refused.problems());
    };
  }

  private static ConfigParser parser(String text, Problems problems) {
    return ConfigParser.reading(text, problems);
  }

  private static List<String> errors(List<Problem> problems) {
    return problems.stream()
        .filter(problem -> problem.kind() == Problem.Kind.ERROR)
        .map(ConfigEditor::said)
        .toList();
  }

  private static String said(Problem problem) {
    String quoted = problem.quoted().strip();
    String expected = problem.expected().isEmpty() ? "" : "; expected: " + problem.expected();
    return (quoted.isEmpty() ? "" : quoted + ": ") + problem.message() + expected;
  }

  private Outcome read(String line) {
    String beginning = state.beginning();
    int number = SourceText.lines(beginning).size() + 1;
    Problems problems = new Problems();
    ConfigParser parser = parser(beginning + line.replaceAll("[\r\n]", " ") + "\n", problems);
    List<Problem> own =
        problems.sorted().stream().filter(problem -> problem.line() == number).toList();
    for (Problem problem : own) {
      if (problem.kind() == Problem.Kind.ERROR) {
        return state.has(line)
            ? new Outcome.Taken(state.sound(), false, List.of())
            : new Outcome.Refused(PromptError.of(problem, parser.fault()));
      }
    }
    String text = ConfigWriter.write(parser.entries());
    for (LineUse use : parser.uses()) {
      if (use.line() == number && use.use() == LineUse.Use.NOT_USED && text.equals(state.text())) {
        return new Outcome.NotUsed(use.reason());
      }
    }
    return judge(parser, text, number);
  }

  private Outcome judge(ConfigParser parser, String text, int number) {
    List<String> heads = parser.heads();
    return switch (parser.assembled("")) {
      case ConfigResult.Accepted(Configuration read) -> {
        Configuration configuration = read.sealed(hash);
        boolean changed = !configuration.equals(state.sound());
        state = new State(ConfigWriter.write(configuration.entries()), heads, configuration);
        yield new Outcome.Taken(configuration, changed, remarks(configuration, number));
      }
      case ConfigResult.Refused refused -> {
        List<String> wrong = errors(refused.problems());
        if (heads.isEmpty()) {
          boolean dropped = state.waits();
          state = dropped ? State.of(state.sound()) : state;
          yield new Outcome.Inconsistent(wrong, dropped);
        }
        state = new State(text, heads, state.sound());
        yield new Outcome.Waiting(wrong);
      }
    };
  }

  /**
   * Warnings that are about the typed line; the others were there before. That it takes the place
   * of another is a warning in a file, and what an operator means.
   */
  private static List<String> remarks(Configuration configuration, int number) {
    return configuration.warnings().stream()
        .filter(problem -> problem.line() == number)
        .filter(problem -> !Candidate.tellsOfRival(problem) && !PasswordLines.tellsOfText(problem))
        .map(Problem::message)
        .toList();
  }

  /**
   * What may stand where a line goes on.
   *
   * @param line up to the cursor
   */
  public List<Choice> choices(String line) {
    ConfigParser parser = parser(state.beginning(), new Problems());
    List<Word> words = new ArrayList<>(SourceText.words(line));
    String begun = PromptCommands.begun(line, words);
    boolean negated = !words.isEmpty() && words.getFirst().text().equalsIgnoreCase("no");
    if (negated) {
      words.removeFirst();
    }
    List<Statement<?>> statements = statements(parser.mode(), words, begun);
    if (statements.isEmpty()) {
      return List.of();
    }
    return PromptCommands.choices(
        Matcher.<Statement<?>>ahead(
            statements, negated, new Location(1, 1, line), words, parser.names()),
        begun);
  }

  /** Those of the mode itself; if none begins so, those of the modes around it. */
  private static List<Statement<?>> statements(Mode mode, List<Word> words, String begun) {
    if (!words.isEmpty()) {
      return switch (Catalogue.home(mode, words.getFirst().text(), false)) {
        case Catalogue.Home.Here(List<Statement<?>> here) -> here;
        case Catalogue.Home.Elsewhere _, Catalogue.Home.Ambiguous _, Catalogue.Home.Unknown _ ->
            List.of();
      };
    }
    for (Mode one : begun.isEmpty() ? List.of(mode) : mode.way()) {
      List<Statement<?>> fitting =
          Catalogue.in(one)
              .filter(statement ->
                  Catalogue.firstWord(statement).startsWith(begun.toLowerCase(Locale.ROOT)))
              .collect(Collectors.toList());
      if (!fitting.isEmpty()) {
        return fitting;
      }
    }
    return List.of();
  }

  /** For people: the statements that begin with a word, each with its grammar and its help. */
  public static List<String> usage(String word) {
    List<String> lines = new ArrayList<>();
    for (Statement<?> statement : Catalogue.STATEMENTS) {
      if (!word.isEmpty() && Catalogue.firstWord(statement).startsWith(word)) {
        lines.add("USAGE, " + statement.mode().where() + ":");
        lines.add("");
        lines.add("\t" + statement.grammar());
        lines.add("");
        lines.add("DESCRIPTION:");
        lines.add("");
        lines.add("\t" + statement.help());
        lines.add("");
      }
    }
    return lines;
  }
}
