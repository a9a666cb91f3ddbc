package org.mailguard.doctor.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.boxes.BoxFile;
import org.mailguard.doctor.boxes.FakeBox;
import org.mailguard.doctor.catalogue.Fingerprints;
import org.mailguard.doctor.probe.Asking;
import org.mailguard.doctor.probe.Exchange;
import org.mailguard.doctor.probe.Heard;
import org.mailguard.doctor.probe.Names;
import org.mailguard.doctor.probe.Patience;
import org.mailguard.doctor.probe.Step;
import org.mailguard.doctor.probe.Target;
import org.mailguard.doctor.probe.TlsSeen;
import org.mailguard.doctor.probe.Visit;

/** When hosts that answer alike show that somebody near answers for them, and when they do not. */
class NearInterceptionTest {
  private static final String RELAY = "relay.isp.test";
  private static final String ELSEWHERE = RELAY + ". A 203.0.113.5";

  private static Visit visit(Step step, @Nullable TlsSeen tls, String greeting, String ehlo) {
    return new Visit(
        step,
        "",
        Instant.EPOCH,
        1,
        null,
        List.of(
            new Exchange("", "", 1, heard(greeting)),
            new Exchange("EHLO a.test", "", 2, heard(ehlo))),
        tls);
  }

  private static Heard heard(String text) {
    return new Heard(text.lines().toList(), Heard.Ending.WHOLE, 1, 1, 1);
  }

  private static Diagnosis diagnosis(String host, String address, Visit visit) {
    AddressReport report =
        new AddressReport(host, address + ":25", Verdict.CLEAN, List.of(), List.of(visit));
    return new Diagnosis(host, Verdict.CLEAN, List.of(report), List.of());
  }

  private static Diagnosis says(String host, String address, String greeting) {
    String ehlo = "250-" + RELAY + " Hello\n250 SIZE 1000";
    return diagnosis(host, address, visit(Step.HELLO, null, greeting, ehlo));
  }

  private static Diagnosis says(String host, String address) {
    return says(host, address, "220 " + RELAY + " ESMTP ready at 12:00:01");
  }

  private static Diagnosis keyed(String host, String address, String... names) {
    TlsSeen tls = new TlsSeen("", "TLSv1.3", "", List.of(names), "CN=x", "", "", "ab", List.of());
    return diagnosis(host, address, visit(Step.TLS, tls, "220 " + host + " ESMTP", "250 " + host));
  }

  private static List<Verdict> together(String zone, Diagnosis... alone) throws IOException {
    try (TinyDns dns = TinyDns.serve(zone)) {
      return new NearInterception(Names.by(dns.address()), Fingerprints.standard())
          .together(List.of(alone)).stream()
              .map(diagnosis -> {
                boolean found =
                    diagnosis.findings().stream()
                        .anyMatch(finding -> finding.id().equals("near-interception"));
                assertThat(diagnosis.verdict() == Verdict.INTERFERENCE).isEqualTo(found);
                return diagnosis.verdict();
              })
              .toList();
    }
  }

  @Test
  void unrelatedHostsThatSayTheSameAreTheWorkOfOne() throws IOException {
    assertThat(
            together(
                ELSEWHERE,
                says("mx.one.test", "192.0.2.1"),
                says("mx.third.test", "192.0.2.7", "220 mx.third.test ESMTP"),
                says("mx.two.test", "198.51.100.1", "220 relay.isp.test ESMTP ready at 12:09:44")))
        .containsExactly(Verdict.INTERFERENCE, Verdict.CLEAN, Verdict.INTERFERENCE);
  }

  @Test
  void unrelatedHostsWithOneKeyAreTheWorkOfOne() throws IOException {
    assertThat(
            together(
                ELSEWHERE,
                keyed("mx.one.test", "192.0.2.1", RELAY),
                keyed("mx.two.test", "198.51.100.1", RELAY)))
        .containsOnly(Verdict.INTERFERENCE);
  }

