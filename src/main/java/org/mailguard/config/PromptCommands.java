package org.mailguard.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.mailguard.config.SourceText.Word;

/**
 * The commands of one prompt.
 *
 * @param <A> what the console does with each
 */
public final class PromptCommands<A> {
  private final List<PromptCommand<A>> commands;

  public PromptCommands(List<PromptCommand<A>> commands) {
    this.commands = List.copyOf(commands);
  }

  /** What a typed line is. */
  public sealed interface Typed<A> {
    record Understood<A>(PromptCommand<A> command, PromptArguments arguments) implements Typed<A> {}

    record Refused<A>(PromptError error) implements Typed<A> {}

    /** Nothing, or blanks alone. */
    record Nothing<A>() implements Typed<A> {}
  }

  public List<PromptCommand<A>> all() {
    return commands;
  }

  /**
   * Reads a line.
   *
   * @param allowed which commands are there for whoever typed it
   */
  public Typed<A> read(String line, Predicate<PromptCommand<A>> allowed) {
    List<Word> words = SourceText.words(line);
    if (words.isEmpty()) {
      return new Typed.Nothing<>();
    }
    Location where = new Location(1, 1, line);
    int control = SourceText.firstControl(line);
    if (control >= 0 || line.length() > SourceText.MAX_LINE) {
      int column = control >= 0 ? control + 1 : SourceText.MAX_LINE + 1;
      return new Typed.Refused<>(
          PromptError.of(
              where
                  .at(column)
                  .error(
                      "not a line of text", "at most " + SourceText.MAX_LINE + " characters", ""),
              Matcher.Fault.INVALID));
    }
    List<PromptCommand<A>> own = commands.stream().filter(allowed).toList();
    return switch (Matcher.<PromptCommand<A>>match(own, false, where, words, Names.none())) {
      case Matcher.Outcome.Matched<PromptCommand<A>>(var command, _, Arguments arguments) ->
          new Typed.Understood<>(command, new PromptArguments(arguments));
      case Matcher.Outcome.Failed<PromptCommand<A>>(Problem problem, var fault, _) ->
          new Typed.Refused<>(PromptError.of(problem, fault));
    };
  }

  /**
   * What may stand where a line goes on, keywords that begin with what is typed of the word alone.
   *
   * @param line up to the cursor
   */
  public List<Choice> choices(String line, Predicate<PromptCommand<A>> allowed) {
    List<Word> words = new ArrayList<>(SourceText.words(line));
    String begun = begun(line, words);
    List<PromptCommand<A>> own = commands.stream().filter(allowed).toList();
    Matcher.Ahead<PromptCommand<A>> ahead =
        Matcher.ahead(own, false, new Location(1, 1, line), words, Names.none());
    return choices(ahead, begun);
  }

  /** The unfinished word at the end of a line, which leaves {@code words}. */
  static String begun(String line, List<Word> words) {
    boolean unfinished = !words.isEmpty() && !line.endsWith(" ") && !line.endsWith("\t");
    return unfinished ? words.removeLast().text() : "";
  }

  static <F extends Form> List<Choice> choices(Matcher.Ahead<F> ahead, String begun) {
    Map<String, Choice> choices = new LinkedHashMap<>();
    for (Matcher.Next<F> next : ahead.next()) {
      boolean fits =
          switch (next.token()) {
            case Token.Keyword keyword ->
                keyword.shown().regionMatches(true, 0, begun, 0, begun.length());
            case Token.Slot _ -> true;
          };
      if (fits) {
        choices.putIfAbsent(
            next.token().shown(), Choice.of(next.token(), next.form().help(next.token())));
      }
    }
    if (!begun.isEmpty() && choices.values().stream().anyMatch(Choice::keyword)) {
      choices.values().removeIf(choice -> !choice.keyword());
    }
    List<Choice> sorted = new ArrayList<>(choices.values());
    sorted.sort(Comparator.comparing(Choice::shown));
    if (ahead.mayEnd() && begun.isEmpty()) {
      sorted.add(Choice.END);
    }
    return sorted;
  }
}
