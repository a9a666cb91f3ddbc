package org.mailguard.doctor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.probe.Heard.Ending;

/** What a domain publishes about TLS beside what its server does. */
class TlsPolicyTest {
  private static final TlsPolicy ENFORCED =
      TlsPolicy.parse(
          List.of(),
          "version: STSv1\r\nmode: enforce\r\nmx: mx1.example.test\r\nmx: *.mail.test\r\n");

  private static TlsSeen seen(String... names) {
    return new TlsSeen(
        "", "TLSv1.3", "", List.of(names), "CN=x", "", "", "ab", List.of(new byte[] {1}));
  }

  private static List<String> facts(
      TlsPolicy policy, String host, String ehlo, @Nullable TlsSeen tls) {
    Heard reply = new Heard(ehlo.lines().toList(), Ending.WHOLE, 1, 1, 1);
    Visit visit =
        new Visit(
            Step.TLS,
            "192.0.2.9:25",
            Instant.EPOCH,
            1,
            null,
            List.of(new Exchange("EHLO a.test", "", 1, reply)),
            tls);
    return policy.facts(host, List.of(visit)).stream().map(Observation::subject).toList();
  }

  @Test
  void aPolicyThatIsEnforcedNeedsStarttls() {
    assertThat(facts(ENFORCED, "mx1.example.test", "250-mx\n250 DSN", null))
        .containsExactly("sts-without-starttls");
    assertThat(facts(ENFORCED, "mx1.example.test", "250-mx\n250 STARTTLS", null)).isEmpty();
    TlsPolicy testing =
        TlsPolicy.parse(List.of(), "version: STSv1\nmode: testing\nmx: mx1.example.test\n");
    assertThat(facts(testing, "mx1.example.test", "250-mx\n250 DSN", null)).isEmpty();
  }

  @Test
  void aHostThatThePolicyDoesNotListIsReported() {
    assertThat(facts(ENFORCED, "mx9.example.test", "250-mx\n250 STARTTLS", null))
        .containsExactly("sts-host-missing");
    assertThat(facts(ENFORCED, "a.mail.test", "250-mx\n250 STARTTLS", null)).isEmpty();
    assertThat(facts(ENFORCED, "b.a.mail.test", "250-mx\n250 STARTTLS", null))
        .containsExactly("sts-host-missing");
  }

  @ParameterizedTest
  @CsvSource({
    "mx.example.test, mx.example.test, true",
    "MX.Example.test, mx.example.test, true",
    "*.example.test, mx.example.test, true",
    "*.example.test, a.mx.example.test, false",
    "*.example.test, example.test, false",
    "other.test, mx.example.test, false"
  })
  void aStarStandsForOneLabel(String name, String host, boolean fits) {
    assertThat(seen(name).isFor(host)).isEqualTo(fits);
    assertThat(facts(ENFORCED, "x.mail.test", "250-mx\n250 STARTTLS", seen("x.mail.test")))
        .isEmpty();
    assertThat(facts(ENFORCED, "x.mail.test", "250-mx\n250 STARTTLS", seen("other.test")))
        .containsExactly("certificate-name");
  }
}
