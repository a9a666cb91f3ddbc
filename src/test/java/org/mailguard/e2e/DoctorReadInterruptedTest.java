package org.mailguard.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code doctor read -} where the input has no end, as behind {@code tail -f}. */
@Tag("peers")
@Timeout(60)
class DoctorReadInterruptedTest {
  private static final String GUILTY =
      "Nov  2 10:00:00 mx postfix/smtp[1]: 4A0001: enabling PIX workarounds: disable_esmtp"
          + " delay_dotcrlf for mx.example.test[192.0.2.1]:25\n";
  private static final String QUIET = "Nov  2 10:00:01 mx postfix/qmgr[2]: 4A0001: removed\n";

  /** More than a pipe holds: when all of it is written the program has read, and can be stopped. */
  private static final int LINES = 1 << 13;

  @Test
  void whatWasReadByThenIsReported() throws Exception {
    try (Program program = Program.startSignalled("doctor", "read", "-")) {
      program.write((GUILTY + QUIET.repeat(LINES)).getBytes(US_ASCII));
      program.signal("INT");

      assertThat(program.rest())
          .startsWith("Something on the way changes or breaks the conversation: ")
          .contains("standard input:1, Nov  2 10:00:00")
          .contains("Interrupted: standard input is read as far as it had come by then.");
      assertThat(program.exitStatus()).isEqualTo(1);
    }
  }

  /** What was not read to its end is never clean. */
  @Test
  void withoutAFindingItCannotBeTold() throws Exception {
    try (Program program =
        Program.startSignalled("doctor", "read", "--json", "-", "/nonexistent")) {
      program.write(
          ("S: 220 mx\nC: EHLO a\nS: 250 mx\n" + "C: NOOP\nS: 250 ok\n".repeat(LINES))
              .getBytes(US_ASCII));
      program.signal("INT");

      assertThat(program.rest())
          .startsWith("{\"verdict\":\"inconclusive\",")
          .contains("/nonexistent was not read: it was interrupted before.");
      assertThat(program.exitStatus()).isEqualTo(2);
    }
  }
}
