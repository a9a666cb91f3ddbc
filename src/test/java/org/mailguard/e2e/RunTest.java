package org.mailguard.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mailguard.FreshPort;
import org.mailguard.peers.ScriptedServer;
import org.mailguard.peers.WireClient;

/** {@code mailguard run} as a process: ready, reload, drain, and a death that loses nothing. */
@Tag("peers")
@Timeout(120)
class RunTest {
  @TempDir private Path folder;
  private Path file = Path.of("");
  private int port;

  @BeforeEach
  void choosePort() throws IOException {
    port = FreshPort.take();
    file = folder.resolve("startup-config");
  }

  private void configure(int serverPort, String more) throws IOException {
    Files.writeString(
        file,
        """
        ip address outside 127.0.0.1
        static (inside,outside) tcp interface %1$d 127.0.0.1 %2$d
        access-list mail permit tcp any interface outside eq %1$d
        access-group mail in interface outside
        fixup protocol smtp %1$d
        no relay-test
        %3$s
        """
            .formatted(port, serverPort, more));
  }

  private static void server(ScriptedServer.Session session) throws IOException {
    session.say("220 backend.test ESMTP");
    session.awaitEnd();
  }

  @Test
  void aGuardThatNobodyCanReachSaysSo() throws Exception {
    Files.writeString(file, "hostname nowhere.example\n");
    try (Program program = Program.start("run", "-c", file.toString())) {
      assertThat(program.awaitReady())
          .isEqualTo("ready nowhere: nothing is published, so nobody can connect");
    }
  }

  @Test
  void readyReloadAndDrain() throws Exception {
    try (var server = ScriptedServer.start(RunTest::server)) {
      configure(server.port(), "logging stdout json");
      try (Program program = Program.start("run", "-c", file.toString())) {
        assertThat(program.awaitReady()).isEqualTo("ready 127.0.0.1:" + port);
        try (var client = WireClient.connect(port)) {
          client.expect(220);
          assertThat(client.command("EXPN x", 502).text()).contains("MG-5-750103");
          assertThat(program.await("MG-5-750103")).startsWith("{\"time\":\"");

          Files.writeString(file, "hostname\n");
          program.signal("HUP");
          program.await("MG-3-750004");
          configure(server.port(), "hostname other.example");
          program.signal("HUP");
          program.await("MG-5-750003");
          try (var second = WireClient.connect(port)) {
            assertThat(second.expect(220).text()).isEqualTo("other.example ESMTP");
            second.command("EXPN x", 502);
          }

          program.signal("TERM");
          program.await("MG-5-750002");
          assertThat(client.command("NOOP", 421).text()).contains("MG-5-750002");
        }
        assertThat(program.exitStatus()).isZero();
      }
    }
  }

  /**
   * D-07: the guard dies in the middle of a message. The server gets no end mark, the client no
   * verdict.
   */
  @Test
  void killedInsideAMessage() throws Exception {
    try (var server =
        ScriptedServer.start(session -> {
          session.say("220 backend.test ESMTP");
          session.dialogue(
              "EHLO client.test",
              "250 backend.test",
              "MAIL FROM:<a@b.test>",
              "250 ok",
              "RCPT TO:<c@d.test>",
              "250 ok",
              "DATA",
              "354 go");
          session.expect("first line");
          session.awaitEnd();
        })) {
      configure(server.port(), "");
      try (Program program = Program.start("run", "-c", file.toString())) {
        program.awaitReady();
        try (var client = WireClient.greet(port)) {
          client.envelope("a@b.test", "c@d.test");
          client.command("DATA", 354);
          client.send("first line\r\nsecond line\r\n.");
          await()
              .untilAsserted(() ->
                  assertThat(new String(server.session(0).received(), ISO_8859_1))
                      .endsWith("second line"));
          program.signal("KILL");
          client.awaitEnd();
          server.session(0).awaitOver();
          assertThat(new String(server.session(0).received(), ISO_8859_1)).endsWith("second line");
        }
      }
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (var taken = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThat(taken.isBound()).isTrue();
      configure(25, "");
      try (Program program = Program.start("run", "-c", file.toString())) {
        assertThat(program.await("cannot listen")).contains("127.0.0.1:" + port);
        assertThat(program.exitStatus()).isEqualTo(2);
      }
    }
  }

  /** Takes what nobody should: a server that trusts the guard's network. */
  private static void openRelay(ScriptedServer.Session session) throws IOException {
    session.say("220 backend.test ESMTP");
    session.expect("EHLO [127.0.0.1]");
    session.say("250 backend.test");
    session.dialogue(
        "MAIL FROM:<>",
        "250 ok",
        "RCPT TO:<relay-test@example.net>",
        "250 ok, gladly",
        "RSET",
        "250 ok",
        "QUIT",
        "221 bye");
  }

  @Test
  void anOpenRelayIsReported() throws Exception {
    try (var server = ScriptedServer.start(RunTest::openRelay)) {
      configure(server.port(), "relay-test report");
      try (Program program = Program.start("run", "-c", file.toString())) {
        program.awaitReady();
        assertThat(program.await("MG-2-750503"))
            .contains("127.0.0.1:" + server.port() + " answered 250 ok, gladly");
      }
    }
  }

  @Test
  void anOpenRelayIsRefused() throws Exception {
    try (var server = ScriptedServer.start(RunTest::openRelay);
        var closed = ScriptedServer.start(RunTest::server)) {
      configure(server.port(), "relay-test refuse");
      try (Program program = Program.start("run", "-c", file.toString())) {
        assertThat(program.await("nothing was started")).contains("would relay for everybody");
        assertThat(program.exitStatus()).isEqualTo(1);
      }
      configure(closed.port(), "");
      try (Program program = Program.start("run", "-c", file.toString())) {
        program.awaitReady();
        configure(server.port(), "relay-test refuse");
        program.signal("HUP");
        assertThat(program.await("MG-3-750004")).contains("would relay for everybody");
      }
    }
  }

  @Test
  void aServerWithoutAnAddressIsNoReasonToReload() throws Exception {
    try (var server = ScriptedServer.start(RunTest::server)) {
      configure(server.port(), "");
      try (Program program = Program.start("run", "-c", file.toString())) {
        program.awaitReady();
        Files.writeString(
            file,
            Files.readString(file)
                .replace("127.0.0.1 " + server.port(), "no-such-host.invalid 25"));
        try (Program reload = Program.start("reload", "-c", file.toString(), "" + program.pid())) {
          assertThat(reload.exitStatus()).isZero();
        }
        assertThat(program.await("MG-3-750004")).contains("no address for no-such-host.invalid");
        try (var client = WireClient.connect(port)) {
          client.expect(220);
        }
      }
    }
  }
}
