package org.mailguard.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every id of the catalogue. */
class MessageIdTest {

  @Test
  void numbersAreUnique() {
    assertThat(Arrays.stream(MessageId.values()).map(MessageId::number)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void isExplainedInWholeSentences(MessageId id) {
    assertThat(id.summary()).endsWith(".");
    assertThat(id.reason()).endsWith(".");
    assertThat(id.remedy()).endsWith(".");
    assertThat(id.summary() + id.reason() + id.remedy()).matches("[ -~]+");
  }

  /**
   * Promise 1: the guard's own words never acknowledge anything, and its own failures are never
   * permanent.
   */
  @ParameterizedTest
  @EnumSource
  void replyIsARefusalWithAnEnhancedCodeOfItsClass(MessageId id) {
    id.reply()
        .ifPresent(reply ->
            assertThat(reply).matches("(4\\d\\d 4|5\\d\\d 5)\\.\\d{1,3}\\.\\d{1,3} [ -~]{1,100}"));
  }

  @Test
  void everyIdIsUsed() throws IOException {
    String sources;
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      sources =
          files
              .filter(file -> file.toString().endsWith(".java") && !file.endsWith("MessageId.java"))
              .map(MessageIdTest::read)
              .collect(Collectors.joining());
    }
    for (MessageId id : MessageId.values()) {
      assertThat(sources).contains("MessageId." + id.name());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
