package org.mailguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ShieldsPageTest {
  private static final Path PAGE = Path.of("docs/reference/shields.md");

  @Test
  void theCommittedPageIsTheGeneratedOne() throws IOException {
    if (System.getProperty("mailguard.regenerate") != null) {
      Files.writeString(PAGE, ShieldsPage.render(), StandardCharsets.UTF_8);
    }

    assertThat(PAGE)
        .as("to regenerate: ./mvnw test -Dtest=ShieldsPageTest -Dmailguard.regenerate")
        .hasContent(ShieldsPage.render());
  }
}
