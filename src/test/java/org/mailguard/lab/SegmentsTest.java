package org.mailguard.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.mailguard.policy.Laboratory.Defect;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Release;

/** Each segment is judged alone (reference: cisco-mailguard 2.3, 5.2, F4). */
class SegmentsTest {

  /** The vendor's own account: the H is no verb, and the server finally reads XXXX. */
  @ParameterizedTest
  @EnumSource(value = Release.class, names = "P40", mode = Mode.EXCLUDE)
  void aTelnetClientInCharacterModeGetsNowhere(Release release) {
    Bench bench = Bench.of(release, Defect.SEGMENTS);
    bench.server("220 mx.example ESMTP\r\n");

    bench.types("HELO");

    assertThat(bench.seenByServer()).isEqualTo("XXXX\r\n");
  }

  @Test
  void aWordThatIsNoVerbIsCrossedOutOctetForOctet() {
    Bench bench = Bench.greeted(Release.P51, Defect.SEGMENTS);

    bench.types("goodmorning");
    bench.server("500 5.5.1 Command unrecognized: \"XXXXXXXXXXX\"\r\n");

    assertThat(bench.seenByServer()).isEqualTo("XXXXXXXXXXX\r\n");
    assertThat(bench.seenByClient())
        .isEqualTo("500 5.5.1 Command unrecognized: \"XXXXXXXXXXX\"\r\n");
  }

  @Test
  void whatIsNotKnownGoesOnBeforeItsLineEnds() {
    Bench bench = Bench.greeted(Release.P51, Defect.SEGMENTS);

    bench.client("H");

    assertThat(bench.seenByServer()).isEqualTo("X");
  }

  @Test
  void pix40SaysOkOnceToAWordThatIsTyped() {
    Bench bench = Bench.of(Release.P40, Defect.SEGMENTS);
    bench.server("220 mx.example ESMTP\r\n");
    bench.seenByClient();

    bench.types("goodmorning");

    assertThat(bench.seenByServer()).isEmpty();
    assertThat(bench.seenByClient()).isEqualTo("250 OK\r\n");
  }

  /** Cisco's advice: send the whole line at once. */
  @Test
  void aWholeLineIsACommand() {
    Bench bench = Bench.greeted(Release.P51, Defect.SEGMENTS);

    bench.client("MAIL FROM:<x@a.example>\r\n");
    bench.client("RCPT TO:<y@b.example>", "\r\n");

    assertThat(bench.seenByServer())
        .isEqualTo("MAIL FROM:<x@a.example>\r\nRCPT TO:<y@b.example>\r\n");
  }

  @Test
  void theRestOfALineIsJudgedByItself() {
    Bench bench = Bench.greeted(Release.P51, Defect.SEGMENTS);

    bench.client("MAIL FROM:<x@", "a.example>\r\n");

    assertThat(bench.seenByServer()).isEqualTo("MAIL FROM:<x@XXXXXXXXXX\r\n");
  }

  @Test
  void aPasswordThatIsTypedIsNotInTheRecord() {
    Bench bench = Bench.greeted(Release.P51, Defect.SEGMENTS);

    bench.client("AUTH PLAIN ", "c2VjcmV0\r\n");

    assertThat(bench.seenByServer()).isEqualTo("XXXXXXXXXXXXXXXXXXX\r\n");
    assertThat(bench.notes()).noneMatch(note -> note.contains("c2VjcmV0"));
  }

  /** The cure: the same octets through the release without the defect, and through the default. */
  @Test
  void withoutTheDefectACommandMayComeInPieces() {
    for (Bench bench :
        new Bench[] {Bench.greeted(Release.P51), Bench.of(Policy.MAILGUARD_DEFAULT).greeted()}) {
      bench.types("NOOP");

      assertThat(bench.seenByServer()).isEqualTo("NOOP\r\n");
    }
  }
}
