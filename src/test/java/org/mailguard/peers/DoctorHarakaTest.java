package org.mailguard.peers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server in JavaScript before the doctor; skipped where there was no npm to install it by. */
@NeedsPeers
class DoctorHarakaTest {
  @Test
  void harakaIsNamedAndNotBlamed() throws Exception {
    assumeTrue(
        Files.isExecutable(Peers.haraka()), "Haraka is not installed, since there is no npm");
    int port = Daemon.freePort();
    try (Folder folder = Folder.create("haraka")) {
      Path home = folder.file("home");
      String haraka = Peers.haraka().toString();
      Program.run(haraka, "-i", home.toString()).succeeded();
      configure(home.resolve("config"), port);
      try (Daemon _ =
          Daemon.start(folder.file("output"), port, List.of(haraka, "-c", home.toString()))) {
        Diagnosed.port(port).isWithoutSuspicion("server-haraka");
      }
    }
  }

  /** Without plugins: who a recipient is, nobody asks here. */
  private static void configure(Path config, int port) throws IOException {
    Files.writeString(config.resolve("me"), "mail2020.example0202.org\n");
    Files.writeString(config.resolve("plugins"), "");
    Files.writeString(
        config.resolve("smtp.ini"), "[main]\nlisten=127.0.0.1:%d\nnodes=0\n".formatted(port));
  }
}
