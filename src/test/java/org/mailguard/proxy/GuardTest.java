package org.mailguard.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mailguard.events.MessageId;
import org.mailguard.peers.Dots;
import org.mailguard.peers.Messages;
import org.mailguard.peers.ScriptedServer;
import org.mailguard.peers.Wire;
import org.mailguard.peers.WireClient;
import org.mailguard.policy.Access;
import org.mailguard.policy.Endpoint;
import org.mailguard.policy.Publication;
import org.mailguard.policy.Release;

/** A guard on real sockets: what the transcripts cannot show. */
@Timeout(60)
class GuardTest {
  private static final ScriptedServer.Script TAKES_ONE =
      session -> {
        takeMessage(session);
        session.dialogue("QUIT", "221 bye");
      };

  private static final ScriptedServer.Script GREETS =
      session -> {
        session.say("220 backend.test ESMTP");
        session.awaitEnd();
      };

  private static void takeMessage(ScriptedServer.Session session) throws IOException {
    session.say("220 backend.test ESMTP");
    greet(session);
    session.dialogue(
        "MAIL FROM:<a@b.test>", "250 ok", "RCPT TO:<c@d.test>", "250 ok", "DATA", "354 go");
    session.readData();
    session.say("250 queued");
  }

  static void greet(ScriptedServer.Session session) throws IOException {
    session.expect("EHLO client.test");
    session.say("250-backend.test", "250-PIPELINING", "250-STARTTLS", "250 CHUNKING");
  }

  @Test
  void aMessagePassesOctetByOctet() throws Exception {
    byte[] content = "Subject: x\r\n\r\n.dot\r\n\u00e4\r\n".getBytes(ISO_8859_1);
    try (var server = ScriptedServer.start(TAKES_ONE);
        var guard = TestGuard.before(server.port());
        var client = WireClient.connect(guard.port())) {
      client.expect(220);
      client.sendOctetwise("EHLO client.test\r\n".getBytes(ISO_8859_1));
      client.expect(250);
      client.envelope("a@b.test", "c@d.test");
      client.command("DATA", 354);
      client.sendOctetwise(Dots.stuffed(content));
      client.expect(250);
      client.quit();
      server.session(0).awaitOver();
      assertThat(new String(server.session(0).received(), ISO_8859_1))
          .contains("..dot\r\n\u00e4\r\n.\r\n");
      guard.awaitNoSessions();
    }
  }

  /** BINARYMIME: every octet there is, in chunks that are cut anywhere. */
  @Test
  void aBinaryMessagePassesOctetForOctet() throws Exception {
    byte[] content = Messages.binary().octets();
    try (var server =
            ScriptedServer.start(session -> {
              session.say("220 backend.test ESMTP");
              session.expect("EHLO client.test");
              session.say("250-backend.test", "250-CHUNKING", "250 BINARYMIME");
              session.dialogue(
                  "MAIL FROM:<a@b.test> BODY=BINARYMIME", "250 ok", "RCPT TO:<c@d.test>", "250 ok");
              session.expect("BDAT " + content.length + " LAST");
              assertThat(session.readOctets(content.length)).isEqualTo(content);
              session.say("250 queued");
            });
        var guard = TestGuard.before(server.port());
        var client = WireClient.greet(guard.port())) {
      client.command("MAIL FROM:<a@b.test> BODY=BINARYMIME", 250);
      client.command("RCPT TO:<c@d.test>", 250);
      byte[] wire = WireClient.bdatOctets(content, true);
      client.sendSegments(
          Arrays.copyOf(wire, 5),
          Arrays.copyOfRange(wire, 5, 100),
          Arrays.copyOfRange(wire, 100, wire.length));
      client.expect(250);
    }
  }

  /**
   * STARTTLS passes: client and server speak TLS with each other, and the guard sees none of it.
   */
  @Test
  void tlsIsSpokenThroughTheGuard(@TempDir Path folder) throws Exception {
    SSLContext tls = SelfSigned.context(folder);
    try (var server =
            ScriptedServer.start(session -> {
              session.say("220 backend.test ESMTP");
              greet(session);
              session.dialogue("STARTTLS", "220 go");
              session.startTls(tls, false);
              session.dialogue("VRFY root", "252 inside");
            });
        var guard = TestGuard.before(server.port());
        var client = WireClient.greet(guard.port())) {
      client.command("STARTTLS", 220);
      client.startTls(tls, true);
      assertThat(client.command("VRFY root", 252).text()).contains("inside");
      guard.await(MessageId.TLS_STARTED);
    }
  }

  @Test
  void unreachableServerIs421AtOnce() throws Exception {
    try (var guard = TestGuard.before(TestGuard.freePort());
        var client = WireClient.connect(guard.port())) {
      assertThat(client.expect(421).text()).contains(MessageId.SERVER_UNREACHABLE.id());
      assertThat(client.awaitEnd()).isEqualTo(Wire.End.CLOSED);
      assertThat(guard.await(MessageId.SERVER_UNREACHABLE).detail())
          .endsWith(": connection refused");
      guard.awaitNoSessions();
    }
  }

  @Test
  void serverByNameAndOverIpv6() throws Exception {
    try (var server = ScriptedServer.start(GREETS);
        var guard = TestGuard.on("::1", new Endpoint("localhost", server.port()));
        var socket = new Socket(InetAddress.ofLiteral("::1"), guard.port())) {
      socket.setSoTimeout(10_000);
      byte[] greeting = socket.getInputStream().readNBytes(24);
      assertThat(new String(greeting, ISO_8859_1)).isEqualTo("220 backend.test ESMTP\r\n");
    }
  }

