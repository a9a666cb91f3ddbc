package org.mailguard.doctor.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailguard.doctor.Verdict;

class HistoryTest {
  @TempDir private Path folder;

  private static State run(String target, long second) {
    return new State(
        target,
        Instant.ofEpochSecond(second),
        Duration.ofMillis(1234),
        Verdict.CLEAN,
        List.of(
            ComparisonTest.address(
                "1", Verdict.CLEAN, "aa", Map.of("odd", "say \"\\ \n\u00e9\u0001"))));
  }

  private Path file() {
    return folder.resolve("history");
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    State a = run("a.example", 1);
    State b = run("b.example", 2);
    try (History history = History.open(file(), 10)) {
      history.add(a, List.of(new Change.First(Verdict.CLEAN)));
      history.add(b, List.of());
    }
    assertThat(Files.readString(file()))
        .isASCII()
        .contains("\"changes\":[\"first seen, clean\"]")
        .hasLineCount(2);
    try (History history = History.open(file(), 10)) {
      assertThat(history.last()).isEqualTo(Map.of("a.example", a, "b.example", b));
    }
  }

  @Test
  void theLastOnesAreKept() throws IOException {
    try (History history = History.open(file(), 3)) {
      for (int i = 0; i < 20; i++) {
        history.add(run("a.example", i), List.of());
        assertThat(Files.readAllLines(file())).hasSizeBetween(Math.min(i + 1, 3), 5);
      }
    }
    assertThat(Files.readAllLines(file())).last().asString().contains("1970-01-01T00:00:19Z");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  void halfALineIsDropped() throws IOException {
    try (History history = History.open(file(), 10)) {
      history.add(run("a.example", 1), List.of());
    }
    Files.writeString(file(), "{\"at\":\"1970-01", StandardOpenOption.APPEND);
    try (History history = History.open(file(), 10)) {
      history.add(run("a.example", 2), List.of());
    }
    try (History history = History.open(file(), 10)) {
      assertThat(history.last()).isEqualTo(Map.of("a.example", run("a.example", 2)));
      assertThat(Files.readAllLines(file())).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "root:x:0:0::/root:/bin/sh\n",
        "a password without a line end",
        "\n",
        "{}\n",
        "[[[[[[[[[[[[[[[[[[[[\n",
        "{\"at\":\"noon\",\"target\":\"a\",\"verdict\":\"clean\",\"millis\":1,\"addresses\":[]}\n",
        "{\"at\":\"1970-01-01T00:00:01Z\",\"target\":\"a\",\"verdict\":\"fine\",\"millis\":1,\"addresses\":[]}\n",
        "{\"at\":\"1970-01-01T00:00:01Z\",\"target\":\"a\",\"verdict\":\"clean\",\"millis\":12345678901234567890,\"addresses\":[]}\n"
      })
  void anotherFileIsRefusedAndLeftAlone(String text) throws IOException {
    Files.writeString(file(), text);
    assertThatThrownBy(() -> History.open(file(), 10).close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file().toString())
        .hasMessageMatching("(?s).*(no line of a history of|is no run).*");
    assertThat(Files.readString(file())).isEqualTo(text);
  }

  @Test
  void fieldsOfLaterReleasesArePassedOver() throws IOException {
    Files.writeString(
        file(),
        """
        {"new":{"a":[1, 2]}, "at":"1970-01-01T00:00:01Z","target":"a","verdict":"clean","millis":1,"addresses":[]}
        """);
    try (History history = History.open(file(), 10)) {
      assertThat(history.last()).containsOnlyKeys("a");
    }
  }

  @Test
  void oneWriterAtATime() throws IOException {
    try (History first = History.open(file(), 1)) {
      first.add(run("a.example", 1), List.of());
      first.add(run("a.example", 2), List.of());
      assertThatThrownBy(() -> History.open(file(), 1).close())
          .hasMessageContaining("writes to it already");
    }
  }
}
