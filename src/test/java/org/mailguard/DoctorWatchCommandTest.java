package org.mailguard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mailguard.doctor.boxes.BoxFile;
import org.mailguard.doctor.boxes.FakeBox;
import picocli.CommandLine;

@Timeout(120)
class DoctorWatchCommandTest {
  private static BoxFile box(String name) throws IOException {
    return BoxFile.read(Path.of("src/test/resources/doctor/boxes/" + name + ".box"));
  }

  private static int watch(long runs, InetSocketAddress at, Path history) throws IOException {
    return new CommandLine(new DoctorWatchCommand(runs))
        .execute(
            "127.0.0.1:" + at.getPort(),
            "--every",
            "1s",
            "--pause",
            "0",
            "--patience",
            "5",
            "--name",
            "a.test",
            "--history",
            history.toString(),
            "--metrics",
            "127.0.0.1:" + FreePort.near(0));
  }

  /** What was known when the program ended is what the next one compares with. */
  @Test
  void aChangeBetweenTwoProgramsIsSeen(@TempDir Path folder) throws IOException {
    Path history = folder.resolve("history");
    InetSocketAddress at;
    try (FakeBox clean = FakeBox.play(box("clean-postfix"))) {
      at = clean.address();
      assertThat(watch(2, at, history)).isEqualTo(ExitStatus.FINE);
    }
    try (FakeBox _ = FakeBox.play(box("asa-a72"), at)) {
      assertThat(watch(1, at, history)).isEqualTo(ExitStatus.BAD);
    }
    assertThat(watch(1, at, history)).isEqualTo(ExitStatus.UNKNOWN);
    List<String> lines = Files.readAllLines(history);
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).contains("\"changes\":[\"first seen, clean\"]");
    assertThat(lines.get(1)).contains("\"changes\":[]");
    assertThat(lines.get(2)).contains("\"changes\":[\"verdict interference, was clean\",");
    assertThat(lines.get(3)).contains("\"changes\":[\"verdict unreachable, was interference\"]");
  }

  @Test
  void whatCannotBeWatchedIsRefused(@TempDir Path folder) throws IOException {
    Path foreign = Files.writeString(folder.resolve("foreign"), "mine\n");
    for (List<String> words :
        List.of(
            List.<String>of(),
            List.of("a.example", "--every", "10s"),
            List.of("127.0.0.1", "--every", "0s"),
            List.of("127.0.0.1", "--every", "8d"),
            List.of("127.0.0.1", "--every", "soon"),
            List.of("127.0.0.1", "--keep", "0"),
            List.of("127.0.0.1", "--history", foreign.toString()),
            List.of("127.0.0.1", "--metrics", "192.0.2.1:9325"))) {
      List<String> all = new ArrayList<>(List.of("doctor", "watch"));
      all.addAll(words);
      assertThat(Mailguard.run(all.toArray(new String[0])))
          .as("%s", words)
          .isEqualTo(ExitStatus.UNKNOWN);
    }
    assertThat(foreign).hasContent("mine\n");
  }
}
