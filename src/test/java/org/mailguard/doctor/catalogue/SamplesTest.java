package org.mailguard.doctor.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.Observation.Kind;

/** No fingerprint without something that it recognises: a sample here, or a box that is played. */
class SamplesTest {
  private static final Path FOLDER = Path.of("src/test/resources/doctor");
  private static final Fingerprints STANDARD = Fingerprints.standard();

  private static final Fingerprints PATHS = Fingerprints.of(List.of("two-ended", "vantage"));

  static List<String> samples() throws IOException {
    return lines("samples.txt");
  }

  static List<String> pathSamples() throws IOException {
    return lines("path-samples.txt");
  }

  private static List<String> lines(String file) throws IOException {
    return Files.readAllLines(FOLDER.resolve(file)).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }

  private static Observation observation(String kindAndSubject, String text) {
    String[] words = kindAndSubject.strip().split(" ", 2);
    Kind kind =
        Arrays.stream(Kind.values())
            .filter(each -> each.word().equals(words[0]))
            .findFirst()
            .orElseThrow();
    return new Observation(
        kind, words.length > 1 ? words[1] : "", text.strip().replace("\\n", "\n"), "here", "");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSampleIsRecognised(String sample) {
    recognised(STANDARD, sample);
  }

  @ParameterizedTest
  @MethodSource("pathSamples")
  void aSampleOfAPathIsRecognised(String sample) {
    recognised(PATHS, sample);
  }

  private static void recognised(Fingerprints catalogue, String sample) {
    String[] cells = sample.split(" \\| ", 3);
    List<Observation> seen = new ArrayList<>();
    String[] texts = cells[2].split(" \\+ fact ", 2);
    seen.add(observation(cells[1], texts[0]));
    if (texts.length > 1) {
      String[] fact = texts[1].split(" : ", 2);
      seen.add(Observation.fact(fact[0], fact[1], "there", ""));
    }
    Fingerprint fingerprint = catalogue.named(cells[0]).orElseThrow();
    assertThat(fingerprint.match(seen)).isPresent();
  }

  @Test
  void everyFingerprintHasASampleOrABox() throws IOException {
    Set<String> shown =
        samples().stream().map(line -> line.split(" ", 2)[0]).collect(Collectors.toSet());
    try (Stream<Path> boxes = Files.list(FOLDER.resolve("boxes"))) {
      for (Path box : boxes.toList()) {
        Files.readAllLines(box).stream()
            .filter(line -> line.startsWith("expect finding "))
            .forEach(line -> shown.add(line.substring("expect finding ".length())));
      }
    }
    assertThat(STANDARD.all().stream().map(Fingerprint::id)).allMatch(shown::contains);
  }

  @Test
  void everyFingerprintOfAPathHasASampleOrABoxOfTheLaboratory() throws IOException {
    Set<String> shown =
        Stream.concat(
                pathSamples().stream(), Files.readAllLines(FOLDER.resolve("paths.txt")).stream())
            .map(line -> line.split(" ", 2)[0])
            .collect(Collectors.toSet());
    assertThat(PATHS.all().stream().map(Fingerprint::id)).allMatch(shown::contains);
  }
}
