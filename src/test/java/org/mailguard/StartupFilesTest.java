package org.mailguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StartupFilesTest {
  private static final String OLD = "hostname old\n".repeat(1_000);
  private static final String NEW = "hostname new\n".repeat(2_000);

  @TempDir private Path folder;

  /** Saves, and stops the process without any farewell at one of the steps. */
  static final class SaveAndStop {
    private static int steps;

    private SaveAndStop() {}

    public static void main(String[] args) throws IOException {
      int last = Integer.parseInt(args[1]);
      Runnable step =
          () -> {
            if (++steps == last) {
              Runtime.getRuntime().halt(9);
            }
          };
      new StartupFiles(Path.of(args[0]), step).saveStartup(NEW);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void aPowerCutLeavesTheOldFileOrTheNewOne(int step) throws Exception {
    Path startup = folder.resolve("startup-config");
    Files.writeString(startup, OLD);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SaveAndStop.class.getName(),
                startup.toString(),
                Integer.toString(step))
            .inheritIO()
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(9);
    assertThat(Files.readString(startup)).isEqualTo(step < 3 ? OLD : NEW);

    StartupFiles files = new StartupFiles(startup);
    files.saveStartup(NEW);
    assertThat(files.startup()).contains(NEW);
    assertThat(files.read("startup-config.000001")).contains(OLD);
  }

  @Test
  void keepsTheLastTwenty() throws IOException {
    StartupFiles files = new StartupFiles(folder.resolve("startup-config"));
    for (int i = 0; i < 25; i++) {
      files.saveStartup("hostname h" + i + "\n");
    }
    assertThat(files.startup()).contains("hostname h24\n");
    assertThat(files.old()).hasSize(20);
    assertThat(files.old().getFirst()).endsWith("startup-config.000024");
    assertThat(files.read("startup-config.000024")).contains("hostname h23\n");
    assertThat(files.read("startup-config.000004")).isEmpty();
  }

  @Test
  void erasingKeepsWhatWasThere() throws IOException {
    StartupFiles files = new StartupFiles(folder.resolve("startup-config"));
    files.saveStartup(OLD);
    files.eraseStartup();
    assertThat(files.startup()).isEmpty();
    assertThat(files.read("startup-config.000001")).contains(OLD);
    files.eraseStartup();
  }

  @Test
  void theNewFileHasThePermissionsOfTheOldOne() throws IOException {
    Path startup = folder.resolve("startup-config");
    StartupFiles files = new StartupFiles(startup);
    files.saveStartup(OLD);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(startup)))
        .isEqualTo("rw-------");
    Files.setPosixFilePermissions(startup, PosixFilePermissions.fromString("rw-r-----"));
    files.saveStartup(NEW);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(startup)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path real = folder.resolve("real");
    Path link = folder.resolve("startup-config");
    Files.writeString(real, OLD);
    Files.createSymbolicLink(link, real);
    new StartupFiles(link).saveStartup(NEW);
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(Files.readString(real)).isEqualTo(NEW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../x", "/etc/passwd", "a/b", ".hidden", "a b", "a\u0000"})
  void namesOfOperatorsStayInTheirFolder(String name) throws IOException {
    StartupFiles files = new StartupFiles(folder.resolve("startup-config"));
    assertThatThrownBy(() -> files.write(name, OLD)).hasMessageContaining("a name has");
    assertThatThrownBy(() -> files.read(name)).hasMessageContaining("a name has");
  }

  @Test
  void operatorsHaveSoManyFilesAndNoMore() throws IOException {
    StartupFiles files = new StartupFiles(folder.resolve("startup-config"));
    for (int i = 0; i < 100; i++) {
      files.write("file" + i, OLD);
    }
    files.write("file99", NEW);
    assertThat(files.read("file99")).contains(NEW);
    assertThatThrownBy(() -> files.write("more", OLD)).hasMessage("there are 100 files already");
    assertThat(files.names()).hasSize(100);
    try (Stream<Path> left = Files.list(folder.resolve("startup-config.files"))) {
      assertThat(left.map(file -> file.getFileName().toString()).toList())
          .noneMatch(file -> file.endsWith(".new"));
    }
    assertThat(List.copyOf(files.old())).isEmpty();
  }
}
