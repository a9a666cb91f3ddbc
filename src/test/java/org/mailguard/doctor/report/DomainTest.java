package org.mailguard.doctor.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mailguard.doctor.Evidence;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.boxes.BoxFile;
import org.mailguard.doctor.boxes.FakeBox;
import org.mailguard.doctor.catalogue.Fingerprints;
import org.mailguard.doctor.probe.Asking;
import org.mailguard.doctor.probe.Names;
import org.mailguard.doctor.probe.Patience;
import org.mailguard.doctor.probe.Target;

/** Mail domains, over a name server and mail servers on loopback, and the reports about them. */
class DomainTest {
  private static final Patience PATIENCE =
      new Patience(
          Duration.ofSeconds(5),
          Duration.ofSeconds(3),
          Duration.ofSeconds(3),
          Duration.ZERO,
          Duration.ofMillis(5),
          Duration.ofMinutes(1));

  private static BoxFile box(String name) throws IOException {
    return BoxFile.read(Path.of("src/test/resources/doctor/boxes/" + name + ".box"));
  }

  private static FakeBox play(String name, String address, int port) throws IOException {
    return FakeBox.play(box(name), new InetSocketAddress(InetAddress.ofLiteral(address), port));
  }

  private static Diagnosis diagnose(String target, int port, String... zone) throws IOException {
    Asking asking = new Asking("a.test", "", PATIENCE, List.of(), false, null, null, null);
    try (TinyDns dns = TinyDns.serve(zone)) {
      Doctor doctor = new Doctor(Names.by(dns.address()), asking, port, Fingerprints.standard());
      return doctor.diagnose(Target.parse(target).orElseThrow(), Doctor.Progress.NONE);
    }
  }

  private static Diagnosis twoExchangers() throws IOException {
    try (FakeBox clean = play("clean-postfix", "127.0.0.1", 0);
        FakeBox masked = play("asa-a72", "127.0.0.2", clean.address().getPort())) {
      return diagnose(
          "example.test",
          masked.address().getPort(),
          "example.test. MX 20 mx2.example.test.",
          "example.test. MX 10 mx1.example.test.",
          "mx1.example.test. A 127.0.0.1",
          "mx2.example.test. A 127.0.0.2");
    }
  }

  @Test
  void oneOfTwoExchangersIsMasked() throws IOException {
    Diagnosis diagnosis = twoExchangers();

    assertThat(diagnosis.verdict()).isEqualTo(Verdict.INTERFERENCE);
    assertThat(diagnosis.addresses())
        .extracting(AddressReport::host)
        .containsExactly("mx1.example.test", "mx2.example.test");
    assertThat(diagnosis.addresses())
        .extracting(AddressReport::verdict)
        .containsExactly(Verdict.CLEAN, Verdict.INTERFERENCE);
    assertThat(diagnosis.guilty()).extracting(Finding::id).containsExactly("cisco-a72");
    assertThat(TextReport.of(diagnosis, true, false).lines().limit(3).toList().toString())
        .contains("mx2.example.test (127.0.0.2:")
        .contains("No interference seen at mx1.example.test");
  }

  @Test
  void nothingOfTheTargetIsLeftInARedactedReport() throws IOException {
    Diagnosis redacted = Redaction.of(twoExchangers());
    for (String report :
        List.of(
            TextReport.of(redacted, true, false),
            JsonReport.of(redacted),
            HtmlReport.of(List.of(redacted)))) {
      assertThat(report)
          .doesNotContain("example.test", "example.org", "127.0.0")
          .contains("XXXXXXXA", "host-1", "no mask-banner");
    }
  }

  @Test
  void aPageLoadsNothingAndMarksWhatWasChanged() throws IOException {
    String page = HtmlReport.of(List.of(twoExchangers()));
    assertThat(page)
        .contains("default-src 'none'", "<mark>XXXXXXXA</mark>")
        .doesNotContain("<script", "src=", "url(", "http://", "https://");
  }

  @Test
  void theLetterKeepsLinesThatAreToBeCopied() throws IOException {
    String report = TextReport.of(twoExchangers(), false, false);
    String letter =
        report.substring(report.indexOf("To the administrator"), report.indexOf("Also seen"));
    assertThat(letter.lines())
        .contains("      250-XXXXXXXA", "      no mask-banner", "      write memory");
    assertThat(letter).contains("mx2.example.test (127.0.0.2:").doesNotContain("mx1.example.test");
  }

