package org.mailguard.doctor.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.Observation.Kind;
import org.mailguard.doctor.Remedy;

class FingerprintsTest {
  private static final Map<String, Remedy> REMEDIES =
      Fingerprints.remedies(
          "r",
          """
          remedy off
            box ASA
            step 2
            does Off.
            type one
            type  two
            cost all
            checked no
          """);

  private static Observation greeting(String text) {
    return new Observation(Kind.GREETING, "", text, "192.0.2.1:25, greeting", "+0.010 s");
  }

  @Test
  void theCatalogueIsGood() {
    Fingerprints standard = Fingerprints.standard();
    assertThat(standard.all()).isNotEmpty();
    assertThat(standard.all().stream().map(Fingerprint::id).collect(Collectors.toSet()))
        .hasSameSizeAs(standard.all())
        .allSatisfy(id -> assertThat(id).matches("[a-z0-9]+(-[a-z0-9]+)*"));
  }

  @Test
  void whatIsAbsorbedExists() {
    Fingerprints standard = Fingerprints.standard();
    for (Fingerprint each : standard.all()) {
      assertThat(each.absorbs()).as(each.id()).allMatch(id -> standard.named(id).isPresent());
    }
  }

  /** Somebody who is shown several lines for one box must see the gentler ones first. */
  @Test
  void gentlerRemediesComeFirst() {
    for (Fingerprint each : Fingerprints.standard().all()) {
      assertThat(each.remedies())
          .as(each.id())
          .isSortedAccordingTo((a, b) -> Integer.compare(a.step(), b.step()));
    }
  }

  @Test
  void aBlockIsAFingerprint() {
    List<Fingerprint> read =
        Fingerprints.read(
            "f",
            """
            # comment

            fingerprint stars
              product Box
              nature interference
              confidence sure
              see greeting ^220 [*]+$
              with fact late-greeting
              unless reply HELP ^214
              meaning Stars.
              explains telnet ehlo
              remedy off
            """,
            REMEDIES);
    Fingerprints catalogue = new Fingerprints(read);
    Observation stars = greeting("220 ***");
    Observation late = Observation.fact("late-greeting", "6 s", "x", "");
    Observation help = new Observation(Kind.REPLY, "HELP", "214 no", "x", "");

    assertThat(catalogue.match(List.of(stars))).isEmpty();
    assertThat(catalogue.match(List.of(stars, late, help))).isEmpty();
    Finding finding = catalogue.match(List.of(stars, late)).getFirst();
    assertThat(finding.evidence()).hasSize(2).contains(stars.evidence());
    assertThat(finding.remedy().getFirst().lines()).containsExactly("one", "two");
  }

  @Test
  void everyProblemIsReportedWithItsPlace() {
    assertThatThrownBy(() ->
            Fingerprints.read(
                "f",
                """
                fingerprint a
                  product P
                  nature angry
                  confidence sure
                  see greeting ^220 [
                  see smell x
                  meaning M
                  explains telnet flu
                  remedy on
                  colour red
                """,
                REMEDIES))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("f:3:10: angry is no nature")
        .hasMessageContaining("f:5:7: Unclosed character class in ^220 [")
        .hasMessageContaining("f:6:7: smell cannot be seen")
        .hasMessageContaining("f:8:12: there is no explains flu")
        .hasMessageContaining("f:9:10: there is no remedy on")
        .hasMessageContaining("f:10:1: there is no colour in a fingerprint");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "250-XXXXXXXA | STARTTLS | PIPELINING SIZE",
        "250 XXXXXXXA | CHUNKING | PIPELINING STARTTLS",
        "250-XXXXXXXX | STARTTLS | ''",
        "250 XXXB | HELP | ''",
        "XXXXXXXXXXXC | X-LINK2STATE | ''"
      })
  void aMaskIsReadByItsLength(String line, String first, String offered) {
    Set<String> words = Arrays.stream(offered.split(" ", -1)).collect(Collectors.toSet());
    assertThat(MaskedKeyword.read(line, words).orElseThrow().guesses().getFirst()).isEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({"250-XEXCH50", "250 XRDST", "250-XCLIENT NAME", "250-X-EXPS GSSAPI", "250 SIZE"})
  void aWordIsNoMask(String line) {
    assertThat(MaskedKeyword.read(line, Set.of())).isEmpty();
  }
}
