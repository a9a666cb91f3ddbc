package org.mailguard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailguard.config.ConfigParser;
import org.mailguard.config.ConfigResult;
import org.mailguard.events.MessageId;
import org.mailguard.policy.Policy;
import org.mailguard.session.TranscriptPolicies;
import org.mailguard.trace.Admission;
import org.mailguard.trace.Dialogue;
import org.mailguard.trace.DialogueParser;
import org.mailguard.trace.DialogueResult;
import org.mailguard.trace.Play;
import picocli.CommandLine;

/** What can be checked of the documents without a reader: what they name has to exist. */
class DocumentationTest {
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)[^)]*\\)");
  private static final Pattern ANCHOR = Pattern.compile("\\]\\((?!https?:)([^)#]*#[^)]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
  private static final Pattern ID = Pattern.compile("MG-\\d-\\d{6}");
  private static final Pattern CONFIGURATION = Pattern.compile("(?s)```mailguard\\n(.*?)```");
  private static final Pattern DIALOGUE =
      Pattern.compile("(?s)```mailguard\\n([^`]*)```\\s*```smtp\\n([^`]*)```");
  private static final Pattern CALL = Pattern.compile("\\./mailguard ([a-z][^`\\n|#&]*)");
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");

  static List<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("docs"));
        Stream<Path> bench = Files.list(Path.of("bench"));
        Stream<Path> root = Files.list(Path.of("."))) {
      return Stream.of(docs, bench, root)
          .flatMap(files -> files)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  private static Stream<String> found(Pattern pattern, Path document, int group)
      throws IOException {
    return pattern
        .matcher(Files.readString(document))
        .results()
        .map((MatchResult match) -> match.group(group));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void linksLeadSomewhere(Path document) throws IOException {
    assertThat(found(LINK, document, 1))
        .allSatisfy(link -> assertThat(document.resolveSibling(link)).exists());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void anchorsAreHeadings(Path document) throws IOException {
    for (String link : found(ANCHOR, document, 1).toList()) {
      int hash = link.indexOf('#');
      Path target = hash == 0 ? document : document.resolveSibling(link.substring(0, hash));
      assertThat(found(HEADING, target, 1).map(DocumentationTest::anchor))
          .contains(link.substring(hash + 1));
    }
  }

  /** As the forges make it of a heading. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }

  @ParameterizedTest
  @MethodSource("documents")
  void idsExist(Path document) throws IOException {
    Set<String> known =
        Arrays.stream(MessageId.values()).map(MessageId::id).collect(Collectors.toSet());
    assertThat(found(ID, document, 0)).isSubsetOf(known);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void configurationsAreGood(Path document) throws IOException {
    assertThat(found(CONFIGURATION, document, 1))
        .allSatisfy(text ->
            assertThat(ConfigParser.parse(document.toString(), text))
                .isInstanceOf(ConfigResult.Accepted.class));
  }

  /** What a dialogue expects of the configuration above it is what comes. */
  @ParameterizedTest
  @MethodSource("documents")
  void dialoguesCome(Path document) throws IOException {
    for (MatchResult shown : DIALOGUE.matcher(Files.readString(document)).results().toList()) {
      Policy policy = TranscriptPolicies.configured(shown.group(1).lines().toList());
      DialogueResult read = DialogueParser.parse(document.toString(), shown.group(2));
      assertThat(read).isInstanceOf(DialogueResult.Read.class);
      Dialogue dialogue = ((DialogueResult.Read) read).dialogue();
      assertThat(dialogue.expectations()).as(shown.group(2)).isPositive();
      assertThat(Play.of(dialogue, Admission.under(policy)).failures())
          .as(shown.group(2))
          .isEmpty();
    }
  }

  /** Of a call both are looked at: {@code run}, and {@code run -c}. */
  @ParameterizedTest
  @MethodSource("documents")
  void commandsAndTheirOptionsExist(Path document) throws IOException {
    Set<String> known = known("", new CommandLine(Mailguard.class)).collect(Collectors.toSet());
    assertThat(
            found(CALL, document, 1)
                .map(call -> call.strip().split("\\s+"))
                .flatMap(words ->
                    withOptions(
                        command(words, known),
                        Arrays.stream(words).filter(word -> word.matches("--?\\p{L}.*")))))
        .isSubsetOf(known);
  }

  /** The commands below {@code parent}, each with its options: {@code doctor watch --every}. */
  private static Stream<String> known(String path, CommandLine parent) {
    return parent.getSubcommands().entrySet().stream()
        .flatMap(each ->
            Stream.concat(
                withOptions(
                    path + each.getKey(),
                    each.getValue().getCommandSpec().optionsMap().keySet().stream()),
                known(path + each.getKey() + " ", each.getValue())));
  }

  private static String command(String[] words, Set<String> known) {
    boolean below =
        words.length > 1 && !words[1].startsWith("-") && known.contains(words[0] + " " + words[1]);
    return below ? words[0] + " " + words[1] : words[0];
  }

  private static Stream<String> withOptions(String command, Stream<String> options) {
    return Stream.concat(Stream.of(command), options.map(option -> command + " " + option));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void testsThatAreNamedExist(Path document) throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
      Set<String> known =
          sources
              .map(file -> file.getFileName().toString().replaceFirst("\\.java$", ""))
              .collect(Collectors.toSet());
      assertThat(found(TEST, document, 1)).isSubsetOf(known);
    }
  }
}
