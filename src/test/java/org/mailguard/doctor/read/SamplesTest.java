package org.mailguard.doctor.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailguard.doctor.Confidence;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Nature;

/** Each file of {@code doctor/read} is recognised, and means what {@code expected.txt} says. */
class SamplesTest {
  private static final Path FOLDER = Path.of("src/test/resources/doctor/read");

  /** A line of {@code expected.txt}. */
  record Sample(String file, String form, String verdict, List<String> ids) {
    @Override
    public String toString() {
      return file;
    }
  }

  static List<Sample> samples() throws IOException {
    return Files.readAllLines(FOLDER.resolve("expected.txt")).stream()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .map(line -> line.split(" *\\| *", -1))
        .map(part ->
            new Sample(part[0], part[1], part[2], Arrays.asList(part[3].strip().split(" +", -1))))
        .toList();
  }

  static Examined read(String file) throws IOException {
    Reading reading = new Reading();
    try (InputStream in = Files.newInputStream(FOLDER.resolve(file))) {
      reading.add(file, in);
    }
    return reading.end();
  }

  @Test
  void eachFileIsExpectedAndThereAreEnough() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<String> names =
          files
              .map(file -> Objects.requireNonNull(file.getFileName()).toString())
              .filter(name -> !name.equals("expected.txt"))
              .toList();
      assertThat(samples().stream().map(Sample::file)).containsExactlyInAnyOrderElementsOf(names);
      assertThat(names).hasSizeGreaterThanOrEqualTo(40);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSampleIsRecognised(Sample sample) throws IOException {
    Examined examined = read(sample.file());
    List<String> ids = examined.findings().stream().map(Finding::id).toList();

    assertThat(examined.inputs().getFirst().form()).isEqualTo(sample.form());
    for (String id : sample.ids()) {
      if (id.equals("!anything")) {
        assertThat(examined.findings())
            .allMatch(it -> it.nature() == Nature.NAMED || it.confidence() == Confidence.HINT);
      } else if (id.startsWith("!")) {
        assertThat(ids).doesNotContain(id.substring(1));
      } else {
        assertThat(ids).contains(id);
      }
    }
    assertThat(examined.verdict().word()).as("%s", ids).isEqualTo(sample.verdict());
  }

  /** Evidence is of no use to somebody who cannot find it in his file. */
  @ParameterizedTest
  @MethodSource("samples")
  void evidenceSaysWhere(Sample sample) throws IOException {
    for (Finding finding : read(sample.file()).findings()) {
      assertThat(finding.evidence()).allMatch(it -> it.where().startsWith(sample.file()));
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void reportsAreWritten(Sample sample) throws IOException {
    Examined examined = read(sample.file());
    assertThat(ReadText.of(examined)).contains("What was read").contains(sample.file());
    assertThat(ReadJson.of(examined))
        .startsWith("{\"verdict\":\"" + sample.verdict() + "\",")
        .doesNotContain("\n");
    assertThat(ReadText.of(ReadRedaction.of(examined)))
        .doesNotContain("192.0.2.")
        .doesNotContain("example.test")
        .doesNotContain("a@sender");
  }
}
