package org.mailguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mailguard.FreshPort;
import org.mailguard.peers.FakeExchange;
import org.mailguard.peers.WireClient;
import org.mailguard.peers.WireReply;

/**
 * The founding article's own test, type {@code goodmorning} and see, and its recipe: take the
 * filter off with {@code no fixup protocol smtp}, save, reload (reference: cisco-mailguard 7.1,
 * 12.1). The recipe goes through the file here.
 */
@Tag("peers")
@Timeout(120)
class ArticleTest {
  private static final String UNRECOGNIZED = "500 5.3.3 Unrecognized command";

  @TempDir private Path folder;

  /** What a release makes of {@code goodmorning}, for the server and for the client. */
  private record Seen(String release, String server, String client) {}

  private static final List<Seen> ON =
      List.of(
          new Seen("p40", "", "250 OK"),
          new Seen("p42", "NOOP       ", "250 2.0.0 OK"),
          new Seen("p44", "NOOP       ", "250 2.0.0 OK"),
          new Seen("p51", "XXXXXXXXXXX", UNRECOGNIZED),
          new Seen("p70", "XXXXXXXXXXX", UNRECOGNIZED),
          new Seen("a72", "XXXXXXXXXXX", UNRECOGNIZED),
          new Seen("a94", "XXXXXXXXXXX", UNRECOGNIZED));

  @Test
  void goodmorningWithTheFilterOnAndOff() throws Exception {
    Path file = folder.resolve("startup-config");
    int port = freePort();
    try (FakeExchange server = FakeExchange.start()) {
      write(file, port, server.port(), "no fixup protocol smtp " + port);
      try (Program program = Program.start("run", "-c", file.toString())) {
        program.awaitReady();
        assertOff(port, server);
        for (Seen seen : ON) {
          write(
              file,
              port,
              server.port(),
              "fixup protocol smtp " + port + " release " + seen.release());
          reload(program);
          int before = server.lines().size();
          assertThat(goodmorning(port)).as(seen.release()).hasToString(seen.client());
          assertThat(String.join("", server.lines().subList(before, server.lines().size())))
              .as(seen.release())
              .startsWith(seen.server());

          // The recipe: conf t, no fixup protocol smtp 25, write memory, reload.
          write(file, port, server.port(), "no fixup protocol smtp " + port);
          reload(program);
          assertOff(port, server);
        }
      }
    }
  }

  private static void assertOff(int port, FakeExchange server) throws IOException {
    int before = server.lines().size();
    try (var client = WireClient.connect(port)) {
      assertThat(client.readLine()).isEqualTo(FakeExchange.GREETING);
      assertThat(client.command("goodmorning")).hasToString(UNRECOGNIZED);
      assertThat(server.lines().get(before)).isEqualTo("goodmorning");
      assertThat(client.command("EHLO a.test", 250).lines()).hasSizeGreaterThan(5);
      client.quit();
    }
  }

  private static WireReply goodmorning(int port) throws IOException {
    try (var client = WireClient.connect(port)) {
      assertThat(client.readLine()).startsWith("220").isNotEqualTo(FakeExchange.GREETING);
      return client.command("goodmorning");
    }
  }

  private static void reload(Program program) throws Exception {
    program.signal("HUP");
    program.await("MG-5-750003");
  }

  private static void write(Path file, int port, int serverPort, String fixup) throws IOException {
    Files.writeString(
        file,
        """
        ip address outside 127.0.0.1
        static (inside,outside) tcp interface %1$d 127.0.0.1 %2$d
        access-list mail permit tcp any interface outside eq %1$d
        access-group mail in interface outside
        no relay-test
        logging stdout json
        %3$s
        """
            .formatted(port, serverPort, fixup));
  }

  private static int freePort() throws IOException {
    return FreshPort.take();
  }
}
