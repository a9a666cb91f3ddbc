package org.mailguard.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailguard.doctor.boxes.BoxFile;
import org.mailguard.doctor.boxes.FakeBox;
import org.mailguard.doctor.catalogue.Fingerprints;
import org.mailguard.doctor.probe.Asking;
import org.mailguard.doctor.probe.Names;
import org.mailguard.doctor.probe.Patience;
import org.mailguard.doctor.probe.Target;
import org.mailguard.doctor.report.Diagnosis;
import org.mailguard.doctor.report.Doctor;
import org.mailguard.doctor.report.HtmlReport;

/** The doctor's page in a real browser: on a phone and on a wide screen, light and dark. */
@NeedsPeers
class ReportPageTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  /** What a page must not be, so that the measuring is seen to work. */
  private static final String WIDE =
      "<!DOCTYPE html><pre>" + "x".repeat(400) + "</pre><img src=\"http://leak.test/here.png\">";

  private static FakeBox play(String name) throws IOException {
    return FakeBox.play(BoxFile.read(Path.of("src/test/resources/doctor/" + name + ".box")));
  }

  private static Diagnosis diagnose(int port) {
    Patience patience =
        new Patience(
            Duration.ofSeconds(5),
            Duration.ofSeconds(3),
            Duration.ofSeconds(3),
            Duration.ZERO,
            Duration.ofMillis(1),
            Duration.ofMinutes(1));
    Asking asking = new Asking("a.test", "", patience, List.of(), false, null, null, null);
    return new Doctor(
            Names.by(new InetSocketAddress(LOOPBACK, 9)), asking, 25, Fingerprints.standard())
        .diagnose(Target.parse("127.0.0.1:" + port).orElseThrow(), Doctor.Progress.NONE);
  }

  private static Map<String, String> pages() throws IOException {
    int nobody;
    try (ServerSocket closed = new ServerSocket(0, 1, LOOPBACK)) {
      nobody = closed.getLocalPort();
    }
    try (FakeBox masked = play("boxes/asa-a72");
        FakeBox clean = play("boxes/clean-postfix");
        FakeBox hostile = play("hostile")) {
      Diagnosis bad = diagnose(masked.address().getPort());
      Diagnosis good = diagnose(clean.address().getPort());
      Diagnosis markup = diagnose(hostile.address().getPort());
      return Map.of(
          "one", HtmlReport.of(List.of(bad)),
          "hostile", HtmlReport.of(List.of(markup)),
          "several", HtmlReport.of(List.of(bad, good, markup, diagnose(nobody))),
          "wide", WIDE);
    }
  }

  @Test
  void nothingIsCutOffAndNothingIsLoaded(@TempDir Path profiles) throws IOException {
    try (Browser browser = Browser.with(pages())) {
      for (boolean dark : List.of(false, true)) {
        Path profile = profiles.resolve(dark ? "dark" : "light");
        for (Browser.Seen seen : browser.open(dark, profile, 360, 1200)) {
          if (seen.page().equals("wide")) {
            assertThat(seen.needed()).as("%s", seen).isGreaterThan(seen.window());
            assertThat(seen.loaded()).as("%s", seen).isEqualTo(1);
          } else {
            assertThat(seen.needed()).as("%s", seen).isLessThanOrEqualTo(seen.window());
            assertThat(seen.loaded()).as("%s", seen).isZero();
            assertThat(seen.dark()).as("%s", seen).isEqualTo(dark);
            assertThat(seen.colour())
                .as("%s", seen)
                .isEqualTo(dark ? "rgb(255, 255, 255)" : "rgb(0, 0, 0)");
          }
        }
      }
      assertThat(browser.requestsFor("leak.test")).isNotEmpty();
      assertThat(browser.requestsFor("/x")).isEmpty();
    }
  }
}
