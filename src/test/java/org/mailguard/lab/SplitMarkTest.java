package org.mailguard.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailguard.policy.Laboratory.Defect;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Release;

/** CSCds90792: an end mark in two segments (reference: cisco-mailguard 5.4, 5.5, F6, F7). */
class SplitMarkTest {
  private static final String MESSAGE = "Subject: hello\r\n\r\ntext\r\n.\r\n";
  private static final int MARK = MESSAGE.length() - 5;

  private static Bench inMessage() {
    return Bench.greeted(Release.P51, Defect.SPLIT_MARK).inMessage();
  }

  private static String[] cut(int behind) {
    int at = MARK + behind;
    return new String[] {MESSAGE.substring(0, at), MESSAGE.substring(at)};
  }

  /** 2 is the cure that Postfix and PowerMTA found: dot and line end in a segment of their own. */
  @ParameterizedTest
  @ValueSource(ints = {-3, 0, 2, 5})
  void aMarkInOneSegmentIsFound(int behind) {
    Bench bench = inMessage();

    bench.client(cut(behind));
    bench.server("250 stored\r\n");

    assertThat(bench.seenByServer()).isEqualTo(MESSAGE);
    assertThat(bench.seenByClient()).isEqualTo("250 stored\r\n");
    bench.client("EXPN staff\r\n");
    assertThat(bench.seenByServer()).isEqualTo("XXXXXXXXXX\r\n");
  }

  /** The session hangs behind DATA; the server never sees the end, and nothing is delivered. */
  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void aMarkThatIsCutBehindTheDotHangs(int behind) {
    Bench bench = inMessage();

    bench.client(cut(behind));
    bench.client("QUIT\r\n");

    assertThat(bench.seenByServer()).isEqualTo(cut(behind)[0]);
    assertThat(bench.seenByClient()).isEmpty();
    bench.happens("expire");
    assertThat(bench.isClosed()).isTrue();
    assertThat(bench.isAborted()).isTrue();
    assertThat(bench.notes()).anyMatch(note -> note.startsWith("CLIENT_TIMEOUT"));
  }

  /** The server has the message and the sender does not know: it will come again. */
  @Test
  void aMarkThatIsCutBeforeTheDotIsPassedAndNotNoticed() {
    Bench bench = inMessage();

    bench.client(cut(1));
    bench.server("250 stored\r\n");

    assertThat(bench.seenByServer()).isEqualTo(MESSAGE);
    assertThat(bench.seenByClient()).isEmpty();
    bench.happens("client closes");
    assertThat(bench.isClosed()).isTrue();
  }

  @Test
  void aMessageOctetForOctetIsStoredAndNeverAcknowledged() {
    Bench bench = inMessage();

    MESSAGE.chars().forEach(octet -> bench.client(Character.toString(octet)));
    bench.server("250 stored\r\n");

    assertThat(bench.seenByServer()).isEqualTo(MESSAGE);
    assertThat(bench.seenByClient()).isEmpty();
  }

  /** The cure: accepted once, wherever the mark is cut. */
  @ParameterizedTest
  @ValueSource(ints = {-3, 0, 1, 2, 3, 4, 5})
  void withoutTheDefectTheMarkMayBeCutAnywhere(int behind) {
    for (Bench bench :
        new Bench[] {
          Bench.greeted(Release.P51),
          Bench.greeted(Release.P51, Defect.SEGMENTS),
          Bench.of(Policy.MAILGUARD_DEFAULT).greeted()
        }) {
      bench.inMessage();

      bench.client(cut(behind));
      bench.server("250 stored\r\n");

      assertThat(bench.seenByServer()).isEqualTo(MESSAGE);
      assertThat(bench.seenByClient()).isEqualTo("250 stored\r\n");
    }
  }
}
