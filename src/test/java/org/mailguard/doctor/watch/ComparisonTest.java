package org.mailguard.doctor.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.probe.Step;
import org.mailguard.doctor.probe.TlsSeen;
import org.mailguard.doctor.probe.Visit;
import org.mailguard.doctor.report.AddressReport;
import org.mailguard.doctor.report.Diagnosis;

class ComparisonTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Map<String, String> POSTFIX = Map.of("server-postfix", "Postfix");
  private static final Map<String, String> MASKED = Map.of("cisco-a72", "Cisco ASA");

  static AddressState address(
      String last, Verdict verdict, String certificate, Map<String, String> findings) {
    return new AddressState(
        "mx.example.org",
        "192.0.2." + last + ":25",
        verdict,
        certificate,
        certificate.isEmpty() ? "" : "2027-01-01",
        new TreeMap<>(findings));
  }

  static State state(Verdict verdict, AddressState... addresses) {
    return new State("example.org", NOON, Duration.ofMillis(1500), verdict, List.of(addresses));
  }

  private static final State CLEAN =
      state(Verdict.CLEAN, address("1", Verdict.CLEAN, "aa", POSTFIX));

  private static List<String> changes(@Nullable State before, State now) {
    return Comparison.of(before, before == null ? now : now.after(before)).stream()
        .map(Change::sentence)
        .toList();
  }

  @Test
  void theSameAgainIsNoChange() {
    assertThat(changes(CLEAN, CLEAN)).isEmpty();
    assertThat(changes(null, CLEAN)).containsExactly("first seen, clean");
  }

  @Test
  void aBoxThatComesIsNamedOnce() {
    State masked = state(Verdict.INTERFERENCE, address("1", Verdict.INTERFERENCE, "", MASKED));
    assertThat(changes(CLEAN, masked))
        .containsExactly(
            "verdict interference, was clean",
            "new: Cisco ASA (cisco-a72)",
            "no more: Postfix (server-postfix)",
            "TLS came up at 192.0.2.1:25 before, and does not now");
    assertThat(changes(masked, CLEAN))
        .contains(
            "verdict clean, was interference",
            "TLS comes up at 192.0.2.1:25, SHA-256 aa, expires 2027-01-01");
  }

  @Test
  void anotherCertificateIsAChange() {
    State renewed = state(Verdict.CLEAN, address("1", Verdict.CLEAN, "bb".repeat(32), POSTFIX));
    assertThat(changes(CLEAN, renewed))
        .containsExactly(
            "another certificate at 192.0.2.1:25, SHA-256 bbbbbbbbbbbbbbbb, was aa, expires"
                + " 2027-01-01");
  }

  @Test
  void addressesComeAndGo() {
    State moved = state(Verdict.CLEAN, address("2", Verdict.CLEAN, "aa", POSTFIX));
    assertThat(changes(CLEAN, moved))
        .containsExactly(
            "new address 192.0.2.2:25 of mx.example.org",
            "no more an address of mx.example.org: 192.0.2.1:25");
  }

  @Test
  void ofSeveralAddressesEachIsTold() {
    AddressState good = address("1", Verdict.CLEAN, "", POSTFIX);
    State before = state(Verdict.CLEAN, good, address("2", Verdict.CLEAN, "", POSTFIX));
    State now = state(Verdict.CLEAN, good, address("2", Verdict.UNREACHABLE, "", Map.of()));
    assertThat(changes(before, now))
        .containsExactly("mx.example.org 192.0.2.2:25 is unreachable, was clean");
  }

  /** Otherwise each outage would report that findings, certificates and addresses are gone. */
  @Test
  void whatCouldNotBeAskedStaysAsItWas() {
    State silent = state(Verdict.UNREACHABLE, address("1", Verdict.UNREACHABLE, "", Map.of()));
    assertThat(changes(CLEAN, silent)).containsExactly("verdict unreachable, was clean");
    assertThat(changes(silent.after(CLEAN), CLEAN))
        .containsExactly("verdict clean, was unreachable");

    State noNames = state(Verdict.UNREACHABLE);
    assertThat(changes(CLEAN, noNames)).containsExactly("verdict unreachable, was clean");
    State renewed = state(Verdict.CLEAN, address("1", Verdict.CLEAN, "bb", POSTFIX));
    assertThat(changes(noNames.after(CLEAN), renewed)).hasSize(2).last().asString().contains("bb");
  }

  @Test
  void aDiagnosisIsReduced() {
    TlsSeen tls =
        new TlsSeen(
            "",
            "TLSv1.3",
            "",
            List.of("mx.example.org"),
            "",
            "2027-01-01",
            "",
            "",
            List.of("abc".getBytes(StandardCharsets.US_ASCII)));
    Visit visit = new Visit(Step.TLS, "192.0.2.1:25", NOON, 100, null, List.of(), tls);
    Diagnosis diagnosis =
        new Diagnosis(
            "example.org",
            Verdict.INCONCLUSIVE,
            List.of(
                new AddressReport(
                    "mx.example.org", "192.0.2.1:25", Verdict.CLEAN, List.of(), List.of(visit)),
                new AddressReport(
                    "mx2.example.org",
                    "mx2.example.org",
                    Verdict.UNREACHABLE,
                    List.of(),
                    List.of())),
            List.of());
    // SHA-256 of "abc", FIPS 180-4.
    assertThat(State.of(diagnosis, NOON, Duration.ZERO).addresses())
        .containsExactly(
            new AddressState(
                "mx.example.org",
                "192.0.2.1:25",
                Verdict.CLEAN,
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "2027-01-01",
                new TreeMap<>()));
  }
}
