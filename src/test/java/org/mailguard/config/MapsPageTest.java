package org.mailguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MapsPageTest {
  private static final Path PAGE = Path.of("docs/reference/inspection-maps.md");

  @Test
  void theCommittedPageIsTheGeneratedOne() throws IOException {
    if (System.getProperty("mailguard.regenerate") != null) {
      Files.writeString(PAGE, MapsPage.render(), StandardCharsets.UTF_8);
    }

    assertThat(PAGE)
        .as("to regenerate: ./mvnw test -Dtest=MapsPageTest -Dmailguard.regenerate")
        .hasContent(MapsPage.render());
  }

  @Test
  void noCellIsEmpty() {
    assertThat(MapsPage.render().lines().filter(line -> line.startsWith("| ")))
        .hasSizeGreaterThan(60)
        .allSatisfy(row -> assertThat(row.split("(?<!\\\\)\\|")).doesNotContain(" ", "  "));
  }

  @Test
  void everyStatementOfAMapIsOnIt() {
    String page = MapsPage.render();

    for (Mode mode : List.of(Mode.MAP_MATCH, Mode.INSPECTION_MAP, Mode.MAP_PARAMETERS)) {
      assertThat(Catalogue.in(mode))
          .allSatisfy(statement ->
              assertThat(page)
                  .contains(
                      statement.type() == MapSetting.Match.class
                          ? "](language.md#" + ReferencePage.anchor(statement) + ")"
                          : "| `" + statement.grammar().toString().replace("|", "\\|") + "` |"));
    }
  }
}
