package org.mailguard.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a service manager hears of {@code mailguard run}, from start to stop. */
@Tag("peers")
@Timeout(120)
class ServiceStatesTest {
  @TempDir private Path folder;

  /** A reload ends with ready even if it was refused: the old configuration serves. */
  @Test
  void readyReloadingAndStopping() throws Exception {
    Epoll.ensureAvailability();
    Path file = folder.resolve("startup-config");
    Files.writeString(file, "hostname a.example\n");
    Path path = folder.resolve("notify");
    Socket manager = Socket.newSocketDomainDgram();
    manager.bind(new DomainSocketAddress(path.toString()));
    try (Program program = start(path, file)) {
      program.awaitReady();
      assertThat(state(manager)).isEqualTo("READY=1");
      Files.writeString(file, "hostname\n");
      program.signal("HUP");
      assertThat(state(manager)).startsWith("RELOADING=1\nMONOTONIC_USEC=");
      assertThat(state(manager)).isEqualTo("READY=1");
      program.signal("TERM");
      assertThat(state(manager)).isEqualTo("STOPPING=1");
      assertThat(program.exitStatus()).isZero();
    } finally {
      manager.close();
    }
  }

  /** Nobody listens at the socket. */
  @Test
  void aManagerThatIsGoneHurtsNothing() throws Exception {
    Path file = folder.resolve("startup-config");
    Files.writeString(file, "hostname a.example\n");
    try (Program program = start(folder.resolve("nobody"), file)) {
      program.awaitReady();
      program.await("the service manager was not told READY=1");
      program.signal("HUP");
      program.await("MG-5-750003");
      program.signal("TERM");
      assertThat(program.exitStatus()).isZero();
    }
  }

  private static Program start(Path notify, Path file) throws IOException {
    return Program.of(
        List.of(
            "env",
            "NOTIFY_SOCKET=" + notify,
            "JAVA_HOME=" + System.getProperty("java.home"),
            Path.of("mailguard").toAbsolutePath().toString(),
            "run",
            "-c",
            file.toString()));
  }

  private static String state(Socket manager) {
    ByteBuffer datagram = ByteBuffer.allocateDirect(1000);
    int length =
        Awaitility.await("a state")
            .atMost(Duration.ofSeconds(20))
            .until(() -> manager.recv(datagram, 0, datagram.capacity()), octets -> octets > 0);
    byte[] octets = new byte[length];
    datagram.get(0, octets);
    return new String(octets, UTF_8);
  }
}