  /** The conversation that shows it is unfolded, not that of a server where all is well. */
  @Test
  void aPageUnfoldsTheConversationThatShowsIt() throws IOException {
    String page = HtmlReport.of(List.of(twoExchangers()));
    assertThat(page.split("<details open>", -1)).hasSize(2);
    assertThat(page).contains("<details open><summary>127.0.0.2:");
  }

  @Test
  void aPageOfSeveralTargetsBeginsWithATable() throws IOException {
    Diagnosis masked = twoExchangers();
    Diagnosis nobody = diagnose("nowhere.test", 25, "example.test. A 127.0.0.1");
    assertThat(HtmlReport.of(List.of(nobody, masked)))
        .contains("2 targets: 1 interference, 1 unreachable", "<a href=\"#t2\">example.test</a>")
        .contains("<section id=\"t2\">");
    assertThat(TextReport.line(nobody)).contains("nowhere.test");
  }

  @Test
  void theSameOctetsAtManyPlacesAreOneSight() {
    Evidence here = new Evidence("a:25, greeting", "220 ***", "+0.001 s");
    Evidence there = new Evidence("b:25, greeting", "220 ***", "");
    Evidence other = new Evidence("a:25, reply to EHLO", "250-XXXA", "");
    assertThat(Sightings.of(List.of(here, other, there)))
        .containsExactly(
            new Sightings("220 ***", List.of("a:25, greeting, +0.001 s", "b:25, greeting")),
            new Sightings("250-XXXA", List.of("a:25, reply to EHLO")));
    assertThat(new Sightings("x", List.of("a", "b", "c", "d", "e")).shownPlaces())
        .containsExactly("a", "b", "c", "and 2 more");
  }

  @Test
  void aPageShowsMarkupOfAStrangerAsText() throws IOException {
    try (FakeBox hostile =
        FakeBox.play(BoxFile.read(Path.of("src/test/resources/doctor/hostile.box")))) {
      Diagnosis diagnosis = diagnose("127.0.0.1", hostile.address().getPort());
      assertThat(HtmlReport.of(List.of(diagnosis)))
          .doesNotContain("<img", "<b>")
          .contains("&lt;img src=x onerror=alert(1)&gt;");
      assertThat(TextReport.of(diagnosis, true, false)).doesNotContain("\033").contains("\\x1b");
      assertThat(JsonReport.of(diagnosis)).contains("\\\\x1b").matches("[ -~]*");
    }
  }

  @Test
  void theNullExchangerTakesNoMail() throws IOException {
    Diagnosis diagnosis = diagnose("example.test", 25, "example.test. MX 0 .");
    assertThat(diagnosis.addresses()).isEmpty();
    assertThat(diagnosis.notes()).anyMatch(note -> note.contains("RFC 7505"));
    assertThat(diagnosis.verdict()).isEqualTo(Verdict.UNREACHABLE);
  }

  @Test
  void withoutExchangersTheDomainItselfIsAsked() throws IOException {
    try (FakeBox clean = play("clean-postfix", "127.0.0.1", 0)) {
      Diagnosis diagnosis =
          diagnose("example.test", clean.address().getPort(), "example.test. A 127.0.0.1");
      assertThat(diagnosis.verdict()).isEqualTo(Verdict.CLEAN);
      assertThat(diagnosis.notes()).anyMatch(note -> note.contains("no MX"));
    }
  }

  /** Keys that are published, and no STARTTLS: then, and only then, is a missing word a sign. */
  @Test
  void keysWithoutTlsAreASign() throws IOException {
    try (FakeBox clean = play("clean-postfix", "127.0.0.1", 0)) {
      int port = clean.address().getPort();
      Diagnosis diagnosis =
          diagnose(
              "mx.example.test",
              port,
              "mx.example.test. A 127.0.0.1",
              "_" + port + "._tcp.mx.example.test. TLSA 3 1 1 " + "ab".repeat(32));
      assertThat(diagnosis.guilty())
          .extracting(Finding::id)
          .containsExactly("starttls-stripped-tlsa");
    }
  }

  @Test
  void aNameWithoutAddressIsUnreachable() throws IOException {
    Diagnosis diagnosis = diagnose("nowhere.test", 25, "example.test. A 127.0.0.1");
    assertThat(diagnosis.verdict()).isEqualTo(Verdict.UNREACHABLE);
  }
}
