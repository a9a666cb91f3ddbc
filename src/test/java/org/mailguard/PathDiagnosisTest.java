package org.mailguard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.ends.Responder;
import org.mailguard.doctor.report.Diagnosis;
import picocli.CommandLine;

/** Boxes of the laboratory before a responder: what they change is named. */
class PathDiagnosisTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final int WAIT = 2000;
  private static final int PAUSE = 5;

  private static Responder responder() throws Exception {
    return Responder.start(new InetSocketAddress(LOOPBACK, 0), _ -> {}, _ -> {});
  }

  private static Diagnosis of(InetSocketAddress address) {
    return PathDiagnosis.of("responder", List.of(address), WAIT, PAUSE, _ -> {});
  }

  private static Diagnosis behind(String profile) throws Exception {
    int port = FreePort.near(0);
    try (Responder responder = responder()) {
      LabCommand lab = new LabCommand();
      String server = "127.0.0.1:" + responder.address().getPort();
      new CommandLine(lab)
          .parseArgs(profile, "--server", server, "--listen", Integer.toString(port));
      RunningGuard guard =
          LabCommand.start(
              lab.text(), new DemoScreen(new PrintStream(OutputStream.nullOutputStream())));
      try {
        return of(new InetSocketAddress(LOOPBACK, port));
      } finally {
        guard.stop(Duration.ZERO);
      }
    }
  }

  @Test
  void withNothingBetweenNothingIsFound() throws Exception {
    try (Responder responder = responder()) {
      Diagnosis diagnosis = of(responder.address());
      assertThat(diagnosis.findings()).isEmpty();
      assertThat(diagnosis.verdict()).isEqualTo(Verdict.CLEAN);
    }
  }

  /** One reset on a path of seventy connections is a network as any other. */
  @Test
  void aConnectionThatIsLostOnceIsNoBox() throws Exception {
    try (Responder responder = responder();
        PathThatResets path = PathThatResets.of(responder.address(), number -> number == 6)) {
      Diagnosis diagnosis = of(path.address());
      assertThat(diagnosis.findings()).isEmpty();
      assertThat(diagnosis.verdict()).isEqualTo(Verdict.CLEAN);
      assertThat(diagnosis.notes())
          .anyMatch(note -> note.startsWith("Broke off or stalled there once"));
    }
  }

  @Test
  void connectionsThatAreLostAgainAndAgainAreABox() throws Exception {
    try (Responder responder = responder();
        PathThatResets path = PathThatResets.of(responder.address(), number -> number > 5)) {
      Diagnosis diagnosis = of(path.address());
      assertThat(diagnosis.findings()).extracting(Finding::id).contains("path-lost");
      assertThat(diagnosis.verdict()).isEqualTo(Verdict.INTERFERENCE);
    }
  }

  @Test
  void theGuardIsNamedAndNotBlamed() throws Exception {
    Diagnosis diagnosis = behind("honest");
    assertThat(diagnosis.guilty()).as("%s", diagnosis.findings()).isEmpty();
    assertThat(diagnosis.findings()).extracting(Finding::id).contains("path-proxy");
    assertThat(diagnosis.verdict()).isEqualTo(Verdict.CLEAN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"p51", "p42"})
  void whatAReleaseChangesIsNamed(String release) throws Exception {
    Diagnosis diagnosis = behind(release);
    assertThat(diagnosis.verdict()).isEqualTo(Verdict.INTERFERENCE);
    assertThat(diagnosis.guilty()).as("%s", diagnosis.findings()).isNotEmpty();
  }
}
