package org.mailguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Good and bad files with words and lines dropped, doubled, swapped and cut: always an answer, and
 * what is taken is written.
 */
final class ConfigMutationTest {
  private static final int ROUNDS = 4000;

  private final Random random = new Random(25);

  @Test
  void whateverIsReadIsAnsweredAndWhatIsTakenIsWritten() throws IOException, ConfigException {
    List<String> lines = new ArrayList<>();
    for (Path file : SampleFilesTest.good()) {
      lines.addAll(Files.readAllLines(file));
    }
    for (Path file : SampleFilesTest.bad()) {
      lines.addAll(Files.readAllLines(file));
    }
    for (Statement<?> statement : Catalogue.STATEMENTS) {
      lines.addAll(statement.samples());
      lines.addAll(statement.variants().keySet());
    }
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(20); i >= 0; i--) {
        text.append(mutated(lines.get(random.nextInt(lines.size())))).append('\n');
      }
      ConfigResult result = ConfigParser.parse("mutated", text.toString());
      assertThat(new CheckReport("mutated", result).text()).isNotEmpty();
      if (result instanceof ConfigResult.Accepted(Configuration configuration)) {
        assertThat(configuration.lines()).as(text.toString()).hasSize(statements(text.toString()));
        String written = ConfigWriter.writeAsRead(configuration);
        assertThat(ConfigParser.parse("written", written).orElseThrow())
            .as(written)
            .isEqualTo(configuration);
      }
    }
  }

  private static int statements(String text) {
    return (int)
        text.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith(":") && !line.startsWith("!"))
            .count();
  }

  private String mutated(String line) {
    if (random.nextInt(3) > 0 || line.isEmpty()) {
      return line;
    }
    List<String> words = new ArrayList<>(List.of(line.split(" ")));
    int at = words.isEmpty() ? 0 : random.nextInt(words.size());
    return switch (words.isEmpty() ? 0 : random.nextInt(6)) {
      case 0 -> line.substring(0, random.nextInt(line.length() + 1));
      case 1 -> "no " + line;
      case 2 -> {
        words.remove(at);
        yield String.join(" ", words);
      }
      case 3 -> {
        words.add(at, words.get(random.nextInt(words.size())));
        yield String.join(" ", words);
      }
      case 4 -> {
        String word = words.get(at);
        words.set(at, word.substring(0, random.nextInt(word.length() + 1)));
        yield String.join(" ", words);
      }
      default -> line.replace((char) ('a' + random.nextInt(26)), (char) ('!' + random.nextInt(90)));
    };
  }
}
