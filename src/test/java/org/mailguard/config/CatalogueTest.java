package org.mailguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailguard.config.Names.GroupType;
import org.mailguard.config.SourceText.Word;

/** What must hold for every statement, those of later releases included. */
final class CatalogueTest {

  /** The groups that samples speak of. */
  private static final Names NAMES = Names.none();

  static {
    for (GroupType type : GroupType.values()) {
      NAMES.learn(new ObjectSetting.Group(type, GroupStatements.exampleOf(type), ""));
    }
    NAMES.learn(new ObjectSetting.Group(GroupType.SERVICE, "mail-services", ""));
  }

  static Stream<Statement<?>> statements() {
    return Catalogue.STATEMENTS.stream();
  }

  static Stream<Arguments> samples() {
    return statements()
        .flatMap(
            statement -> statement.samples().stream().map(line -> Arguments.of(statement, line)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void isWrittenAsItWasRead(Statement<?> statement, String line) {
    Setting setting = read(statement, line);

    assertThat(setting).isInstanceOf(statement.type());
    assertThat(Catalogue.of(setting).type()).isEqualTo(statement.type());
    assertThat(statement.writes(setting)).isTrue();
    assertThat(statement.write(setting, NAMES)).isEqualTo(line);
    assertThat(read(statement, statement.write(setting, NAMES))).isEqualTo(setting);
  }

  @ParameterizedTest
  @MethodSource("statements")
  void variantsAreWrittenInOneForm(Statement<?> statement) {
    statement
        .variants()
        .forEach((line, written) ->
            assertThat(statement.write(read(statement, line), NAMES)).as(line).isEqualTo(written));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void hasOneReading(Statement<?> statement, String line) {
    List<Word> words = words(line);

    assertThat(
            Matcher.readings(
                statement.mode().way().stream().flatMap(Catalogue::in).toList(),
                new Location(1, 1, line),
                words,
                NAMES))
        .as(line)
        .isEqualTo(1);
  }

  /**
   * Every keyword and argument stands in a sample, so that the round trip covers all of the
   * grammar.
   */
  @ParameterizedTest
  @MethodSource("statements")
  void samplesCoverTheGrammar(Statement<?> statement) {
    assertThat(statement.grammar().first())
        .extracting(node -> node.token().shown())
        .containsExactly(statement.grammar().firstWord());
    Set<String> shown = new HashSet<>();
    statement.grammar().tokens().forEach(token -> shown.add(token.shown()));
    Set<String> covered = new HashSet<>();
    Stream<String> lines =
        Stream.concat(statement.samples().stream(), statement.variants().keySet().stream());
    for (String line : lines.toList()) {
      var matched = match(statement, line);
      for (Token token : statement.grammar().tokens()) {
        if (matched.arguments().mentions(token)) {
          covered.add(token.shown());
        }
      }
    }
    // Levels are eight words for one thing.
    shown.removeAll(Set.of(Levels.GRAMMAR.split("\\|")));
    assertThat(covered).containsAll(shown);
  }

  @ParameterizedTest
  @MethodSource("statements")
  void hasHelpOnEveryWord(Statement<?> statement) {
    assertThat(statement.help()).isNotEmpty();
    Set<String> keywords = new HashSet<>();
    for (Token token : statement.grammar().tokens()) {
      assertThat(statement.help(token)).as("help of " + token.shown()).isNotEmpty();
      keywords.add(token.shown());
    }
    assertThat(keywords).as("words that have help").containsAll(statement.words().keySet());
  }

  @ParameterizedTest
  @MethodSource("statements")
  void takesNoForm(Statement<?> statement) {
    assertThat(statement.samples()).isNotEmpty();
    for (String line : statement.samples()) {
      String written = line.startsWith("no ") ? line : "no " + line;
      assertThat(
              Matcher.match(
                  List.of(statement), true, new Location(1, 1, written), words(written), NAMES))
          .isInstanceOf(Matcher.Outcome.Matched.class);
    }
  }

  /**
   * A line of ours with a mistake in it must be an error and never a line of the device that is
   * skipped.
   */
  @ParameterizedTest
  @MethodSource("samples")
  void noLineOfTheDeviceBeginsLikeOneOfOurs(Statement<?> statement, String line) {
    String bare = line.startsWith("no ") ? line.substring(3) : line;

    assertThat(DeviceWords.entries())
        .noneMatch(entry -> (bare + ' ').startsWith(entry + ' '))
        .doesNotContain(statement.grammar().firstWord());
  }

  /**
   * See {@link Mode}: the first word says where a line belongs, but for a few; those are told apart
   * by {@link #hasOneReading}.
   */
  @Test
  void fewFirstWordsOnOneWayAreTheSame() {
    Set<String> shared = new TreeSet<>();
    for (Mode mode : Mode.values()) {
      Set<String> words = new HashSet<>();
      for (Mode on : mode.way()) {
        for (String word : Catalogue.in(on).map(Catalogue::firstWord).distinct().toList()) {
          if (!words.add(word)) {
            shared.add(word);
          }
        }
      }
      assertThat(words).doesNotContain("no", "exit", "quit", "end");
    }
    assertThat(shared).containsExactly("ip", "ipv6", "monitor", "nameif", "nat", "service", "ssh");
  }

  @ParameterizedTest
  @MethodSource("statements")
  void saysWhereItComesFrom(Statement<?> statement) {
    assertThat(statement.origin()).isNotEmpty();
    assertThat(statement.origin().startsWith("Mailguard")).isEqualTo(statement.extension());
  }

  /**
   * Where a second line takes the place of the first, something holds without one; of our own
   * statements nobody can know it from the device.
   */
  @ParameterizedTest
  @MethodSource("samples")
  void saysWhatHoldsWithoutIt(Statement<?> statement, String line) {
    boolean oneOnly = statement.single() && statement.identity(read(statement, line)).equals("");

    if (oneOnly || statement.extension()) {
      assertThat(statement.standard()).isNotEqualTo(StatementBuilder.NO_LINE).isNotEmpty();
    }
  }

  private static Setting read(Statement<?> statement, String line) {
    Matcher.Outcome.Matched<Statement<?>> matched = match(statement, line);
    Setting negated = statement.negated(matched.arguments());
    return line.startsWith("no ") && negated != null
        ? negated
        : statement.read(matched.arguments());
  }

  private static Matcher.Outcome.Matched<Statement<?>> match(Statement<?> statement, String line) {
    return (Matcher.Outcome.Matched<Statement<?>>)
        Matcher.<Statement<?>>match(
            List.of(statement), false, new Location(1, 1, line), words(line), NAMES);
  }

  private static List<Word> words(String line) {
    List<Word> words = SourceText.words(line);
    return words.getFirst().text().equals("no") ? words.subList(1, words.size()) : words;
  }
}
