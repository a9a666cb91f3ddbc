package org.mailguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mailguard.config.MapSetting.Match;
import org.mailguard.events.Intervention;
import org.mailguard.policy.Action;
import org.mailguard.policy.ContentCriterion.HeaderField;
import org.mailguard.policy.Criterion;
import org.mailguard.policy.EsmtpMap;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Rule;
import org.mailguard.session.TranscriptPolicies;
import org.mailguard.smtp.Extension;
import org.mailguard.trace.Admission;
import org.mailguard.trace.Dialogue;
import org.mailguard.trace.DialogueParser;
import org.mailguard.trace.DialogueResult;
import org.mailguard.trace.Effect;
import org.mailguard.trace.Play;
import org.mailguard.trace.Trace;

/**
 * There is a transcript for whatever an inspection map can say: each criterion with each action
 * that may stand below it, enforced and monitored. What can be said is asked of the language, and a
 * rule counts where it acted, not where it only stands.
 */
final class RuleTranscriptsTest {
  private static final Path FOLDER = Path.of("src/test/transcripts/smtp");

  /** A pace needs a clock, and a session has none: PaceTest. */
  private static final String OF_A_CLOCK = "minimum-data-rate";

  /** The greeting is hidden or not before anything is asked. */
  private static final String OF_THE_GREETING = "mask-banner";

  /** Criteria whose values are words of the language. */
  private static final List<String> KINDS =
      List.of("helo form", "address form", "MIME content", "MIME encoding");

  private static final Map<String, Set<String>> WORDS = new TreeMap<>();
  private static final Set<String> KEYWORDS = new TreeSet<>();
  private static final Set<String> ACTED = new TreeSet<>();
  private static final Set<String> TURNED_ROUND = new TreeSet<>();
  private static final Set<String> PARAMETERS = new TreeSet<>();

  /** Of one transcript that defines the map {@code edge}. */
  private record Played(List<String> lines, EsmtpMap map, List<Intervention> done) {
    boolean hasActed(Rule rule) {
      return done.stream()
          .anyMatch(one ->
              one.map().equals(map.name())
                  && one.number() == rule.number()
                  && one.observed() == rule.observed());
    }
  }

  @BeforeAll
  static void play() throws IOException {
    for (Path file : transcripts()) {
      Dialogue dialogue =
          ((DialogueResult.Read) DialogueParser.parse(file.toString(), Files.readString(file)))
              .dialogue();
      List<String> lines =
          dialogue.headers().stream()
              .filter(header -> header.word().equals("config"))
              .map(Dialogue.Header::value)
              .toList();
      if (!lines.isEmpty()) {
        gather(played(dialogue, lines));
      }
    }
  }

