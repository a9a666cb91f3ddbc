package org.mailguard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
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
  void explainKnowsTheShields() {
    assertThat(Mailguard.run("explain", "shield")).isEqualTo(ExitStatus.FINE);
    assertThat(Mailguard.run("explain", "shield", "exim-2019-06")).isEqualTo(ExitStatus.FINE);
    assertThat(Mailguard.run("explain", "shield", "exim")).isEqualTo(ExitStatus.UNKNOWN);
    assertThat(Mailguard.run("explain", "750103", "exim-2019-06")).isEqualTo(ExitStatus.UNKNOWN);
  }

  @Test
  void traceTellsMetNotMetAndUnreadableApart() throws IOException {
    Path good = Files.writeString(folder.resolve("good"), GOOD);
    Path old =
        Files.writeString(folder.resolve("old"), GOOD + "fixup protocol smtp 2525 release p51\n");
    Path met = dialogue("met", "EXPN staff\n= refused\n");
    assertThat(trace(good, met)).isEqualTo(ExitStatus.FINE);
    assertThat(trace(good, met, "--json")).isEqualTo(ExitStatus.FINE);
    assertThat(trace(good, met, "--policy", "release p51")).isEqualTo(ExitStatus.BAD);
    assertThat(trace(good, met, "--listen", "127.0.0.1:25")).isEqualTo(ExitStatus.BAD);
    assertThat(trace(good, met, "--peer", "192.0.2.1")).isEqualTo(ExitStatus.FINE);
    assertThat(trace(old, met)).isEqualTo(ExitStatus.BAD);
    assertThat(trace(good, met, "--diff", old.toString())).isEqualTo(ExitStatus.BAD);
    assertThat(trace(good, met, "--diff", good.toString(), "--json")).isEqualTo(ExitStatus.FINE);
    assertThat(trace(good, dialogue("broken", "hello\n"))).isEqualTo(ExitStatus.UNKNOWN);
    assertThat(trace(good, dialogue("setting", "peer x\nNOOP\n"))).isEqualTo(ExitStatus.UNKNOWN);
    assertThat(trace(good, folder.resolve("none"))).isEqualTo(ExitStatus.UNKNOWN);
    assertThat(trace(good, met, "--policy", "none")).isEqualTo(ExitStatus.UNKNOWN);
    assertThat(trace(good, met, "--peer", "here")).isEqualTo(ExitStatus.UNKNOWN);
    assertThat(trace(met, met)).isEqualTo(ExitStatus.UNKNOWN);
  }

  private Path dialogue(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static int trace(Path file, Path dialogue, String... more) {
    return Mailguard.run(
        Stream.concat(
                Stream.of("trace", "-c", file.toString(), dialogue.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void checkPlaysAFolderOfDialogues() throws IOException {
    Path good = Files.writeString(folder.resolve("good"), GOOD);
    Path dialogues = Files.createDirectory(folder.resolve("dialogues"));
    assertThat(with(dialogues, good)).isEqualTo(ExitStatus.UNKNOWN);
    Files.writeString(dialogues.resolve("met.txt"), "EXPN staff\n= refused\n");
    Files.writeString(dialogues.resolve("notes.md"), "no dialogue\n");
    assertThat(with(dialogues, good)).isEqualTo(ExitStatus.FINE);
    Files.writeString(dialogues.resolve("not-met.txt"), "NOOP\n= refused\n");
    assertThat(with(dialogues, good)).isEqualTo(ExitStatus.BAD);
    assertThat(with(dialogues, good, "--json")).isEqualTo(ExitStatus.BAD);
    Files.writeString(dialogues.resolve("broken.txt"), "hello\n");
    assertThat(with(dialogues, good)).isEqualTo(ExitStatus.UNKNOWN);
    assertThat(with(good, good)).isEqualTo(ExitStatus.UNKNOWN);
    assertThat(with(dialogues, dialogues.resolve("met.txt"))).isEqualTo(ExitStatus.BAD);
  }

  private static int with(Path dialogues, Path file, String... more) {
    return Mailguard.run(
        Stream.concat(
                Stream.of("check", "--with", dialogues.toString(), file.toString()),
                Stream.of(more))
            .toArray(String[]::new));
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
