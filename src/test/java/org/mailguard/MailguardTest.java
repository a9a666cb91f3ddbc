package org.mailguard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exit statuses of the commands (docs/reference); what they print is tested where it is made. */
class MailguardTest {
  private static final String GOOD =
      """
      ip address outside 127.0.0.1
      static (inside,outside) tcp interface 2525 127.0.0.1 2600
      access-list mail permit tcp any interface outside eq 2525
      access-group mail in interface outside
      """;

  @TempDir private Path folder;

  @Test
  void checkTellsGoodBadAndUnreadableApart() throws IOException {
    Path good = Files.writeString(folder.resolve("good"), GOOD);
    Path bad =
        Files.writeString(folder.resolve("bad"), "static (inside,outside) tcp here 25 there 25\n");
    assertThat(Mailguard.run("check", good.toString())).isEqualTo(ExitStatus.FINE);
    assertThat(Mailguard.run("check", bad.toString())).isEqualTo(ExitStatus.BAD);
    assertThat(Mailguard.run("check", folder.resolve("none").toString()))
        .isEqualTo(ExitStatus.UNKNOWN);
    assertThat(Mailguard.run("check", folder.toString())).isEqualTo(ExitStatus.UNKNOWN);
  }

  @Test
  void strictCheckFailsOnALineThatIsNotUsed() throws IOException {
    Path good = Files.writeString(folder.resolve("good"), GOOD);
    Path more = Files.writeString(folder.resolve("more"), GOOD + "mtu outside 1500\n");
    assertThat(Mailguard.run("check", "--strict", good.toString())).isEqualTo(ExitStatus.FINE);
    assertThat(Mailguard.run("check", more.toString())).isEqualTo(ExitStatus.FINE);
    assertThat(Mailguard.run("check", "--strict", more.toString())).isEqualTo(ExitStatus.BAD);
    assertThat(Mailguard.run("check", "--json", "--strict", more.toString()))
        .isEqualTo(ExitStatus.BAD);
  }

  @Test
  void runRefusesWhatCheckRefuses() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad"), "hostname\n");
    assertThat(Mailguard.run("run", "-c", bad.toString())).isEqualTo(ExitStatus.BAD);
    assertThat(Mailguard.run("run", "-c", folder.resolve("none").toString()))
        .isEqualTo(ExitStatus.UNKNOWN);
    Path good = Files.writeString(folder.resolve("good"), GOOD);
    assertThat(Mailguard.run("run", "--check-only", "-c", good.toString()))
        .isEqualTo(ExitStatus.FINE);
  }

  @Test
  void explainTakesAnIdInEveryFormThatALogShows() {
    assertThat(Mailguard.run("explain")).isEqualTo(ExitStatus.FINE);
    assertThat(Mailguard.run("explain", "MG-5-750103")).isEqualTo(ExitStatus.FINE);
    assertThat(Mailguard.run("explain", "%MG-5-750103:")).isEqualTo(ExitStatus.FINE);
    assertThat(Mailguard.run("explain", "106023")).isEqualTo(ExitStatus.FINE);
    assertThat(Mailguard.run("explain", "MG-5-1")).isEqualTo(ExitStatus.UNKNOWN);
  }

  @Test
  void aWrongCommandLineIsTwo() {
    assertThat(Mailguard.run()).isEqualTo(ExitStatus.UNKNOWN);
    assertThat(Mailguard.run("guard")).isEqualTo(ExitStatus.UNKNOWN);
    assertThat(Mailguard.run("check")).isEqualTo(ExitStatus.UNKNOWN);
  }

  @Test
  void trainPassesOneMessageThroughBothDoors() {
    assertThat(Mailguard.run("train")).isEqualTo(ExitStatus.FINE);
  }
}