  @Test
  void nameThatDoesNotResolveIs421() throws Exception {
    try (var guard = TestGuard.on("127.0.0.1", new Endpoint("no-such-host.invalid", 25));
        var client = WireClient.connect(guard.port())) {
      assertThat(client.expect(421).text()).contains(MessageId.SERVER_UNREACHABLE.id());
    }
  }

  @Test
  void whoIsNotPermittedIsReset() throws Exception {
    Access denying = _ -> new Access.Decision.Denied("mail", null, 0);
    try (var guard = TestGuard.with(TestGuard.freePort(), denying);
        var client = WireClient.connect(guard.port())) {
      assertThat(client.awaitEnd()).isEqualTo(Wire.End.RESET);
      assertThat(guard.await(MessageId.ACCESS_DENIED).detail())
          .contains("by access-group \"mail\"");
      assertThat(guard.count(MessageId.CONNECTION_BUILT)).isZero();
    }
  }

  @Test
  void withoutAnAccessListNobodyGetsIn() throws Exception {
    Access nothing = Access.NOTHING_BOUND;
    try (var guard = TestGuard.with(TestGuard.freePort(), nothing);
        var client = WireClient.connect(guard.port())) {
      assertThat(client.awaitEnd()).isEqualTo(Wire.End.RESET);
      guard.await(MessageId.ACCESS_DENIED_BY_DEFAULT);
    }
  }

  @Test
  void sessionsAreLimitedInAllAndOfOneAddress() throws Exception {
    try (var server = ScriptedServer.start(GREETS);
        var one = TestGuard.limited(server.port(), 1, 10);
        var two = TestGuard.limited(server.port(), 10, 1)) {
      try (var first = WireClient.connect(one.port())) {
        first.expect(220);
        try (var second = WireClient.connect(one.port())) {
          assertThat(second.expect(421).text()).contains(MessageId.TOO_MANY_SESSIONS.id());
        }
      }
      try (var first = WireClient.connect(two.port())) {
        first.expect(220);
        try (var second = WireClient.connect(two.port())) {
          assertThat(second.expect(421).text())
              .contains(MessageId.TOO_MANY_SESSIONS_OF_ADDRESS.id());
        }
      }
      one.awaitNoSessions();
      try (var third = WireClient.connect(one.port())) {
        third.expect(220);
      }
    }
  }

  @Test
  void timeLimitsHoldForWholeElements() throws Exception {
    try (var server = ScriptedServer.start(GREETS);
        var guard =
            TestGuard.hasty(
                server.port(), times -> TestTimes.command(times, Duration.ofMillis(300)));
        var client = WireClient.connect(guard.port())) {
      client.expect(220);
      client.send("NOO");
      assertThat(client.expect(421).text()).contains(MessageId.CLIENT_TIMEOUT.id());
      assertThat(client.awaitEnd()).isEqualTo(Wire.End.CLOSED);
    }
  }

  @Test
  void aSilentServerIs421() throws Exception {
    try (var server = ScriptedServer.start(session -> session.stall());
        var guard =
            TestGuard.hasty(
                server.port(), times -> TestTimes.greeting(times, Duration.ofMillis(300)));
        var client = WireClient.connect(guard.port())) {
      assertThat(client.expect(421).text()).contains(MessageId.SERVER_TIMEOUT.id());
    }
  }

  @Test
  void reloadIsWholeOrNotAtAll() throws Exception {
    try (var server = ScriptedServer.start(GREETS);
        var guard = TestGuard.before(server.port());
        var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      int port = guard.port();
      Publication now =
          new Publication(
              "127.0.0.1",
              port,
              new Endpoint("127.0.0.1", server.port()),
              Access.NOTHING_BOUND,
              Release.P51.policy());
      Publication impossible =
          new Publication(
              "127.0.0.1", taken.getLocalPort(), now.server(), now.access(), Release.P51.policy());
      assertThatThrownBy(
              () -> guard.guard().reload(new Guard.Task(List.of(now, impossible), 10, 10)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
      try (var before = WireClient.connect(port)) {
        before.expect(220);
        guard.guard().reload(new Guard.Task(List.of(now), 10, 10));
        assertThat(guard.guard().addresses()).hasSize(1);
        try (var after = WireClient.connect(port)) {
          assertThat(after.awaitEnd()).isEqualTo(Wire.End.RESET);
        }
        before.send("EXPN x\r\n");
        assertThat(before.reply().code()).as("an open session keeps its policy").isEqualTo(502);
      }
    }
  }

  @Test
  void stopLetsATransactionFinish() throws Exception {
    try (var server =
            ScriptedServer.start(session -> {
              takeMessage(session);
              session.awaitEnd();
            });
        var guard = TestGuard.before(server.port());
        var client = WireClient.greet(guard.port())) {
      client.envelope("a@b.test", "c@d.test");
      Thread stopping = Thread.ofVirtual().start(() -> stop(guard));
      assertRefused(guard.port());
      assertThat(client.data("x\r\n".getBytes(ISO_8859_1)).code()).isEqualTo(250);
      assertThat(client.command("NOOP", 421).text()).contains(MessageId.DRAINING.id());
      stopping.join();
      assertThat(guard.guard().sessions()).isZero();
    }
  }

  private static void stop(TestGuard guard) {
    try {
      guard.guard().stop(Duration.ofSeconds(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** New connections are refused from the moment that the stop has closed the listener. */
  private static void assertRefused(int port) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> {
          try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            return !socket.isConnected();
          } catch (IOException e) {
            return true;
          }
        });
  }
}
