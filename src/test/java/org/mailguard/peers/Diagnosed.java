package org.mailguard.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Nature;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.catalogue.Fingerprints;
import org.mailguard.doctor.probe.Asking;
import org.mailguard.doctor.probe.Names;
import org.mailguard.doctor.probe.Patience;
import org.mailguard.doctor.probe.Target;
import org.mailguard.doctor.report.Diagnosis;
import org.mailguard.doctor.report.Doctor;
import org.mailguard.doctor.report.TextReport;

/** What the doctor says of a port of loopback. */
record Diagnosed(Diagnosis diagnosis) {
  private static final Patience PATIENCE =
      new Patience(
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ZERO,
          Duration.ofMillis(20),
          Duration.ofMinutes(3));

  private static final Asking ASKING =
      new Asking("client.test", "", PATIENCE, List.of(), false, null, null, null);

  /** Of a port that begins in clear. */
  static Diagnosed port(int port) {
    return port(port, ASKING);
  }

  /** Of a port that begins with TLS. */
  static Diagnosed tlsPort(int port) {
    return port(port, ASKING.withTlsPorts(List.of(port)));
  }

  /** Of a port that begins in clear, and another of the same host that begins with TLS. */
  static Diagnosed portBeside(int port, int tlsPort) {
    Asking asking =
        new Asking("client.test", "", PATIENCE, List.of(tlsPort), false, null, null, null);
    return port(port, asking.withTlsPorts(List.of(tlsPort)));
  }

  /** Of a port, and of a connection on which nothing is said for six seconds. */
  static Diagnosed quietPort(int port) {
    Patience patience =
        PATIENCE.withQuiet(
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3)));
    return port(port, new Asking("client.test", "", patience, List.of(), true, null, null, null));
  }

  static Diagnosed port(int port, Asking asking) {
    Names nobody = Names.by(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9));
    return new Diagnosed(
        new Doctor(nobody, asking, 25, Fingerprints.standard())
            .diagnose(Target.parse("127.0.0.1:" + port).orElseThrow(), Doctor.Progress.NONE));
  }

  /** Nobody is blamed, everything was asked, and this is among what was recognised. */
  void isClean(String finding) {
    assertThat(diagnosis.guilty()).as(text()).isEmpty();
    assertThat(diagnosis.verdict()).as(text()).isEqualTo(Verdict.CLEAN);
    assertThat(diagnosis.findings()).as(text()).extracting(Finding::id).contains(finding);
  }

  /** Not even a hint at a box that would count together with another. */
  void isWithoutSuspicion(String finding) {
    isClean(finding);
    assertThat(diagnosis.findings())
        .as(text())
        .noneMatch(each -> each.nature() == Nature.INTERFERENCE);
  }

  String text() {
    return TextReport.of(diagnosis, true, false);
  }
}
