package org.mailguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.boxes.BoxFile;
import org.mailguard.doctor.boxes.FakeBox;
import org.mailguard.doctor.catalogue.Fingerprints;
import org.mailguard.doctor.ends.Responder;
import org.mailguard.doctor.probe.Asking;
import org.mailguard.doctor.probe.Names;
import org.mailguard.doctor.probe.Patience;
import org.mailguard.doctor.probe.Target;
import org.mailguard.doctor.report.Diagnosis;
import org.mailguard.doctor.report.Doctor;
import org.mailguard.doctor.report.JsonReport;
import org.mailguard.doctor.report.SavedReport;
import org.mailguard.doctor.report.TextReport;
import org.mailguard.doctor.vantage.VantageComparison;
import org.mailguard.doctor.vantage.VantagePoint;
import picocli.CommandLine;

class DoctorCompareCommandTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final Path BOXES = Path.of("src/test/resources/doctor/boxes");

  private static Diagnosis ask(String box) throws IOException {
    Patience patience =
        new Patience(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ZERO,
            Duration.ofMillis(5),
            Duration.ofMinutes(1));
    Asking asking = new Asking("a.test", "", patience, List.of(), false, null, null, null);
    Names nobody = Names.by(new InetSocketAddress(LOOPBACK, 9));
    try (FakeBox played = FakeBox.play(BoxFile.read(BOXES.resolve(box + ".box")))) {
      Target target = Target.parse("127.0.0.1:" + played.address().getPort()).orElseThrow();
      return new Doctor(nobody, asking, 25, Fingerprints.standard())
          .diagnose(target, Doctor.Progress.NONE);
    }
  }

  private static int run(String... words) {
    return new CommandLine(new DoctorCompareCommand()).execute(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"clean-postfix", "asa-a72", "nul-and-esc", "pix-p51", "rate-limited"})
  void aReportIsReadAsItWasWritten(String box) throws IOException {
    String json = JsonReport.of(ask(box));
    assertThat(JsonReport.of(SavedReport.read(json))).isEqualTo(json);
  }

  /** The other place's file is a stranger's. */
  @Test
  void whatMovesACursorDoesNotGetOutOfAReport() throws IOException {
    String json = JsonReport.of(ask("clean-postfix"));
    String evil = "\\u001b[2J\\u009b31m\\u202e\\r";
    Diagnosis read = SavedReport.read(json.replace("127.0.0.1", evil + "127.0.0.1"));
    assertThat(read.target()).startsWith("\\x1b[2J\\x9b31m\\u202e\\r127.0.0.1");
    assertThat(TextReport.of(read, true, false)).doesNotContainPattern("[^ -~\n]");
  }

  /** AUTH and a command for its own network alone: two signs of one honest cause. */
  @Test
  void aServerThatGivesItsOwnNetworkMoreIsNoBox() throws IOException {
    String outside = JsonReport.of(ask("clean-postfix"));
    String inside =
        outside
            .replace("\"250-PIPELINING\"", "\"250-PIPELINING\",\"250-AUTH LOGIN\"")
            .replace("252 2.0.0 postmaster", "502 5.5.1 VRFY is disabled");
    Diagnosis found =
        VantageComparison.of(
            new VantagePoint("outside", SavedReport.read(outside)),
            new VantagePoint("inside", SavedReport.read(inside)));
    assertThat(found.findings())
        .extracting(Finding::id)
        .contains("vantage-keywords", "vantage-reply");
    assertThat(found.verdict()).isEqualTo(Verdict.CLEAN);
  }

  @Test
  void aNumberThatIsTooLargeIsAnErrorThatNamesIt() throws IOException {
    String json = JsonReport.of(ask("clean-postfix"));
    String hostile = json.replaceFirst("\"segments\":[0-9]+", "\"segments\":1099511627776");
    assertThatThrownBy(() -> SavedReport.read(hostile))
        .isInstanceOf(IOException.class)
        .hasMessage("segments is 1099511627776, which is too large");
  }

  @ParameterizedTest
  @CsvSource({
    "asa-a72, vantage-mask, cisco-a72",
    "pix-p51, vantage-no-esmtp, cisco-p51",
    "pix-p44, vantage-greeting-starred, cisco-p44",
    "segments-hang, vantage-broken, box-split-crlf"
  })
  void whatOnlyOnePlaceSeesIsOnItsWay(String box, String id, String product) throws IOException {
    Diagnosis found =
        VantageComparison.of(
            new VantagePoint("outside", ask(box)),
            new VantagePoint("inside", ask("clean-postfix")));
    assertThat(found.verdict()).isEqualTo(Verdict.INTERFERENCE);
    assertThat(found.guilty()).extracting(Finding::id).contains(product);
    assertThat(found.findings()).extracting(Finding::id).contains(id);
    assertThat(found.bothEnds()).isTrue();
    Finding first =
        found.findings().stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
    assertThat(first.evidence().getFirst().text()).startsWith("outside: ").contains("\ninside: ");
  }

  /** It is not between them, and mail suffers from it all the same. */
  @Test
  void whatBothPlacesSeeIsReportedOnce() throws IOException {
    Diagnosis once = ask("asa-a72");
    Diagnosis found =
        VantageComparison.of(new VantagePoint("a", once), new VantagePoint("b", ask("asa-a72")));
    assertThat(found.guilty())
        .extracting(Finding::id)
        .isEqualTo(once.guilty().stream().map(Finding::id).toList());
    assertThat(found.verdict()).isEqualTo(Verdict.INTERFERENCE);
    assertThat(found.notes().getLast()).contains("from both places").contains("cisco-a72");
  }

  /** A server may offer more to its own network: that alone blames nobody. */
  @Test
  void aKeywordByItselfIsAHint() throws IOException {
    Diagnosis found =
        VantageComparison.of(
            new VantagePoint("a", ask("clean-no-starttls")),
            new VantagePoint("b", ask("clean-old-server")));
    assertThat(found.guilty()).extracting(Finding::id).doesNotContain("vantage-mask");
  }

  @Test
  void savedReportsAndTargetsAreCompared(@TempDir Path folder) throws Exception {
    Path there = folder.resolve("there.json");
    Files.writeString(there, JsonReport.of(ask("asa-a72")) + "\n");
    Path page = folder.resolve("page.html");
    try (FakeBox box = FakeBox.play(BoxFile.read(BOXES.resolve("clean-postfix.box")))) {
      String here = "127.0.0.1:" + box.address().getPort();
      assertThat(run(there.toString(), here, "--pause", "0", "--html", page.toString()))
          .isEqualTo(ExitStatus.BAD);
    }
    assertThat(page)
        .content()
        .contains("The same host, asked from two places, at ")
        .contains("there.json: only here: ");
    assertThat(run(there.toString(), there.toString(), "--json", "--redact"))
        .isEqualTo(ExitStatus.BAD);
  }

  @Test
  void theOtherPlaceMayBeAResponder() throws Exception {
    try (Responder responder =
        Responder.start(new InetSocketAddress(LOOPBACK, 0), _ -> {}, _ -> {})) {
      String here = "127.0.0.1:" + responder.address().getPort();
      assertThat(run(here, "responder")).isEqualTo(ExitStatus.FINE);
    }
  }

  @Test
  void aServerThatIsNoResponderIsNamed() throws IOException {
    try (FakeBox box = FakeBox.play(BoxFile.read(BOXES.resolve("clean-postfix.box")))) {
      Diagnosis found = PathDiagnosis.of("a", List.of(box.address()), 1000, 0, _ -> {});
      assertThat(found.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
      assertThat(found.bothEnds()).isFalse();
      assertThat(found.notes().getFirst())
          .contains("Nothing could be compared")
          .contains("127.0.0.1:" + box.address().getPort());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "{\"target\":1}", "not json", "{\"target\":\"a\""})
  void whatIsNoReportIsRefused(String text, @TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.json"), text);
    assertThat(run(file.toString(), file.toString())).isEqualTo(ExitStatus.UNKNOWN);
  }

  @Test
  void reportsOfOtherTargetsHaveNothingInCommon(@TempDir Path folder) throws IOException {
    String report = JsonReport.of(ask("clean-postfix"));
    String target = report.substring(11, report.indexOf('"', 11));
    Path one = Files.writeString(folder.resolve("one"), report + "\n" + report);
    Path other =
        Files.writeString(folder.resolve("other"), report.replace(target, "else") + "\n" + report);
    Path third = Files.writeString(folder.resolve("third"), report.replace(target, "else"));
    assertThat(run(one.toString(), other.toString())).isEqualTo(ExitStatus.FINE);
    assertThat(run(one.toString(), third.toString())).isEqualTo(ExitStatus.UNKNOWN);
  }
}
