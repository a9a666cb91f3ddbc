package org.mailguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailguard.config.SourceText.Word;

/** What must hold for every statement, those of later releases included. */
final class CatalogueTest {

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
    assertThat(Catalogue.of(setting)).isSameAs(statement);
    assertThat(statement.write(setting)).isEqualTo(line);
    assertThat(read(statement, statement.write(setting))).isEqualTo(setting);
  }

  @ParameterizedTest
  @MethodSource("statements")
  void variantsAreWrittenInOneForm(Statement<?> statement) {
    statement
        .variants()
        .forEach((line, written) ->
            assertThat(statement.write(read(statement, line))).as(line).isEqualTo(written));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void hasOneReading(Statement<?> statement, String line) {
    List<Word> words = words(line);

    assertThat(
            Matcher.readings(
                Catalogue.in(statement.mode()).toList(), new Location(1, 1, line), words))
        .isEqualTo(1);
  }

  /**
   * Every keyword and argument stands in a sample, so that the round trip covers all of the
   * grammar.
   */
  @ParameterizedTest
  @MethodSource("statements")
  void samplesCoverTheGrammar(Statement<?> statement) {
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
              Matcher.match(List.of(statement), true, new Location(1, 1, written), words(written)))
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

  /** See {@link Mode}: the first word says where a line belongs. */
  @Test
  void firstWordsOnOneWayAreDisjoint() {
    for (Mode mode : Mode.values()) {
      List<String> words = new ArrayList<>();
      for (Mode on : mode.way()) {
        words.addAll(Catalogue.in(on).map(Catalogue::firstWord).distinct().toList());
      }
      assertThat(words).doesNotHaveDuplicates().doesNotContain("no");
    }
  }

  private static Setting read(Statement<?> statement, String line) {
    Matcher.Outcome.Matched matched = match(statement, line);
    Setting negated = statement.negated(matched.arguments());
    return line.startsWith("no ") && negated != null
        ? negated
        : statement.read(matched.arguments());
  }

  private static Matcher.Outcome.Matched match(Statement<?> statement, String line) {
    return (Matcher.Outcome.Matched)
        Matcher.match(List.of(statement), false, new Location(1, 1, line), words(line));
  }

  private static List<Word> words(String line) {
    List<Word> words = SourceText.words(line);
    return words.getFirst().text().equals("no") ? words.subList(1, words.size()) : words;
  }
}
