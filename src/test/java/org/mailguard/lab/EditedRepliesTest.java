package org.mailguard.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailguard.policy.Laboratory.Defect;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Release;

/** What the client sees of the server: greetings, keywords, and the rest. */
class EditedRepliesTest {
  private static final String LONG_GREETING = "220-mx.example ESMTP\r\n220 ready at 2002\r\n";
  private static final String EHLO =
      "250-mx.example\r\n250-SIZE 1000\r\n250-STARTTLS\r\n250-CHUNKING\r\n250 HELP\r\n";

  /** A client waits for ever: the second line has no code. */
  @Test
  void theSecondLineOfAGreetingLosesItsCode() {
    Bench bench = Bench.of(Release.P51, Defect.GREETING_LINES);

    bench.server(LONG_GREETING);

    assertThat(bench.seenByClient())
        .isEqualTo("220-****************\r\n*****************\r\n")
        .hasSameSizeAs(LONG_GREETING);
    bench.happens("expire");
    assertThat(bench.isClosed()).isTrue();
  }

  @Test
  void aGreetingOfOneLineIsNoWorseForIt() {
    Bench bench = Bench.of(Release.P51, Defect.GREETING_LINES);

    bench.server("220 mail2.example\r\n");

    assertThat(bench.seenByClient()).isEqualTo("220 ****2********\r\n");
  }

  /** The cure. */
  @Test
  void withoutTheDefectEveryLineHasItsCode() {
    for (Bench bench :
        new Bench[] {Bench.of(Release.P51), Bench.of(Release.P51, Defect.SEGMENTS)}) {
      bench.server(LONG_GREETING);

      assertThat(bench.seenByClient()).isEqualTo("220-****************\r\n220 *********2002\r\n");
    }
    Bench honest = Bench.of(Policy.MAILGUARD_DEFAULT);
    honest.server(LONG_GREETING);
    assertThat(honest.seenByClient()).isEqualTo("220 mx.example ESMTP\r\n");
  }

  /** The masks are the release's own, so the client cannot tell the one from the other. */
  @ParameterizedTest
  @EnumSource(Release.class)
  void theEditorMasksAsTheSessionDoes(Release release) {
    Bench session = Bench.of(release);
    Bench editor = Bench.of(release, Defect.SEGMENTS);
    for (Bench bench : new Bench[] {session, editor}) {
      bench.server("220 mail2.nwtraders.msft Microsoft ESMTP Mail Service 2002\r\n");
      bench.client("EHLO a.example\r\n");
      if (!bench.seenByServer().isEmpty()) {
        bench.server(release.appearance().masksKeywords() ? EHLO : "500 what\r\n");
      }
    }

    assertThat(editor.seenByClient()).isEqualTo(session.seenByClient());
  }

  @Test
  void eachSessionSaysWhatItIs() {
    Bench bench = Bench.of(Release.P51, Defect.SPLIT_MARK, Defect.DATA);

    assertThat(bench.notes().getFirst()).isEqualTo("LABORATORY defects: data, split-mark");
  }

  @Test
  void aGuardThatStopsSaysSoInItsOwnWords() {
    Bench bench = Bench.of(Release.P51, Defect.DATA);

    bench.happens("stop now");

    assertThat(bench.seenByClient()).startsWith("421 4.3.2 MG-5-750002");
    assertThat(bench.isClosed()).isTrue();
  }

  @Test
  void aBaseSixtyFourLineIsNoCommand() {
    Bench bench = Bench.greeted(Release.P70, Defect.SEGMENTS);

    bench.client("AUTH LOGIN\r\n");
    bench.server("334 VXNlcm5hbWU6\r\n");
    bench.client("RVhQTg==\r\n");
    bench.server("334 UGFzc3dvcmQ6\r\n");
    bench.client("c2VjcmV0\r\n");
    bench.server("235 welcome\r\n");
    bench.client("EXPN x\r\n");

    assertThat(bench.seenByServer()).isEqualTo("AUTH LOGIN\r\nRVhQTg==\r\nc2VjcmV0\r\nXXXXXX\r\n");
  }

  @Test
  void behindStartTlsNothingIsTouched() {
    Bench bench = Bench.greeted(Release.A94, Defect.SEGMENTS);

    bench.client("STARTTLS\r\n");
    bench.server("220 go on\r\n");
    bench.client("EXPN x\r\n");
    bench.server("\u0016\u0003\u0001");

    assertThat(bench.seenByServer()).isEqualTo("STARTTLS\r\nEXPN x\r\n");
    assertThat(bench.seenByClient()).isEqualTo("220 go on\r\n\u0016\u0003\u0001");
  }
}
