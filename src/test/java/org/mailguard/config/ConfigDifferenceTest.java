package org.mailguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigDifferenceTest {
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "a b c,   a b c, ''",
    "a b c,   a c,   -b",
    "a c,     a b c, +b",
    "a b c,   a x c, -b +x",
    "'',      a,     +a",
    "a,       '',    -a",
    "a b c d, b c d a, -a +a",
    "a b,     b a,   -a +a",
    "a b c a b b a, c b a b a c, -a -b +b -b +c",
  })
  void saysWhatGoesAndWhatComes(String before, String after, String expected) {
    assertThat(String.join(" ", ConfigDifference.lines(text(before), text(after))))
        .isEqualTo(expected);
  }

  @Test
  void namesTheHeadsOfChangedLinesOnce() {
    String before = "one\n two\n  three\n  four\n five\n";
    String after = "one\n two\n  three\n  vier\n  more\n five\n six\n";
    assertThat(ConfigDifference.lines(before, after))
        .containsExactly(" one", "  two", "-  four", "+  vier", "+  more", "+ six");
  }

  /** Applied to the old text, the edit gives the new one, whatever both are. */
  @Test
  void isAnEditOfTheOneIntoTheOther() {
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      List<String> before = lines(random);
      List<String> after = lines(random);
      List<String> edit = ConfigDifference.lines(text(before), text(after));
      List<String> kept = new ArrayList<>(before);
      edit.stream()
          .filter(line -> line.startsWith("-"))
          .forEach(line -> assertThat(kept.remove(line.substring(1))).isTrue());
      List<String> expected = new ArrayList<>(after);
      edit.stream()
          .filter(line -> line.startsWith("+"))
          .forEach(line -> assertThat(expected.remove(line.substring(1))).isTrue());
      kept.sort(null);
      expected.sort(null);
      assertThat(kept).isEqualTo(expected);
    }
  }

  @Test
  void givesUpOnTheShortestWayWhenThereIsTooMuch() {
    StringBuilder before = new StringBuilder();
    StringBuilder after = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      before.append("old").append(i).append('\n');
      after.append("new").append(i).append('\n');
    }
    assertThat(ConfigDifference.lines(before.toString(), after.toString())).hasSize(6_000);
  }

  private static List<String> lines(Random random) {
    List<String> lines = new ArrayList<>();
    random.ints(random.nextInt(9), 'a', 'e').forEach(c -> lines.add(Character.toString(c)));
    return lines;
  }

  private static String text(String words) {
    return words.isEmpty() ? "" : text(List.of(words.split(" ", -1)));
  }

  private static String text(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }
}
