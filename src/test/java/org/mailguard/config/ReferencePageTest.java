package org.mailguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class ReferencePageTest {
  private static final Path PAGE = Path.of("docs/reference/language.md");

  @Test
  void theCommittedPageIsTheGeneratedOne() throws IOException {
    if (System.getProperty("mailguard.regenerate") != null) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, ReferencePage.render(), StandardCharsets.UTF_8);
    }

    assertThat(PAGE)
        .as("to regenerate: ./mvnw test -Dtest=ReferencePageTest -Dmailguard.regenerate")
        .hasContent(ReferencePage.render());
  }

  /** As a reader looks for it: what it means, whose it is and since when, what holds without. */
  @Test
  void everyStatementHasItsFacts() {
    String[] statements = ReferencePage.render().split("\n### ");

    assertThat(statements).hasSize(Catalogue.STATEMENTS.size() + 1);
    assertThat(Arrays.stream(statements).skip(1))
        .allSatisfy(statement ->
            assertThat(statement)
                .containsPattern(
                    "^\\S.*\n\n(\\*Extension\\.\\* )?\\S.{10,}\n\n"
                        + "- Origin: \\S.*\n- Default: \\S.*\n- With `no`: \\S.*\n\n```\n\\S"));
  }
}
