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

/** What can be checked of the documents without a reader: links, ids, configurations. */
class DocumentationTest {
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)[^)]*\\)");
  private static final Pattern ANCHOR = Pattern.compile("\\]\\((?!https?:)([^)#]*#[^)]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
  private static final Pattern ID = Pattern.compile("MG-\\d-\\d{6}");
  private static final Pattern CONFIGURATION = Pattern.compile("(?s)```mailguard\\n(.*?)```");

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
}
