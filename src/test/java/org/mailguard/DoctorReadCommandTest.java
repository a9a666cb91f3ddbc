package org.mailguard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** {@code doctor read} as it is typed. */
@ResourceLock(Resources.SYSTEM_OUT)
class DoctorReadCommandTest {
  private static final String SAMPLES = "src/test/resources/doctor/read/";

  /** What came of a run. */
  private record Run(int status, String output) {}

  private static Run run(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(out, true, UTF_8));
    try {
      String[] all = new String[words.length + 2];
      all[0] = "doctor";
      all[1] = "read";
      System.arraycopy(words, 0, all, 2, words.length);
      return new Run(Mailguard.run(all), out.toString(UTF_8));
    } finally {
      System.setOut(before);
    }
  }

  @Test
  void theExitStatusIsTheVerdict() {
    assertThat(run(SAMPLES + "swaks-clean.txt").status()).isEqualTo(ExitStatus.FINE);
    assertThat(run(SAMPLES + "swaks-p51.txt").status()).isEqualTo(ExitStatus.BAD);
    assertThat(run(SAMPLES + "outlook.txt").status()).isEqualTo(ExitStatus.UNKNOWN);
    assertThat(run(SAMPLES + "nowhere.txt").status()).isEqualTo(ExitStatus.UNKNOWN);
    assertThat(run(SAMPLES).status()).as("a folder").isEqualTo(ExitStatus.UNKNOWN);
    assertThat(run().status()).isEqualTo(ExitStatus.UNKNOWN);
  }

  @Test
  void theVerdictComesFirst() {
    assertThat(run(SAMPLES + "dsn-body-type.eml").output())
        .startsWith("Something on the way changes or breaks the conversation: ");
    assertThat(run(SAMPLES + "swaks-p51.txt", "--json", "--redact").output())
        .startsWith("{\"verdict\":\"interference\"")
        .doesNotContain("mx.example.test");
  }

  /** Two transcripts are two sides of a box. */
  @Test
  void transcriptsAreComparedAsWell(@TempDir Path folder) throws IOException {
    String outside = Files.readString(Path.of(SAMPLES + "swaks-asa.txt"));
    Path inside =
        Files.writeString(
            folder.resolve("inside.txt"), outside.replace("XXXXXXXA", "STARTTLS"), UTF_8);

    assertThat(run(SAMPLES + "swaks-asa.txt", inside.toString()).output())
        .contains("sides-starttls")
        .contains("changed, server to client, EHLO")
        .contains("- 250 STARTTLS")
        .contains("+ 250 XXXXXXXA");
  }
}