  private static List<Path> transcripts() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
  }

  private static Played played(Dialogue dialogue, List<String> lines) {
    var policy = TranscriptPolicies.configured(lines);
    Trace trace = Play.of(dialogue, Admission.under(policy));
    List<Intervention> done =
        trace.steps().stream()
            .flatMap(step -> step.effects().stream())
            .filter(Effect.Noted.class::isInstance)
            .map(effect -> ((Effect.Noted) effect).intervention())
            .filter(one -> one != null)
            .toList();
    return new Played(lines, policy.map(), done);
  }

  private static void gather(Played played) {
    for (Rule rule : played.map().rules()) {
      // Nobody counts in a dialogue, so no limit is reached: SessionRatesTest.
      boolean acted = rule.action() instanceof Action.RateLimit || played.hasActed(rule);
      if (!rule.isParameter() && acted) {
        Match match = new Match(rule.negated(), rule.criterion());
        Set<String> words =
            WORDS.computeIfAbsent(plainKind(rule.criterion()), _ -> new TreeSet<>());
        words.addAll(Arrays.asList(rule.text().split(" ")));
        if (rule.criterion() instanceof Criterion.EhloKeyword(Set<String> keywords, _)
            && rule.action() instanceof Action.Mask
            && !rule.negated()) {
          KEYWORDS.addAll(keywords);
        }
        ACTED.add(combination(kind(match), word(rule.action()), rule.observed()));
        if (rule.negated()) {
          TURNED_ROUND.add(plainKind(rule.criterion()));
        }
      }
    }
    boolean inParameters = false;
    for (String line : played.lines()) {
      if (line.equals("parameters")) {
        inParameters = true;
      } else if (line.startsWith("match ") || line.startsWith("policy-map ")) {
        inParameters = false;
      } else if (inParameters) {
        PARAMETERS.add(combination(parameter(line), "", played.map().settings().observed()));
      }
    }
  }

  @Test
  void everyRuleThatCanBeWrittenActsInATranscript() {
    Set<String> wanted = new TreeSet<>();
    for (Match match : matches()) {
      Permitted.of(match.criterion())
          .flatMap(RuleTranscriptsTest::forms)
          .forEach(action -> {
            wanted.add(combination(kind(match), word(action), false));
            wanted.add(combination(kind(match), word(action), true));
          });
    }
    assertThat(wanted).hasSizeGreaterThan(300);
    assertThat(lacking(wanted, ACTED)).as("combinations without a transcript").isEmpty();
  }

  @Test
  void everyCriterionIsTurnedRoundInATranscript() {
    Set<String> wanted =
        matches().stream()
            .map(match -> plainKind(match.criterion()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(wanted).hasSizeGreaterThan(40);
    assertThat(lacking(wanted, TURNED_ROUND)).as("criteria without a match not").isEmpty();
  }

  @Test
  void everyLineBelowParametersStandsInATranscript() {
    Set<String> wanted = new TreeSet<>();
    for (Statement<?> statement : Catalogue.in(Mode.MAP_PARAMETERS).toList()) {
      String first = statement.grammar().firstWord();
      if (first.equals("monitor") || first.equals(OF_A_CLOCK)) {
        continue;
      }
      for (String sample : statement.samples()) {
        wanted.add(combination(parameter(sample), "", false));
        if (!first.equals(OF_THE_GREETING)) {
          wanted.add(combination(parameter(sample), "", true));
        }
      }
    }
    assertThat(wanted).hasSizeGreaterThan(20);
    assertThat(lacking(wanted, PARAMETERS)).as("parameters without a transcript").isEmpty();
  }

  /** With its verb and parameters, which only the transcript itself can show. */
  @Test
  void everyKeywordThatPassesIsTakenAwayInATranscript() {
    Set<String> wanted =
        Arrays.stream(Extension.values())
            .filter(Policy.MAILGUARD_DEFAULT::passes)
            .map(Extension::keyword)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(wanted).hasSizeGreaterThan(15);
    assertThat(lacking(wanted, KEYWORDS)).as("keywords that no transcript takes away").isEmpty();
  }

  /** Each kind of value that a criterion with words for kinds has. */
  @Test
  void everyKindStandsInATranscript() {
    for (Statement<?> statement : Catalogue.in(Mode.INSPECTION_MAP).toList()) {
      String grammar = statement.grammar().toString();
      if (KINDS.stream().noneMatch(grammar::contains)) {
        continue;
      }
      String first = firstWords(grammar);
      Set<String> kinds = new TreeSet<>(statement.words().keySet());
      kinds.removeAll(Set.of("match", "not"));
      kinds.removeAll(Arrays.asList(first.split(" ")));
      assertThat(kinds).as(grammar).hasSizeGreaterThan(3);
      assertThat(lacking(kinds, WORDS.getOrDefault(first, Set.of())))
          .as("kinds without a transcript, of " + first)
          .isEmpty();
    }
  }

  @Test
  void everyTranscriptSaysWhyItExists() throws IOException {
    for (Path file : transcripts()) {
      assertThat(Files.readAllLines(file))
          .as(file.toString())
          .anySatisfy(line -> assertThat(line).matches("# .{15,}"));
    }
  }

  /** What the samples of the language look for. */
  private static List<Match> matches() {
    return Catalogue.in(Mode.INSPECTION_MAP)
        .filter(statement -> statement.type() == Match.class)
        .flatMap(statement -> statement.samples().stream().map(line -> read(statement, line)))
        .toList();
  }

  private static Match read(Statement<?> statement, String line) {
    Matcher.Outcome.Matched<Statement<?>> matched =
        (Matcher.Outcome.Matched<Statement<?>>)
            Matcher.<Statement<?>>match(
                List.of(statement),
                false,
                new Location(1, 1, line),
                SourceText.words(line),
                Names.none());
    return (Match) statement.read(matched.arguments());
  }

  /**
   * What a line looks for, without its values; a header without a field is another thing than a
   * field.
   */
  private static String kind(Match match) {
    return match.criterion() instanceof HeaderField && match.negated()
        ? "not header field"
        : plainKind(match.criterion());
  }

  private static String plainKind(Criterion criterion) {
    return switch (criterion) {
      case Criterion.Rate rate -> rate.counted().name().toLowerCase(Locale.ROOT) + " rate";
      case HeaderField field when field.value() != null -> "header field value";
      case HeaderField field when field.names() != null -> "header field regex";
      case HeaderField _ -> "header field";
      default -> firstWords(Catalogue.of(new Match(false, criterion)).grammar().toString());
    };
  }

  /** Up to the first value or choice. */
  private static String firstWords(String grammar) {
    return Arrays.stream(grammar.substring("match [not] ".length()).split(" "))
        .takeWhile(word -> word.matches("[A-Za-z-]+"))
        .collect(Collectors.joining(" "));
  }

  private static Stream<Action> forms(Action action) {
    return action instanceof Action.RateLimit
        ? Stream.of(new Action.RateLimit(1, false), new Action.RateLimit(1, true))
        : Stream.of(action);
  }

  private static String word(Action action) {
    return Permitted.word(action)
        + (action instanceof Action.RateLimit limit && limit.mask() ? " with mask" : "");
  }

  /** The words of a line that are the language's own; log beside another action adds nothing. */
  private static String parameter(String line) {
    Set<String> words =
        Catalogue.in(Mode.MAP_PARAMETERS)
            .flatMap(statement -> statement.words().keySet().stream())
            .collect(Collectors.toSet());
    String own =
        Arrays.stream(line.split(" "))
            .filter(word -> words.contains(word) || word.equals("no"))
            .collect(Collectors.joining(" "));
    return own.replaceFirst("(drop-connection|refuse) log$", "$1");
  }

  private static String combination(String kind, String action, boolean observed) {
    return (kind + " " + action).strip() + (observed ? ", monitored" : ", enforced");
  }

  private static Set<String> lacking(Set<String> wanted, Set<String> there) {
    Set<String> lacking = new TreeSet<>(wanted);
    lacking.removeAll(there);
    return lacking;
  }
}
