package org.mailguard.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.Candidate.Branch;
import org.mailguard.config.SourceText.Word;

/**
 * Reads a configuration and reports everything that is wrong with it.
 *
 * <p>Line by line, in four steps, none of which looks at the result of a later one:
 *
 * <ol>
 *   <li>What is no statement is skipped: blank lines, and lines whose first visible character is
 *       {@code :} or {@code !}. So are the lines below one that is not used here: those that stand
 *       further to the right than it does, but for lines on access and inspection, which the device
 *       has on the outermost level only.
 *   <li>The first word, or the one behind {@code no}, says which mode the line belongs to ({@link
 *       Catalogue#home}). The mode must be the current one or one above it; those below it end
 *       there. So {@code policy-map} ends the class before it, as on the device, and indentation,
 *       which the device prints but never asks for, has no other meaning.
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
 * <p>What became of each line is written down in a {@link Ledger}.
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
  private final Problems problems;
  private final Ledger ledger = new Ledger();
  private final Names names = Names.none();
  private final List<Open> open = new ArrayList<>();
  private @Nullable Skipped skipping;

  /** A line that is not used, and with it those below it that stand further to the right. */
  private record Skipped(int indent, String reason) {}

  /** A mode that was entered, and the setting that its lines go below. */
  private record Open(Mode mode, Branch branch) {}

  /** Of a device whose session was saved as it was. */
  private static final Pattern PROMPT = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*[>#]");

  private static final Pattern CLEAR_FIXUP =
      Pattern.compile("clear (configure )?fixup( protocol smtp)?", Pattern.CASE_INSENSITIVE);

  /**
   * Words that no mode of the device has a line of its own for. A blank in front of such a line is
   * a slip, and the device, which does not look at blanks, takes it.
   */
  private static final Set<String> OUTERMOST =
      Set.of(
          "access-group",
          "access-list",
          "class-map",
          "conduit",
          "fixup",
          "mailhost",
          "object-group",
          "policy-map",
          "regex",
          "service-policy",
          "static");

  private Matcher.Fault fault = Matcher.Fault.INVALID;

  private ConfigParser(Problems problems) {
    this.problems = problems;
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
          new ConfigResult.Refused(name, List.of(problem), List.of());
    };
  }

  /**
   * Reads text.
   *
   * @param name of the file, for messages
   */
  public static ConfigResult parse(String name, String text) {
    if (text.length() > SourceText.MAX_TEXT) {
      return new ConfigResult.Refused(name, List.of(SourceText.tooLong(text.length())), List.of());
    }
    return new ConfigParser(new Problems()).read(name, text);
  }

  /** The lines of a text that is no configuration of its own, in the order of writing. */
  static Branch tree(String text, Problems problems) {
    ConfigParser parser = new ConfigParser(problems);
    parser.readLines(text);
    return parser.candidate.root();
  }

  /** Reads the lines of {@code text} in the modes that they open, for an operator's next line. */
  static ConfigParser reading(String text, Problems problems) {
    ConfigParser parser = new ConfigParser(problems);
    parser.readLines(text);
    return parser;
  }

  /** The mode that the last line left. */
  Mode mode() {
    return open.getLast().mode();
  }

  /** In which way the line that was refused last is wrong. */
  Matcher.Fault fault() {
    return fault;
  }

  /** What names stand for behind the last line. */
  Names names() {
    return names;
  }

  /** The lines that the open modes were entered by, outermost first, as they are written. */
  List<String> heads() {
    return open.stream()
        .map(Open::branch)
        .filter(Candidate.Node.class::isInstance)
        .map(Candidate.Node.class::cast)
        .map(head -> Catalogue.of(head.setting()).write(head.setting(), names))
        .toList();
  }

  /** What the lines say, whether or not it fits together. */
  List<Entry> entries() {
    return candidate.entries();
  }

  /** What became of each line so far. */
  List<LineUse> uses() {
    return ledger.lines();
  }

  private void readLines(String text) {
    int number = 0;
    for (String line : SourceText.lines(text)) {
      readLine(new Location(++number, 1, line));
    }
    candidate.sort();
  }

  private ConfigResult read(String name, String text) {
    readLines(text);
    return assembled(name);
  }

  /** What all lines say together. */
  ConfigResult assembled(String name) {
    problems.beginAssembly();
    List<LineUse> read = ledger.lines();
    Configuration configuration = new Assembly(candidate, problems, ledger, names).configuration();
    return problems.hasErrors()
        ? new ConfigResult.Refused(name, problems.sorted(), marked(read))
        : new ConfigResult.Accepted(configuration);
  }

  /** Lines that were understood, and have an error all the same for what stands elsewhere. */
  private List<LineUse> marked(List<LineUse> lines) {
    Set<Integer> wrong = problems.linesWithErrors();
    return lines.stream().map(line -> wrong.contains(line.line()) ? line.inError() : line).toList();
  }

  private void readLine(Location line) {
    if (line.text().length() > SourceText.MAX_LINE) {
      refuse(
          line.at(SourceText.MAX_LINE + 1)
              .error(
                  "a line has at most " + SourceText.MAX_LINE + " characters", "a shorter one", ""),
          line);
      return;
    }
    int control = SourceText.firstControl(line.text());
    if (control >= 0) {
      refuse(
          line.at(control + 1)
              .error(
                  "U+%04X is no character of a text".formatted((int) line.text().charAt(control)),
                  "printable characters, blanks and tabs",
                  ""),
          line);
      return;
    }
    List<Word> words = SourceText.words(line.text());
    if (words.isEmpty()
        || words.getFirst().text().startsWith(":")
        || words.getFirst().text().startsWith("!")) {
      return;
    }
    Location where = line.at(words.getFirst().column());
    if (PROMPT.matcher(words.getFirst().text()).matches()) {
      ledger.notUsed(where, "typed at the device's prompt");
      return;
    }
    boolean negated = words.getFirst().text().equalsIgnoreCase("no");
    if (skipping != null
        && where.column() > skipping.indent()
        && !isOutermost(words.get(negated && words.size() > 1 ? 1 : 0))) {
      ledger.notUsed(where, skipping.reason());
      return;
    }
    skipping = null;
    if (negated && words.size() == 1) {
      refuse(
          where.error("what should not be?", "a statement behind no", ""),
          Matcher.Fault.INCOMPLETE,
          where);
      return;
    }
    readStatement(where, negated, negated ? words.subList(1, words.size()) : words);
  }

  private static boolean isOutermost(Word first) {
    return OUTERMOST.contains(first.text().toLowerCase(Locale.ROOT));
  }

  private void refuse(Problem problem, Location where) {
    refuse(problem, Matcher.Fault.INVALID, where);
  }

  private void refuse(Problem problem, Matcher.Fault how, Location where) {
    fault = how;
    problems.add(problem);
    ledger.unknown(where);
  }

  private void readStatement(Location line, boolean negated, List<Word> words) {
    Word first = words.getFirst();
    Location where = line.at(first.column());
    if (leaves(words)) {
      ledger.used(line);
      return;
    }
    if (clears(line, words)) {
      return;
    }
    Optional<String> reason = DeviceWords.reason(words);
    switch (Catalogue.home(open.getLast().mode(), first.text(), reason.isPresent())) {
      case Catalogue.Home.Here(List<Statement<?>> statements) ->
          match(statements, negated, line, words);
      case Catalogue.Home.Ambiguous(var keywords) ->
          refuse(
              Expectation.ambiguous(keywords, where, first.text()), Matcher.Fault.AMBIGUOUS, line);
      case Catalogue.Home.Elsewhere(List<Mode> modes) ->
          ofDevice(
              reason,
              line,
              where.error(
                  "\"" + first.text() + "\" stands in another place",
                  modes.stream().map(Mode::where).collect(Collectors.joining(", or ")),
                  ""));
      case Catalogue.Home.Unknown(String nearest) -> {
        if (reason.isEmpty()) {
          open.getLast().branch().doubt();
        }
        ofDevice(
            reason,
            line,
            where.error(
                "no statement begins with \"" + Expectation.shown(first.text()) + "\"",
                Expectation.beginnings(open.getLast().mode()),
                nearest));
      }
    }
  }

  private void ofDevice(Optional<String> reason, Location line, Problem otherwise) {
    reason.ifPresentOrElse(known -> ofDevice(known, line), () -> refuse(otherwise, line));
  }

  /** {@code exit} and {@code quit} leave a mode, {@code end} all of them. */
  private boolean leaves(List<Word> words) {
    String word = words.getFirst().text().toLowerCase(Locale.ROOT);
    boolean all = word.equals("end");
    if (words.size() > 1 || !(all || word.equals("exit") || word.equals("quit"))) {
      return false;
    }
    do {
      if (open.size() > 1) {
        open.removeLast();
      }
    } while (all && open.size() > 1);
    return true;
  }

  /** {@code clear fixup} and {@code clear configure fixup}: as if no fixup line had been read. */
  private boolean clears(Location where, List<Word> words) {
    String line = words.stream().map(Word::text).collect(Collectors.joining(" "));
    if (!CLEAR_FIXUP.matcher(line).matches()) {
      return false;
    }
    Candidate.removeAll(candidate.root(), InspectionSetting.Fixup.class)
        .forEach(node -> ledger.notUsed(node, "taken away by line " + where.line()));
    ledger.used(where);
    return true;
  }

  private void match(
      List<Statement<?>> statements, boolean negated, Location where, List<Word> words) {
    switch (Matcher.match(statements, negated, where, words, names)) {
      case Matcher.Outcome.Matched<Statement<?>> matched -> {
        leaveFor(matched.statement());
        if (negated) {
          negate(matched, where);
        } else {
          add(matched, matched.statement().read(matched.arguments()), where);
        }
      }
      case Matcher.Outcome.Failed<Statement<?>>(
              Problem problem,
              Matcher.Fault how,
              Statement<?> closest) -> {
        Optional<String> reason = DeviceWords.reason(words);
        if (reason.isPresent()) {
          ofDevice(reason.get(), where);
          return;
        }
        leaveFor(closest);
        open.getLast().branch().doubt();
        problems.doubt(words);
        refuse(problem, how, where);
        Mode inner = closest.inner();
        if (inner != null && !negated) {
          open.add(new Open(inner, new Branch()));
        } else {
          skipping = new Skipped(where.column(), "stands below line " + where.line());
        }
      }
    }
  }

  private void leaveFor(Statement<?> statement) {
    while (open.getLast().mode() != statement.mode()) {
      open.removeLast();
    }
  }

  private void ofDevice(String reason, Location where) {
    ledger.notUsed(where, reason);
    skipping = new Skipped(where.column(), reason);
  }

  private void add(Matcher.Outcome.Matched<Statement<?>> matched, Setting setting, Location where) {
    Statement<?> statement = matched.statement();
    Integer position = statement.position(matched.arguments());
    Candidate.Added added =
        Candidate.add(open.getLast().branch(), statement, setting, position, where);
    ledger.used(where);
    added
        .replaced()
        .ifPresent(node -> {
          boolean itself = node == added.node();
          ledger.notUsed(
              node, itself ? "said already above" : "line " + where.line() + " takes its place");
        });
    added
        .remark()
        .ifPresent(remark -> {
          problems.add(remark);
          if (remark.kind() == Problem.Kind.ERROR) {
            ledger.unknown(where);
          }
        });
    names.learn(setting);
    Mode inner = statement.opens(setting);
    if (inner != null) {
      open.add(new Open(inner, added.node()));
    }
  }

  private void negate(Matcher.Outcome.Matched<Statement<?>> matched, Location where) {
    Setting line = matched.whole() ? matched.statement().negated(matched.arguments()) : null;
    if (line != null) {
      add(matched, line, where);
      return;
    }
    List<Candidate.Node> removed = Candidate.remove(open.getLast().branch(), matched, names);
    for (Candidate.Node node : removed) {
      names.forget(node.setting());
      ledger.notUsed(node, "taken away by line " + where.line());
    }
    if (removed.isEmpty() && !matched.statement().printedWithNo()) {
      ledger.notUsed(where, "takes nothing away: there is no such line above");
    } else {
      ledger.used(where);
    }
  }
}
