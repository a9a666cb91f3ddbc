package org.mailguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mailguard.FreshPort;
import org.mailguard.peers.ScriptedServer;
import org.mailguard.peers.WireClient;

/** Ports below 1024 without root: by a socket that systemd hands over, and by one capability. */
@Tag("peers")
@Timeout(180)
class PrivilegedPortTest {
  private static final String LAUNCHER = Path.of("mailguard").toAbsolutePath().toString();
  private static final List<String> NOBODY =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

  @TempDir private Path folder;
  private Path file = Path.of("");

  /** The unprivileged user has to reach it. */
  @BeforeEach
  void openFolder() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    file = folder.resolve("startup-config");
  }

  private static int freePort() throws IOException {
    return FreshPort.take();
  }

  private static int freePortOfRoot() throws IOException {
    for (int port = 925; port < 1024; port++) {
      if (isFree(port)) {
        return port;
      }
    }
    throw new IOException("no free port from 925 to 1023");
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  private void configure(int port, int serverPort) throws IOException {
    Files.writeString(
        file,
        """
        ip address outside 127.0.0.1
        static (inside,outside) tcp interface %1$d 127.0.0.1 %2$d
        access-list mail permit tcp any interface outside eq %1$d
        access-group mail in interface outside
        fixup protocol smtp %1$d
        no relay-test
        """
            .formatted(port, serverPort));
  }

  private static void server(ScriptedServer.Session session) throws IOException {
    session.say("220 backend.test ESMTP");
    session.awaitEnd();
  }

  private static Program activated(int port, String... command) throws IOException {
    List<String> whole = new ArrayList<>(List.of("systemd-socket-activate"));
    whole.addAll(List.of("-E", "JAVA_HOME=" + System.getProperty("java.home")));
    whole.addAll(List.of("--fdname=smtp", "-l", "127.0.0.1:" + port));
    whole.addAll(List.of(command));
    return Program.of(whole);
  }

  private static Program asNobody(List<String> before, Path file, String... more)
      throws IOException {
    List<String> whole = new ArrayList<>(before);
    whole.addAll(NOBODY);
    whole.addAll(List.of(more));
    whole.addAll(List.of(LAUNCHER, "run", "-c", file.toString()));
    return Program.of(whole);
  }

  private static void assumeRootWithSetpriv() throws Exception {
    List<String> tried = new ArrayList<>(NOBODY);
    tried.addAll(List.of("test", "-r", "target/mailguard.jar"));
    assumeTrue(
        ends(List.of("setpriv", "--version")) && ends(tried),
        "needs root, setpriv, and a checkout that everybody can read");
  }

  private static boolean ends(List<String> command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException notThere) {
      return false;
    }
  }

  private static void assumeActivation() throws Exception {
    assumeTrue(
        ends(List.of("systemd-socket-activate", "--version")),
        "needs systemd-socket-activate of the package systemd");
  }

  /** The socket belongs to whoever bound it: no reload may lose a client that waits there. */
  @Test
  void aSocketOfSystemdServesAndSurvivesReloads() throws Exception {
    assumeActivation();
    int port = freePort();
    int other = freePort();
    try (var server = ScriptedServer.start(PrivilegedPortTest::server)) {
      configure(port, server.port());
      try (Program program = activated(port, LAUNCHER, "run", "-c", file.toString())) {
        program.await("Listening on");
        try (var client = WireClient.connect(port)) {
          assertThat(program.awaitReady()).isEqualTo("ready 127.0.0.1:" + port);
          client.expect(220);

          program.signal("STOP");
          try (var waiting = WireClient.connect(port)) {
            program.signal("HUP");
            program.signal("CONT");
            program.await("MG-5-750003");
            waiting.expect(220);
          }

          configure(other, server.port());
          program.signal("HUP");
          assertThat(program.await("MG-4-750008")).contains("127.0.0.1:" + port + " (smtp)");
          try (var waiting = WireClient.connect(port)) {
            configure(port, server.port());
            program.signal("HUP");
            program.await("MG-5-750003");
            waiting.expect(220);
          }
          client.command("EXPN x", 502);
          program.signal("TERM");
          program.await("MG-5-750002");
        }
        assertThat(program.exitStatus()).isZero();
      }
    }
  }

  /** A shell that stays between has another process id, and the descriptors may be its own. */
  @Test
  void socketsForAnotherProcessAreNotTouched() throws Exception {
    assumeActivation();
    int port = freePort();
    int other = freePort();
    configure(other, 1);
    try (Program program =
        activated(port, "sh", "-c", LAUNCHER + " run -c " + file + "; exit $?")) {
      program.await("Listening on");
      try (var _ = WireClient.connect(port)) {
        assertThat(program.await("sockets handed over are ignored")).contains("LISTEN_PID is");
        assertThat(program.awaitReady()).isEqualTo("ready 127.0.0.1:" + other);
      }
    }
  }

  @Test
  void theJdksTransportRefusesThem() throws Exception {
    assumeActivation();
    int port = freePort();
    configure(port, 1);
    try (Program program =
        activated(
            port,
            "env",
            "MAILGUARD_JAVA_OPTS=-Dio.netty.transport.noNative=true",
            LAUNCHER,
            "run",
            "-c",
            file.toString())) {
      program.await("Listening on");
      try (var _ = WireClient.connect(port)) {
        assertThat(program.await("sockets were handed over")).contains("only the epoll transport");
        assertThat(program.exitStatus()).isEqualTo(2);
      }
    }
  }

  @Test
  void oneCapabilityIsEnough() throws Exception {
    assumeRootWithSetpriv();
    int port = freePortOfRoot();
    try (var server = ScriptedServer.start(PrivilegedPortTest::server)) {
      configure(port, server.port());
      try (Program program =
          asNobody(
              List.of(),
              file,
              "--inh-caps=+net_bind_service",
              "--ambient-caps=+net_bind_service")) {
        assertThat(program.awaitReady()).isEqualTo("ready 127.0.0.1:" + port);
        try (var client = WireClient.connect(port)) {
          client.expect(220);
        }
        program.signal("TERM");
        assertThat(program.exitStatus()).isZero();
      }
    }
  }

  /** In a network of its own, since some machines let everybody bind every port. */
  @Test
  void withoutItTheErrorNamesTheWaysOut() throws Exception {
    assumeRootWithSetpriv();
    assumeTrue(ends(List.of("unshare", "--net", "true")), "needs a network namespace");
    Files.writeString(
        file,
        """
        static (inside,outside) tcp interface 925 127.0.0.1 10025
        access-list mail permit tcp any interface outside eq 925
        access-group mail in interface outside
        fixup protocol smtp 925
        """);
    try (Program program = asNobody(List.of("unshare", "--net"), file)) {
      assertThat(program.await("cannot listen"))
          .contains(
              "*:925",
              "etc/systemd/mailguard.socket",
              "CAP_NET_BIND_SERVICE",
              "net.ipv4.ip_unprivileged_port_start of at most 925");
      assertThat(program.exitStatus()).isEqualTo(2);
    }
  }
}
