package org.mailguard.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mailguard.policy.Laboratory.Defect;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Release;

/** CSCdk46673, PIX 4.2(2): a NOOP makes X of mail data (reference: cisco-mailguard 1, F13). */
class NoopTest {
  private static final String MESSAGE =
      Bench.lines(
          "To: y@b.example",
          "Subject: hello",
          "",
          "Dear reader,",
          "HELP is no verb here",
          "MAIL me",
          ".");

  private static void noop(Bench bench) {
    bench.client("NOOP\r\n");
    bench.server("250 ok\r\n");
  }

  @Test
  void linesOfAMessageBecomeX() {
    Bench bench = Bench.greeted(Release.P42, Defect.NOOP);
    noop(bench);
    bench.inMessage();

    bench.client(MESSAGE);
    bench.server("250 stored\r\n");

    assertThat(bench.seenByServer())
        .isEqualTo(
            Bench.lines(
                "XXXXXXXXXXXXXXX",
                "XXXXXXXXXXXXXX",
                "",
                "XXXXXXXXXXXX",
                "XXXXXXXXXXXXXXXXXXXX",
                "MAIL me",
                "."))
        .hasSameSizeAs(MESSAGE);
    assertThat(bench.seenByClient()).isEqualTo("250 stored\r\n");
  }

  @Test
  void segmentsDoNotMatterForIt() {
    Bench bench = Bench.greeted(Release.P42, Defect.NOOP);
    noop(bench);
    bench.inMessage();

    MESSAGE.chars().forEach(octet -> bench.client(Character.toString(octet)));

    assertThat(bench.seenByServer()).endsWith("XXXX\r\nMAIL me\r\n.\r\n").hasSameSizeAs(MESSAGE);
  }

  @Test
  void aLongLineIsJudgedByItsBeginning() {
    Bench bench = Bench.greeted(Release.P42, Defect.NOOP);
    noop(bench);
    bench.inMessage();
    String line = "x".repeat(5000) + "\r\n";

    bench.client(line + "MAIL " + line + ".\r\n");

    assertThat(bench.seenByServer()).isEqualTo("X".repeat(5000) + "\r\nMAIL " + line + ".\r\n");
  }

  @Test
  void aSessionWithoutNoopIsSound() {
    Bench bench = Bench.greeted(Release.P42, Defect.NOOP).inMessage();

    bench.client(MESSAGE);

    assertThat(bench.seenByServer()).isEqualTo(MESSAGE);
  }

  /** The cure: data is what the server said 354 to, whatever came before. */
  @Test
  void withoutTheDefectNoopDoesNothing() {
    for (Bench bench :
        new Bench[] {
          Bench.greeted(Release.P42),
          Bench.greeted(Release.P42, Defect.SEGMENTS),
          Bench.of(Policy.MAILGUARD_DEFAULT).greeted()
        }) {
      noop(bench);
      bench.inMessage();

      bench.client(MESSAGE);

      assertThat(bench.seenByServer()).isEqualTo(MESSAGE);
    }
  }
}
