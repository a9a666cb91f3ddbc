package org.mailguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShieldTextTest {
  private static final Path FOLDER = Path.of("src/main/resources/shields");
  private static final Path TRANSCRIPTS = Path.of("src/test/transcripts/smtp/shields");

  static List<ShieldText> shields() {
    return ShieldText.all();
  }

  @Test
  void theIndexNamesEachFile() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".conf"))
                  .map(name -> name.replace(".conf", ""))
                  .sorted())
          .containsExactlyElementsOf(shields().stream().map(ShieldText::name).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("shields")
  void saysWhatItIs(ShieldText shield) throws IOException {
    assertThat(shield.notes().keySet())
        .as(shield.name())
        .containsAll(ShieldText.WORDS.subList(0, ShieldText.WORDS.indexOf("needs")))
        .isSubsetOf(ShieldText.WORDS);
    assertThat(Files.readAllLines(FOLDER.resolve(shield.name() + ".conf")))
        .contains(": " + ShieldText.SENTENCE);
    assertThat(URI.create(shield.note("see"))).hasScheme("https");
    String date = LocalDate.parse(shield.note("dated")).toString();
    assertThat(shield.name()).endsWith("-" + date.substring(0, "2026-05".length()));
    assertThat(shield.rules().lines()).contains("policy-map type inspect esmtp " + shield.name());
  }

  /** One attack that is refused, and the nearest honest mail, which passes. */
  @ParameterizedTest
  @MethodSource("shields")
  void hasItsDialogues(ShieldText shield) throws IOException {
    for (String end : List.of("-attack.txt", "-honest.txt")) {
      assertThat(Files.readAllLines(TRANSCRIPTS.resolve(shield.name() + end)))
          .contains("config shield " + shield.name());
    }
  }

  @Test
  void aNoteGoesOnInTheNextLine() {
    ShieldText shield =
        ShieldText.of("x", ": stops this\n:   and that\n: costs little\nregex a b\n");

    assertThat(shield.notes()).containsEntry("stops", "this and that");
    assertThat(shield.notes()).containsEntry("costs", "little");
    assertThat(shield.rules()).isEqualTo("regex a b\n");
  }
}
