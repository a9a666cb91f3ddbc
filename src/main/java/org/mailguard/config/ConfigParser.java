package org.mailguard.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mailguard.config.Candidate.Branch;
import org.mailguard.config.SourceText.Word;

/**
 * Reads a configuration and reports everything that is wrong with it.
 *
 * <p>Line by line, in four steps, none of which looks at the result of a later one:
 *
 * <ol>
 *   <li>What is no statement is skipped: blank lines, and lines whose first visible character is
 *       {@code :} or {@code !}.
 *   <li>The first word, or the one behind {@code no}, says which mode the line belongs to ({@link
 *       Catalogue#home}). The mode must be the current one or one above it; those below it end
 *       there. So {@code policy-map} ends the class before it, as on the device, and indentation,
 *       which the device prints but never asks for, has no meaning.
 *   <li>The words are matched against the statements of that mode that begin with that word ({@link
 *       Matcher}). What does not match is an error there. It is not tried elsewhere: FRR, which
 *       does, calls it its worst mistake, since an error in a sub-mode may silently be a correct
 *       line of another.
 *   <li>The value is put into the tree ({@link Candidate}), or, behind {@code no}, lines are taken
 *       out of it.
 * </ol>
 *
 * <p>A line that opens a mode and is wrong still opens it, on a branch that hangs nowhere: the
 * lines below it are checked and do not each complain of the missing head.
 *
 * <p>When all lines are read, {@link Assembly} looks at what they say together. It does so even if
 * there were errors, so that one run shows everything, but keeps quiet about a name that stands in
 * a line which was not understood.
 *
 * <p>Road not taken: a generated parser. Its grammar would be one more copy of the language, beside
 * help and writer, and its messages would speak of tokens.
 */
public final class ConfigParser {
  private final Candidate candidate = new Candidate();
  private final Problems problems = new Problems();
  private final List<Open> open = new ArrayList<>();

  /** A mode that was entered, and the setting that its lines go below. */
  private record Open(Mode mode, Branch branch) {}

  private ConfigParser() {
    open.add(new Open(Mode.GLOBAL, candidate.root()));
  }

  /**
   * Reads octets, which must be UTF-8.
   *
   * @param name of the file, for messages
   */
  public static ConfigResult parse(String name, byte[] octets) {
    return switch (SourceText.decode(octets)) {
      case SourceText.Decoded.Text(String text) -> parse(name, text);
      case SourceText.Decoded.Failed(Problem problem) ->
          new ConfigResult.Refused(name, List.of(problem));
    };
  }

  /**
   * Reads text.
   *
   * @param name of the file, for messages
   */
  public static ConfigResult parse(String name, String text) {
    if (text.length() > SourceText.MAX_TEXT) {
      return new ConfigResult.Refused(name, List.of(SourceText.tooLong(text.length())));
    }
    return new ConfigParser().read(name, text);
  }

  private ConfigResult read(String name, String text) {
    int number = 0;
    for (String line : SourceText.lines(text)) {
      readLine(new Location(++number, 1, line));
    }
    candidate.sort();
    problems.beginAssembly();
    Configuration configuration = new Assembly(candidate, problems).configuration();
    return problems.hasErrors()
        ? new ConfigResult.Refused(name, problems.sorted())
        : new ConfigResult.Accepted(configuration);
  }

  private void readLine(Location line) {
    if (line.text().length() > SourceText.MAX_LINE) {
      problems.add(
          line.at(SourceText.MAX_LINE + 1)
              .error("a line has at most " + SourceText.MAX_LINE + " characters"));
      return;
    }
    int control = SourceText.firstControl(line.text());
    if (control >= 0) {
      problems.add(
          line.at(control + 1)
              .error(
                  "U+%04X is no character of a text".formatted((int) line.text().charAt(control))));
      return;
    }
    List<Word> words = SourceText.words(line.text());
    if (words.isEmpty()
        || words.getFirst().text().startsWith(":")
        || words.getFirst().text().startsWith("!")) {
      return;
    }
    boolean negated = words.getFirst().text().equalsIgnoreCase("no");
    if (negated && words.size() == 1) {
      problems.add(
          line.at(words.getFirst().column())
              .error("what should not be?", "a statement behind no", ""));
      return;
    }
    Location where = line.at(words.getFirst().column());
    readStatement(where, negated, negated ? words.subList(1, words.size()) : words);
  }

  private void readStatement(Location line, boolean negated, List<Word> words) {
    Word first = words.getFirst();
    Location where = line.at(first.column());
    Optional<DeviceWords.Fate> fate = DeviceWords.fate(words);
    switch (Catalogue.home(open.getLast().mode(), first.text(), fate.isPresent())) {
      case Catalogue.Home.Here(Mode mode, List<Statement<?>> statements) ->
          match(mode, statements, negated, line, words);
      case Catalogue.Home.Elsewhere(Mode mode) ->
          problems.add(
              where.error("\"" + first.text() + "\" stands in another place", mode.where(), ""));
      case Catalogue.Home.Ambiguous(var keywords) ->
          problems.add(Expectation.ambiguous(keywords, where, first.text()));
      case Catalogue.Home.Unknown(String nearest) ->
          problems.add(
              fate.isPresent()
                  ? ofDevice(fate.get(), line)
                  : where.error(
                      "no statement begins with \"" + Expectation.shown(first.text()) + "\"",
                      "",
                      nearest));
    }
  }

  private void match(
      Mode mode, List<Statement<?>> statements, boolean negated, Location where, List<Word> words) {
    while (open.getLast().mode() != mode) {
      open.removeLast();
    }
    switch (Matcher.match(statements, negated, where, words)) {
      case Matcher.Outcome.Matched matched when negated -> negate(matched, where);
      case Matcher.Outcome.Matched matched ->
          add(matched, matched.statement().read(matched.arguments()), where);
      case Matcher.Outcome.Failed(Problem problem, Statement<?> closest) -> {
        problems.doubt(words);
        problems.add(DeviceWords.fate(words).map(fate -> ofDevice(fate, where)).orElse(problem));
        enter(closest, negated, new Branch());
      }
    }
  }

  private static Problem ofDevice(DeviceWords.Fate fate, Location where) {
    return switch (fate) {
      case LATER ->
          where.error(
              "the device knows this, and mail may depend on it; a later version of mailguard will"
                  + " know it too");
      case SKIPPED -> where.warning("skipped: the device has it, and it is not about mail");
    };
  }

  private void add(Matcher.Outcome.Matched matched, Setting setting, Location where) {
    Statement<?> statement = matched.statement();
    Integer position = statement.position(matched.arguments());
    Candidate.Added added =
        Candidate.add(open.getLast().branch(), statement, setting, position, where);
    added.remark().ifPresent(problems::add);
    enter(statement, false, added.node());
  }

  private void negate(Matcher.Outcome.Matched matched, Location where) {
    Setting line = matched.whole() ? matched.statement().negated(matched.arguments()) : null;
    if (line != null) {
      add(matched, line, where);
    } else if (!Candidate.remove(open.getLast().branch(), matched)) {
      problems.add(where.warning("there is nothing like this above that could be taken away"));
    }
  }

  private void enter(Statement<?> statement, boolean negated, Branch branch) {
    Mode opens = statement.opens();
    if (opens != null && !negated) {
      open.add(new Open(opens, branch));
    }
  }
}
