package org.mailguard.doctor.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailguard.doctor.Printable;
import org.mailguard.doctor.catalogue.Fingerprints;
import org.mailguard.doctor.catalogue.Sighting;

/** What keeps a million lines from being tried with every expression, and must not lose one. */
class SieveTest {
  private static final List<Sighting> WANTED = Keep.wanted(Fingerprints.reading());

  static List<Arguments> expressions() {
    return List.of(
        arguments("timed out", Set.of("timed out")),
        arguments("a(one|two)b", Set.of("one", "two")),
        arguments("(?i)X{4,}[ ]longer", Set.of("longer")),
        arguments("abcd?e+f", Set.of("abc")),
        arguments("(the )?end", Set.of("end")),
        arguments("5\\.7\\.1\\b.{0,9}(relaying (is )?denied|no)", Set.of("5.7.1")),
        arguments("\\b220[- ][*20 ]*\\*{6,}", Set.of("******")),
        arguments("(?i:Mime)\\s+", Set.of("mime")),
        arguments("a{0,3}b{2}", Set.of("bb")));
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void needlesAreWhatHasToBeThere(String expression, Set<String> needles) {
    assertThat(Needles.of(expression)).isEqualTo(needles);
  }

  /** Then each line is tried, which is slow and right. */
  @ParameterizedTest
  @ValueSource(
      strings = {"a|.*", "[a-z]+", "(?x) a b", "(?!no)yes", "a\\x41", "[a[b]]cd", "(open", "a?"})
  void whatIsNotUnderstoodHasNoNeedles(String expression) {
    assertThat(Needles.of(expression)).isEmpty();
  }

  /** One without would be run on every line of every log. */
  @Test
  void everythingInTheCatalogueHasNeedles() {
    assertThat(WANTED)
        .hasSizeGreaterThan(80)
        .allSatisfy(it -> assertThat(Needles.of(Keep.expression(it))).as("%s", it).isNotEmpty());
  }

  @Test
  void nothingThatIsFoundIsLost() throws IOException {
    Sieve<Sighting> sieve = new Sieve<>(WANTED, Keep::expression);
    int found = 0;
    for (String line : lines()) {
      List<Sighting> passed = sieve.of(line);
      for (Sighting each : WANTED) {
        if (Pattern.compile(Keep.expression(each)).matcher(line).find()) {
          assertThat(passed).as(line).contains(each);
          found++;
        }
      }
    }
    assertThat(found).isGreaterThan(60);
  }

  /** Of every sample, one by one, as they are and in upper case, where that may be found too. */
  private static List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/doctor/read"))) {
      for (Path file : files.toList()) {
        TextLines text = new TextLines(new ByteArrayInputStream(Files.readAllBytes(file)));
        for (String line = text.next(); line != null; line = text.next()) {
          lines.add(Printable.of(line));
          lines.add(Printable.of(line).toUpperCase(Locale.ROOT));
        }
      }
    }
    return lines;
  }

  @Test
  void wordsThatOverlapAreAllFound() {
    Sieve<String> sieve = new Sieve<>(List.of("he", "she", "hers", "x|y*"), it -> it);

    assertThat(sieve.of("USHERS")).containsExactly("he", "she", "hers", "x|y*");
    assertThat(sieve.of("s h\u00e9 e")).containsExactly("x|y*");
  }

  @Test
  void theFormOfALogIsStillFound() {
    assertThat(LogForm.of("2026-11-02 10:00:00 1rAbCd-000000-0A <= a@b")).hasValue(LogForm.EXIM);
    assertThat(LogForm.of("x 2026-11-02 10:00:00 1rAbCd-000000-0A <= a@b")).isEmpty();
    assertThat(LogForm.of("<22>Nov  2 10:00:00 mx cron: x")).hasValue(LogForm.SYSLOG);
    assertThat(LogForm.of("Nov  2 10:00:00 mx postfix/smtp[1]: x")).hasValue(LogForm.POSTFIX);
  }
}
