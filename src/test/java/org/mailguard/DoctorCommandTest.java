package org.mailguard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.mailguard.doctor.Finding;
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
import org.mailguard.doctor.report.TinyDns;

class DoctorCommandTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private static FakeBox play(String name) throws IOException {
    return FakeBox.play(BoxFile.read(Path.of("src/test/resources/doctor/boxes/" + name + ".box")));
  }

  private static String at(FakeBox box) {
    return "127.0.0.1:" + box.address().getPort();
  }

  private static int closedPort() throws IOException {
    try (ServerSocket closed = new ServerSocket(0, 1, LOOPBACK)) {
      return closed.getLocalPort();
    }
  }

  @Test
  void theExitStatusIsTheWorstOfAll(@TempDir Path folder) throws IOException {
    try (FakeBox clean = play("clean-postfix");
        FakeBox masked = play("asa-a72")) {
      Path list = Files.writeString(folder.resolve("list"), "# two\n" + at(clean) + " # good\n\n");
      Path page = folder.resolve("page.html");
      String nobody = "127.0.0.1:" + closedPort();

      assertThat(run(list.toString())).isEqualTo(ExitStatus.FINE);
      assertThat(run(at(clean), nobody)).isEqualTo(ExitStatus.UNKNOWN);
      assertThat(run(nobody, at(masked), "--json", "--redact", "--html", page.toString()))
          .isEqualTo(ExitStatus.BAD);
      assertThat(page).content().contains("XXXXXXXA").doesNotContain("mx.example.org");
    }
  }

  @Test
  @ResourceLock(Resources.SYSTEM_ERR)
  void aPageThatCannotBeWrittenSaysWhy(@TempDir Path folder) throws IOException {
    String page = folder.resolve("nowhere/page.html").toString();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(said, true, UTF_8));
    try {
      assertThat(run("127.0.0.1:" + closedPort(), "--html", page)).isEqualTo(ExitStatus.UNKNOWN);
    } finally {
      System.setErr(before);
    }
    assertThat(said.toString(UTF_8)).contains(page + " cannot be written: there is no such f");
  }

  private static int run(String... arguments) {
    String[] all = new String[arguments.length + 7];
    System.arraycopy(arguments, 0, all, 7, arguments.length);
    System.arraycopy(
        new String[] {"doctor", "--pause", "0", "--patience", "5", "--name", "a.test"},
        0,
        all,
        0,
        7);
    return Mailguard.run(all);
  }

  @Test
  void whatIsNoTargetIsRefused(@TempDir Path folder) throws IOException {
    Path list = Files.writeString(folder.resolve("list"), "a.example\nno such target\n");
    for (List<String> words :
        List.of(
            List.<String>of(),
            List.of("a b"),
            List.of("a.example:99999"),
            List.of("[::1"),
            List.of("<a>"),
            List.of(list.toString()),
            List.of("a.example", "--name", "a b"),
            List.of("a.example", "--inner", "b.example"),
            List.of("a.example", "--patience", "0"),
            List.of("a.example", "--send-test-mail", "a@b>\r\nDATA"))) {
      String[] arguments = new String[words.size() + 1];
      arguments[0] = "doctor";
      for (int i = 0; i < words.size(); i++) {
        arguments[i + 1] = words.get(i);
      }
      assertThat(Mailguard.run(arguments)).as("%s", words).isEqualTo(ExitStatus.UNKNOWN);
    }
  }

  private static Diagnosis ask(FakeBox box, Asking asking) {
    return new Doctor(
            Names.by(new InetSocketAddress(LOOPBACK, 9)), asking, 25, Fingerprints.standard())
        .diagnose(Target.parse(at(box)).orElseThrow(), Doctor.Progress.NONE);
  }

  private static Asking asking(
      List<Integer> ports,
      @Nullable FakeBox nobody,
      @Nullable FakeBox inner,
      @Nullable String mailbox) {
    Patience patience =
        new Patience(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3),
            Duration.ZERO,
            Duration.ofMillis(5),
            Duration.ofMinutes(2));
    return new Asking(
        "a.test",
        "me@a.test",
        patience,
        ports,
        false,
        nobody == null ? null : nobody.address(),
        inner == null ? null : inner.address(),
        mailbox);
  }

  private static List<String> guilty(Diagnosis diagnosis) {
    return diagnosis.guilty().stream().map(Finding::id).toList();
  }

  /** What is there by the inner address, and not by the outer one, was taken away between them. */
  @Test
  void theInnerAddressShowsWhatTheBoxTakesAway() throws IOException {
    try (FakeBox outer = play("clean-no-starttls");
        FakeBox inner = play("clean-postfix")) {
      assertThat(guilty(ask(outer, asking(List.of(), null, inner, null))))
          .contains("starttls-elsewhere", "inner-differs");
      assertThat(guilty(ask(inner, asking(List.of(), null, inner, null)))).isEmpty();
    }
  }

  /** An address that nobody has is a box on loopback here: something near us answers for it. */
  @Test
  void whoAnswersForNobodyIsNearUs() throws IOException {
    try (FakeBox clean = play("clean-postfix");
        FakeBox near = play("clean-exim")) {
      assertThat(guilty(ask(clean, asking(List.of(), near, null, null))))
          .containsExactly("null-address-answers");
    }
  }

  /** Neither target shows anything alone. */
  @Test
  void targetsThatAnswerAlikeAreLaidBesideEachOther() throws IOException {
    BoxFile file = BoxFile.read(Path.of("src/test/resources/doctor/boxes/clean-postfix.box"));
    InetAddress here = InetAddress.ofLiteral("127.1.0.1");
    InetAddress there = InetAddress.ofLiteral("127.2.0.1");
    try (FakeBox one = FakeBox.play(file, new InetSocketAddress(here, 0));
        FakeBox two = FakeBox.play(file, new InetSocketAddress(there, one.address().getPort()));
        TinyDns dns =
            TinyDns.serve(
                "one.test. A 127.1.0.1", "two.test. A 127.2.0.1", "mx.example.org. A 127.9.0.1")) {
      String names = "127.0.0.1:" + dns.address().getPort();
      String port = Integer.toString(two.address().getPort());
      assertThat(run("one.test", "--dns", names, "--port", port)).isEqualTo(ExitStatus.FINE);
      assertThat(run("one.test", "two.test", "--dns", names, "--port", port))
          .isEqualTo(ExitStatus.BAD);
    }
  }

  @Test
  void otherPortsAreComparedAndNobodyIsBlamed() throws IOException {
    try (FakeBox clean = play("clean-postfix");
        FakeBox other = play("clean-exim")) {
      Diagnosis diagnosis =
          ask(clean, asking(List.of(other.address().getPort()), null, null, null));
      assertThat(diagnosis.findings()).extracting(Finding::id).contains("ports-differ");
      assertThat(guilty(diagnosis)).isEmpty();
    }
  }

  /** Its greeting is no TLS; that is a fault of whoever set it up, and of nobody between. */
  @Test
  void aPortThatShouldBeginWithTlsAndDoesNotAccusesNobody() throws IOException {
    try (FakeBox clean = play("clean-postfix")) {
      Asking asking = asking(List.of(), null, null, null);
      Diagnosis diagnosis = ask(clean, asking.withTlsPorts(List.of(clean.address().getPort())));
      assertThat(diagnosis.findings())
          .extracting(Finding::id)
          .containsExactly("tls-handshake-broken");
      assertThat(guilty(diagnosis)).isEmpty();
      assertThat(diagnosis.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
      assertThat(run(at(clean), "--tls-ports", Integer.toString(clean.address().getPort())))
          .isEqualTo(ExitStatus.UNKNOWN);
    }
  }

  /**
   * The symptoms of duplicates need mail data, which goes to nobody's mailbox but the operator's.
   */
  @Test
  void anEndMarkInTwoSegmentsIsTriedOnlyWhenAMailboxIsNamed() throws IOException {
    BoxFile file = BoxFile.read(Path.of("src/test/resources/doctor/split-mark.box"));
    try (FakeBox box = FakeBox.play(file)) {
      assertThat(guilty(ask(box, asking(List.of(), null, null, null)))).isEmpty();
      assertThat(guilty(ask(box, asking(List.of(), null, null, "me@a.test"))))
          .containsExactly("cisco-split-mark");
    }
  }

  /** The box never answers what comes in pieces, and the time is over before that can be said. */
  @Test
  void whatWasCutShortAccusesNobody() throws IOException {
    Patience usual = asking(List.of(), null, null, null).patience();
    Patience brief =
        new Patience(
            usual.connect(),
            usual.greeting(),
            usual.reply(),
            usual.between(),
            usual.octets(),
            Duration.ofSeconds(2));
    try (FakeBox box = play("segments-hang")) {
      Diagnosis diagnosis =
          ask(box, new Asking("a.test", "", brief, List.of(), false, null, null, null));
      assertThat(guilty(diagnosis)).isEmpty();
      assertThat(diagnosis.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }
  }
}
