package org.mailguard.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailguard.config.ConfigException;
import org.mailguard.config.ConfigParser;
import org.mailguard.config.Configuration;

/**
 * What a trace looks like: dialogues with the outcome beside them in {@code
 * src/test/resources/trace}. After a change {@code ./mvnw test -Dtest=TraceSamplesTest
 * -Dmailguard.regenerate}, then read the diff.
 */
final class TraceSamplesTest {
  private static final Path FOLDER = Path.of("src/test/resources/trace");
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  static List<Path> dialogues() throws IOException {
    return in(FOLDER);
  }

  static List<Path> broken() throws IOException {
    return in(FOLDER.resolve("broken"));
  }

  private static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("dialogues")
  void isTracedAsTheFileBesideItSays(Path file) throws IOException, ConfigException {
    String name = configuration(file);
    assertBeside(file, ".trace", TraceText.of(played(file, name), name));
  }

  @ParameterizedTest
  @MethodSource("dialogues")
  void isTracedAsJson(Path file) throws IOException, ConfigException {
    String name = configuration(file);
    String json = TraceJson.of(played(file, name), name);
    assertBeside(file, ".json", json.replace("{\"step\"", "\n{\"step\"") + "\n");
  }

  @Test
  void theDifferenceOfTwoConfigurationsIsShownLineByLine() throws IOException, ConfigException {
    for (String name : List.of("01-client-alone", "03-denied", "08-bare-line-feed", "14-shown")) {
      Path file = FOLDER.resolve(name + ".txt");
      TraceDifference difference = difference(file, "guard.conf", "pix.conf");
      assertBeside(file, ".diff", difference.text());
      assertBeside(file, ".diff.json", difference.json() + "\n");
      assertThat(difference(file, "guard.conf", "guard.conf").isEmpty()).isTrue();
    }
    Path file = FOLDER.resolve("06-no-conduit.txt");
    TraceDifference difference = difference(file, "guard.conf", "conduit.conf");
    assertBeside(file, ".diff", difference.text());
  }

  private static TraceDifference difference(Path file, String first, String second)
      throws IOException, ConfigException {
    return TraceDifference.between(first, played(file, first), second, played(file, second));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void aBrokenDialogueIsReportedWhole(Path file) throws IOException, ConfigException {
    String name = file.getFileName().toString();
    String said =
        switch (DialogueParser.parse(name, Files.readString(file))) {
          case DialogueResult.Broken broken -> broken.describe();
          case DialogueResult.Read(Dialogue dialogue) ->
              switch (rehearsal("guard.conf").play(dialogue)) {
                case Rehearsal.Result.Unplayable(DialogueResult.Broken why) -> why.describe();
                case Rehearsal.Result.Played _ -> "played\n";
              };
        };
    assertThat(said).isNotEqualTo("played\n");
    assertBeside(file, ".report", said);
  }

  /** What the reference shows is what is printed. */
  @Test
  void theReferenceShowsRealOutput() throws IOException {
    String page = Files.readString(Path.of("docs/reference/trace.md"));
    for (String name :
        List.of(
            "guard.conf",
            "pix.conf",
            "07-old-release.txt",
            "07-old-release.trace",
            "14-shown.diff",
            "broken/03-no-end.report")) {
      assertThat(page).contains(Files.readString(FOLDER.resolve(name)).strip());
    }
  }

  /** A dialogue says in its first line what it is played with. */
  private static String configuration(Path file) throws IOException {
    String first = Files.readAllLines(file).getFirst();
    assertThat(first).startsWith("# with ");
    return first.substring("# with ".length());
  }

  private static Trace played(Path file, String configuration) throws IOException, ConfigException {
    DialogueResult read =
        DialogueParser.parse(file.getFileName().toString(), Files.readString(file));
    if (read instanceof DialogueResult.Read(Dialogue dialogue)
        && rehearsal(configuration).play(dialogue)
            instanceof Rehearsal.Result.Played(Trace trace)) {
      return trace;
    }
    throw new AssertionError(file + ": " + read);
  }

  private static Rehearsal rehearsal(String name) throws IOException, ConfigException {
    Configuration configuration =
        ConfigParser.parse(name, Files.readString(FOLDER.resolve(name))).orElseThrow();
    return new Rehearsal(configuration, new Rehearsal.Asked(null, null, null, NOW));
  }

  private static void assertBeside(Path file, String suffix, String text) throws IOException {
    Path beside =
        file.resolveSibling(file.getFileName().toString().replaceFirst("\\.txt$", suffix));
    if (System.getProperty("mailguard.regenerate") != null) {
      Files.writeString(beside, text);
    }
    assertThat(beside).hasContent(text);
  }
}
