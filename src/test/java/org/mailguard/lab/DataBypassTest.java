package org.mailguard.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mailguard.policy.Laboratory.Defect;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Release;

/** CVE-2000-1022 and CSCdu47003: the cases B1 to B3 (reference: cisco-mailguard 13). */
class DataBypassTest {

  /** B1: the server refuses DATA, and the box is open all the same. */
  @Test
  void aRefusedDataOpensTheFilter() {
    Bench bench = Bench.greeted(Release.P51, Defect.DATA);

    bench.client("DATA\r\n");
    bench.server("503 no recipients\r\n");
    bench.client("EXPN root\r\n");
    bench.server("250 root@mx.example\r\n");

    assertThat(bench.seenByServer()).isEqualTo("DATA\r\nEXPN root\r\n");
    assertThat(bench.seenByClient()).isEqualTo("503 no recipients\r\n250 root@mx.example\r\n");
  }

  @Test
  void theNextEndMarkClosesIt() {
    Bench bench = Bench.greeted(Release.P51, Defect.DATA);

    bench.client("DATA\r\n");
    bench.server("503 no recipients\r\n");
    bench.client("VRFY root\r\n.\r\nVRFY root\r\n");

    assertThat(bench.seenByServer()).isEqualTo("DATA\r\nVRFY root\r\n.\r\nXXXXXXXXX\r\n");
  }

  /** B2: all of it in one segment, before the greeting is there. */
  @Test
  void oneSegmentIsEnough() {
    Bench bench = Bench.of(Release.P51, Defect.DATA);

    bench.client("DATA\r\nEXPN root\r\n.\r\nVRFY root\r\n");
    bench.server("220 mx.example ESMTP\r\n");

    assertThat(bench.seenByServer()).isEqualTo("DATA\r\nEXPN root\r\n.\r\nXXXXXXXXX\r\n");
  }

  @Test
  void anHonestMessagePassesAsItDid() {
    Bench bench = Bench.greeted(Release.P51, Defect.DATA).inMessage();

    bench.client("text\r\n.\r\n");
    bench.server("250 stored\r\n");
    bench.client("EXPN root\r\n");

    assertThat(bench.seenByServer()).isEqualTo("text\r\n.\r\nXXXXXXXXX\r\n");
    assertThat(bench.seenByClient()).isEqualTo("250 stored\r\n");
  }

  /** B3: the regression needs two. */
  @Test
  void theRegressionNeedsASecondData() {
    Bench bench = Bench.greeted(Release.P51, Defect.DATA_AGAIN);

    bench.client("DATA\r\n");
    bench.server("503 no recipients\r\n");
    bench.client("EXPN root\r\n");
    bench.server("500 what\r\n");
    bench.client("DATA\r\n");
    bench.server("503 no recipients\r\n");
    bench.client("EXPN root\r\n");

    assertThat(bench.seenByServer()).isEqualTo("DATA\r\nXXXXXXXXX\r\nDATA\r\nEXPN root\r\n");
  }

  /** The cure. */
  @Test
  void withoutTheDefectTheServerDecides() {
    for (Bench bench :
        new Bench[] {Bench.greeted(Release.P51), Bench.greeted(Release.P51, Defect.SEGMENTS)}) {
      bench.client("DATA\r\n");
      bench.server("503 no recipients\r\n");
      bench.client("EXPN root\r\n");

      assertThat(bench.seenByServer()).isEqualTo("DATA\r\nXXXXXXXXX\r\n");
    }
    Bench honest = Bench.of(Policy.MAILGUARD_DEFAULT).greeted();
    honest.client("DATA\r\n", "EXPN root\r\n");
    assertThat(honest.seenByServer()).doesNotContain("EXPN");
  }
}