  /** Each has an honest reason. */
  @ParameterizedTest
  @CsvSource({
    "mx1.provider.test, 192.0.2.1, mx2.provider.test, 198.51.100.1, one owner",
    "mx1.firm.co.uk, 192.0.2.1, mx2.firm.co.uk, 198.51.100.1, one owner",
    "mx.one.test, 192.0.2.1, mx.two.test, 192.0.2.1, one address",
    "mx.one.test, 192.0.2.1, mx.two.test, 192.0.2.9, one network",
    "192.0.2.1, 192.0.2.1, 198.51.100.1, 198.51.100.1, nobody knows whose they are",
    "mx.one.test, 203.0.113.5, mx.two.test, 198.51.100.1, the name leads to one of them",
    "mx.one.test, 203.0.7.7, mx.two.test, 198.51.100.1, the name leads near one of them",
  })
  void hostsThatMayBelongTogetherAccuseNobody(
      String one, String oneAddress, String two, String twoAddress, String why) throws IOException {
    assertThat(together(ELSEWHERE, says(one, oneAddress), says(two, twoAddress)))
        .as(why)
        .containsOnly(Verdict.CLEAN);
    assertThat(together(ELSEWHERE, keyed(one, oneAddress, RELAY), keyed(two, twoAddress, RELAY)))
        .as(why)
        .containsOnly(Verdict.CLEAN);
  }

  @ParameterizedTest
  @CsvSource({
    "220 localhost.localdomain ESMTP Postfix",
    "220 relay.nowhere.test ESMTP",
    "220 ESMTP",
    "220 **********************",
    "220 192.0.2.7 ready"
  })
  void aNameThatLeadsNowhereAccusesNobody(String greeting) throws IOException {
    assertThat(
            together(
                "localhost.localdomain. A 127.0.0.1",
                says("mx.one.test", "192.0.2.1", greeting),
                says("mx.two.test", "198.51.100.1", greeting)))
        .containsOnly(Verdict.CLEAN);
  }

  /** As a hosting company has it, under the names of its customers. */
  @Test
  void aCertificateForBothAccusesNobody() throws IOException {
    assertThat(
            together(
                ELSEWHERE,
                keyed("mx.one.test", "192.0.2.1", RELAY, "mx.one.test", "mx.two.test"),
                keyed("mx.two.test", "198.51.100.1", RELAY, "mx.one.test", "mx.two.test")))
        .containsOnly(Verdict.CLEAN);
  }

  /** One domain is enough if its hosts are unrelated. */
  @Test
  void theExchangersOfOneDomainAreComparedToo() throws IOException {
    BoxFile box = BoxFile.read(Path.of("src/test/resources/doctor/boxes/clean-postfix.box"));
    Patience patience =
        new Patience(
            Duration.ofSeconds(5),
            Duration.ofSeconds(3),
            Duration.ofSeconds(3),
            Duration.ZERO,
            Duration.ofMillis(5),
            Duration.ofMinutes(1));
    Asking asking = new Asking("a.test", "", patience, List.of(), false, null, null, null);
    try (FakeBox one =
            FakeBox.play(box, new InetSocketAddress(InetAddress.ofLiteral("127.1.0.1"), 0));
        FakeBox two =
            FakeBox.play(
                box,
                new InetSocketAddress(
                    InetAddress.ofLiteral("127.2.0.1"), one.address().getPort()));
        TinyDns dns =
            TinyDns.serve(
                "example.test. MX 10 mx.one.test.",
                "example.test. MX 20 mx.two.test.",
                "mx.one.test. A 127.1.0.1",
                "mx.two.test. A 127.2.0.1",
                "mx.example.org. A 127.9.0.1")) {
      Doctor doctor =
          new Doctor(
              Names.by(dns.address()), asking, two.address().getPort(), Fingerprints.standard());
      Diagnosis diagnosis =
          doctor.diagnose(Target.parse("example.test").orElseThrow(), Doctor.Progress.NONE);
      assertThat(diagnosis.guilty()).extracting(Finding::id).containsExactly("near-interception");
      assertThat(diagnosis.addresses())
          .extracting(AddressReport::verdict)
          .containsOnly(Verdict.INTERFERENCE);
      assertThat(TextReport.of(Redaction.of(diagnosis), true, false))
          .doesNotContain("one.test", "two.test", "127.1.0.1");
      assertThat(doctor.together(List.of(diagnosis)).getFirst()).isSameAs(diagnosis);
    }
  }
}
