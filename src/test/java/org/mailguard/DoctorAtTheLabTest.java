package org.mailguard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Remedy;
import org.mailguard.doctor.Symptom;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.boxes.BoxFile;
import org.mailguard.doctor.boxes.FakeBox;
import org.mailguard.doctor.catalogue.Fingerprints;
import org.mailguard.doctor.probe.Asking;
import org.mailguard.doctor.probe.Names;
import org.mailguard.doctor.probe.Patience;
import org.mailguard.doctor.probe.Target;
import org.mailguard.doctor.report.Diagnosis;
import org.mailguard.doctor.report.Doctor;
import picocli.CommandLine;

/** Every box of the laboratory before a clean server: the doctor has to know which it is. */
class DoctorAtTheLabTest {
  private static final List<String> RELEASES =
      List.of("p40", "p42", "p44", "p51", "p70", "a72", "a94");

  private static Diagnosis diagnose(String... box) throws Exception {
    int port = FreePort.near(0);
    BoxFile server = BoxFile.read(Path.of("src/test/resources/doctor/lab-server.box"));
    try (FakeBox behind = FakeBox.play(server)) {
      List<String> words = new ArrayList<>(Arrays.asList(box));
      words.addAll(List.of("--server", "127.0.0.1:" + behind.address().getPort()));
      words.addAll(List.of("--listen", Integer.toString(port)));
      LabCommand lab = new LabCommand();
      new CommandLine(lab).parseArgs(words.toArray(new String[0]));
      RunningGuard guard =
          LabCommand.start(
              lab.text(), new DemoScreen(new PrintStream(OutputStream.nullOutputStream())));
      try {
        return asked(port);
      } finally {
        guard.stop(Duration.ZERO);
      }
    }
  }

  private static Diagnosis asked(int port) {
    Patience patience =
        new Patience(
            Duration.ofSeconds(5),
            Duration.ofSeconds(8),
            Duration.ofSeconds(3),
            Duration.ZERO,
            Duration.ofMillis(20),
            Duration.ofMinutes(2));
    Asking asking = new Asking("a.test", "", patience, List.of(), false, null, null, null);
    Names nobody = Names.by(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9));
    return new Doctor(nobody, asking, 25, Fingerprints.standard())
        .diagnose(Target.parse("127.0.0.1:" + port).orElseThrow(), Doctor.Progress.NONE);
  }

  /** Numbers of the symptoms that the page, which a test writes, has for a release. */
  private static Set<Integer> symptoms(String release) throws Exception {
    int column = RELEASES.indexOf(release) + 3;
    return Files.readAllLines(Path.of("docs/symptoms.md")).stream()
        .filter(line -> line.matches("\\| \\[[0-9]+\\].*"))
        .map(line -> line.split("\\|", -1))
        .filter(cells -> cells[column].strip().equals("there"))
        .map(cells -> Integer.valueOf(cells[1].strip().replaceAll("^\\[|\\].*$", "")))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @CsvSource({
    "p40, , pix-mailhost",
    "p42, , pix-no-fixup",
    "p44, , pix-no-fixup",
    "p51, , pix-no-fixup",
    "p70, , asa-off",
    "a72, , asa-allow-tls",
    "a94, , asa-allow-tls",
    "p40, --as-it-was, pix-mailhost",
    "p42, --as-it-was, pix-no-fixup",
    "p44, --as-it-was, pix-no-fixup",
    "p51, --as-it-was, pix-no-fixup",
    "p70, --as-it-was, asa-off",
    "a94, --as-it-was, asa-allow-tls"
  })
  void aReleaseIsNamed(String release, String option, String remedy) throws Exception {
    Diagnosis diagnosis = option == null ? diagnose(release) : diagnose(release, option);
    List<Finding> guilty = diagnosis.guilty();

    assertThat(diagnosis.verdict()).isEqualTo(Verdict.INTERFERENCE);
    assertThat(guilty).extracting(Finding::id).containsExactly("cisco-" + release);
    Set<Integer> explained =
        guilty.getFirst().explains().stream()
            .map(Symptom::number)
            .filter(number -> number > 0)
            .collect(Collectors.toSet());
    assertThat(explained).isEqualTo(symptoms(release));
    assertThat(guilty.getFirst().remedy()).extracting(Remedy::id).contains(remedy);
  }

  /**
   * With its fault of segments the laboratory asks no rule of the map, so a long line passes, as it
   * does behind 7.0 and behind a map of somebody's own; the product that is named says so.
   */
  @Test
  void withoutTheRulesOfItsMapAnAsaLooksOlder() throws Exception {
    Diagnosis diagnosis = diagnose("a72", "--as-it-was");
    assertThat(diagnosis.guilty()).extracting(Finding::id).containsExactly("cisco-p70");
    assertThat(diagnosis.guilty().getFirst().product()).contains("with a map of its own");
  }

  @ParameterizedTest
  @CsvSource({
    "watchguard, watchguard-help, watchguard-tick",
    "checkpoint, checkpoint-greeting, cp-one-resource",
    "raptor, raptor-greeting, sef-esmtp"
  })
  void anotherMakeIsNamed(String make, String id, String remedy) throws Exception {
    for (Diagnosis diagnosis : List.of(diagnose(make), diagnose(make, "--esmtp"))) {
      assertThat(diagnosis.verdict()).isEqualTo(Verdict.INTERFERENCE);
      assertThat(diagnosis.guilty()).extracting(Finding::id).containsExactly(id);
      assertThat(diagnosis.guilty().getFirst().remedy().getFirst().id()).isEqualTo(remedy);
    }
  }

  /** The guard itself, as it comes, is no box that breaks mail. */
  @Test
  void theHonestGuardIsNotBlamed() throws Exception {
    Diagnosis diagnosis = diagnose("honest");
    assertThat(diagnosis.guilty()).isEmpty();
    assertThat(diagnosis.verdict()).isEqualTo(Verdict.CLEAN);
  }
}
