package org.mailguard.console;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Strangers at the doors, and what they must not be able to do to operators. */
@Timeout(60)
final class HostileKnockTest {
  private static Parts parts() {
    StillGuard guard =
        new StillGuard(Configurations.read("passwd cisco\ntelnet 127.0.0.0 255.0.0.0\n"));
    return Session.parts(guard, new MemoryStore(""), new ArrayList<>());
  }

  /** They kept every processor that virtual threads have, and so all doors shut. */
  @Test
  void whoTypesWithoutAnEndKeepsNobodyOut() throws Exception {
    Parts parts = parts();
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    List<Socket> strangers = new ArrayList<>();
    try (TelnetDoor door = TelnetDoor.open(any, parts, new Console(parts), new Places())) {
      for (int i = 0; i < Places.KNOCKING_OF_ONE; i++) {
        Socket stranger = new Socket(door.at().getAddress(), door.at().getPort());
        strangers.add(stranger);
        Thread.ofPlatform().daemon().start(() -> typeForEver(stranger));
      }
      await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> greeted(door.at()));
    } finally {
      for (Socket stranger : strangers) {
        stranger.close();
      }
    }
  }

  private static void typeForEver(Socket stranger) {
    byte[] keys = ("y".repeat(200) + "\025").repeat(20).getBytes(US_ASCII);
    try {
      while (!stranger.isClosed()) {
        stranger.getOutputStream().write(keys);
      }
    } catch (IOException e) {
      // The guard has sent him away.
    }
  }

  private static void greeted(InetSocketAddress at) throws IOException {
    try (Socket operator = new Socket(at.getAddress(), at.getPort())) {
      operator.setSoTimeout(2_000);
      assertThat(operator.getInputStream().read()).isEqualTo(TelnetOptions.IAC);
    }
  }

  @Test
  void fileThatIsNoSocketStays(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("startup-config"), "hostname guard\n");
    Parts parts = parts();
    assertThatThrownBy(() -> LocalDoor.open(file, parts, new Console(parts)).close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is no socket");
    assertThat(file).hasContent("hostname guard\n");
  }
}
