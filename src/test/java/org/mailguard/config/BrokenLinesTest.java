package org.mailguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is said about broken lines, word for word. After a change of a message: {@code ./mvnw test
 * -Dtest=BrokenLinesTest -Dmailguard.regenerate}, then read the diff.
 */
final class BrokenLinesTest {
  private static final Path TABLE = Path.of("src/test/resources/config/broken-lines.txt");

  /** Lines of one file, and what is said about them. */
  record Broken(String input, List<String> said) {
    @Override
    public String toString() {
      return input;
    }
  }

  static List<Broken> table() throws IOException {
    List<Broken> table = new ArrayList<>();
    List<String> block = new ArrayList<>();
    try (Stream<String> lines = Files.lines(TABLE)) {
      for (String line : Stream.concat(lines, Stream.of("")).toList()) {
        if (!line.isEmpty()) {
          block.add(line);
        } else if (!block.isEmpty() && !block.getFirst().startsWith("#")) {
          table.add(new Broken(block.getFirst(), List.copyOf(block.subList(1, block.size()))));
          block.clear();
        } else {
          block.clear();
        }
      }
    }
    return table;
  }

  private static List<String> said(Broken broken) {
    List<String> said = new ArrayList<>();
    for (Problem problem : problems(broken)) {
      said.add(
          "  %d:%d %s%s"
              .formatted(
                  problem.line(),
                  problem.column(),
                  problem.kind() == Problem.Kind.ERROR ? "" : "warning: ",
                  problem.message()));
      if (!problem.expected().isEmpty()) {
        said.add("      expected: " + problem.expected());
      }
      if (!problem.nearest().isEmpty()) {
        said.add("      did you mean: " + problem.nearest());
      }
    }
    return said;
  }

  private static List<Problem> problems(Broken broken) {
    return ConfigParser.parse("x", broken.input().replace("; ", "\n"))
            instanceof ConfigResult.Refused(_, List<Problem> problems, _)
        ? problems
        : List.of();
  }

  @Test
  void thereAreEnoughOfThem() throws IOException {
    if (System.getProperty("mailguard.regenerate") != null) {
      regenerate();
    }
    assertThat(table()).hasSizeGreaterThan(240);
  }

  @ParameterizedTest
  @MethodSource("table")
  void isRefusedWithTheseWords(Broken broken) {
    assertThat(broken.said()).as("nothing is said about " + broken).isNotEmpty();
    assertThat(said(broken)).isEqualTo(broken.said());
  }

  /** What is wrong and where is half of it. */
  @ParameterizedTest
  @MethodSource("table")
  void eachErrorSaysWhatWouldHaveBeenRight(Broken broken) {
    assertThat(problems(broken))
        .filteredOn(problem -> problem.kind() == Problem.Kind.ERROR)
        .allSatisfy(problem -> assertThat(problem.expected()).isNotBlank());
  }

  private static void regenerate() throws IOException {
    StringBuilder out = new StringBuilder();
    for (String line : Files.readAllLines(TABLE)) {
      if (line.startsWith("#")) {
        out.append(line).append('\n');
      }
    }
    for (Broken broken : table()) {
      out.append('\n').append(broken.input()).append('\n');
      said(broken).forEach(line -> out.append(line).append('\n'));
    }
    Files.writeString(TABLE, out, StandardCharsets.UTF_8);
  }
}
