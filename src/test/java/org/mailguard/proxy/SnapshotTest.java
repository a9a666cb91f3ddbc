package org.mailguard.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mailguard.events.MessageId;
import org.mailguard.peers.ScriptedServer;
import org.mailguard.peers.Wire;
import org.mailguard.peers.WireClient;

/** Sessions as an operator sees them, and ends them. */
@Timeout(60)
class SnapshotTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private static final ScriptedServer.Script TAKES_MAIL =
      session -> {
        session.say("220 backend.test ESMTP");
        GuardTest.greet(session);
        takeMessage(session);
        session.awaitEnd();
      };

  private static void takeMessage(ScriptedServer.Session session) throws IOException {
    session.dialogue(
        "MAIL FROM:<a@b.test>", "250 ok", "RCPT TO:<c@d.test>", "250 ok", "DATA", "354 go");
  }

  private static final ScriptedServer.Script GREETS =
      session -> {
        session.say("220 backend.test ESMTP");
        GuardTest.greet(session);
        session.awaitEnd();
      };

  private static String phase(TestGuard guard) {
    return guard.guard().snapshot(SOON).getFirst().phase();
  }

  @Test
  void aSessionIsSeenWhereItIs() throws Exception {
    try (var server = ScriptedServer.start(TAKES_MAIL);
        var guard = TestGuard.before(server.port());
        var client = WireClient.greet(guard.port())) {
      List<SessionSnapshot> idle = guard.guard().snapshot(SOON);
      assertThat(idle).hasSize(1);
      SessionSnapshot seen = idle.getFirst();
      assertThat(seen.number()).isEqualTo(1);
      assertThat(seen.phase()).isEqualTo("command");
      assertThat(seen.connected()).isTrue();
      assertThat(seen.peer().getAddress().isLoopbackAddress()).isTrue();
      assertThat(seen.local().getPort()).isEqualTo(guard.port());
      assertThat(seen.publication().server().port()).isEqualTo(server.port());
      assertThat(seen.fromClient()).isEqualTo("EHLO client.test\r\n".length());
      assertThat(seen.fromServer()).isPositive();
      assertThat(seen.reads()).isGreaterThanOrEqualTo(3);
      assertThat(seen.age()).isGreaterThanOrEqualTo(seen.idle());

      client.envelope("a@b.test", "c@d.test");
      client.command("DATA", 354);
      assertThat(phase(guard)).isEqualTo("content");
      client.send("Subject: x\r\n\r\n".repeat(100).getBytes(US_ASCII));
      Awaitility.await()
          .atMost(SOON)
          .until(() -> guard.guard().snapshot(SOON).getFirst().fromClient() > 1400);
    }
  }

  @Test
  void theMostAtOnceIsRemembered() throws Exception {
    try (var server = ScriptedServer.start(GREETS);
        var guard = TestGuard.before(server.port())) {
      try (var one = WireClient.greet(guard.port());
          var two = WireClient.greet(guard.port())) {
        assertThat(guard.guard().snapshot(SOON))
            .extracting(SessionSnapshot::number)
            .containsExactly(1L, 2L);
        one.command("EXPN x", 502);
        two.command("EXPN x", 502);
      }
      guard.awaitNoSessions();
      assertThat(guard.guard().snapshot(SOON)).isEmpty();
      assertThat(guard.guard().mostSessions()).isEqualTo(2);
    }
  }

  /** More than are asked in one task. */
  @Test
  void allSessionsOfALoopAreSeen() throws Exception {
    int many = Census.AT_ONCE * Runtime.getRuntime().availableProcessors() + 20;
    try (var server = ScriptedServer.start(session -> session.awaitEnd());
        var guard = TestGuard.limited(server.port(), many, many)) {
      List<WireClient> clients = new ArrayList<>();
      try {
        for (int i = 0; i < many; i++) {
          clients.add(WireClient.connect(guard.port()));
        }
        Awaitility.await().atMost(SOON).until(() -> guard.guard().sessions() == many);
        assertThat(guard.guard().snapshot(SOON)).hasSize(many);
      } finally {
        for (WireClient client : clients) {
          client.close();
        }
      }
    }
  }

  @Test
  void aClearedSessionHears421AndTheOthersStay() throws Exception {
    try (var server = ScriptedServer.start(GREETS);
        var guard = TestGuard.before(server.port());
        var goes = WireClient.greet(guard.port());
        var stays = WireClient.greet(guard.port())) {
      assertThat(guard.guard().clear(session -> session.number() == 1, SOON)).isEqualTo(1);
      assertThat(goes.expect(421).text()).contains(MessageId.SESSION_CLEARED.id());
      assertThat(goes.awaitEnd()).isEqualTo(Wire.End.CLOSED);
      guard.await(MessageId.SESSION_CLEARED);
      stays.command("EXPN x", 502);
      assertThat(guard.guard().clear(_ -> true, SOON)).isEqualTo(1);
      stays.expect(421);
      guard.awaitNoSessions();
    }
  }

  /** Half a message must not look like a whole one to the server. */
  @Test
  void aMessageUnderWayIsLostToTheServer() throws Exception {
    BlockingQueue<Wire.End> end = new LinkedBlockingQueue<>();
    try (var server =
            ScriptedServer.start(session -> {
              session.say("220 backend.test ESMTP");
              GuardTest.greet(session);
              takeMessage(session);
              end.add(session.awaitEnd());
            });
        var guard = TestGuard.before(server.port());
        var client = WireClient.greet(guard.port())) {
      client.envelope("a@b.test", "c@d.test");
      client.command("DATA", 354);
      client.send("half a mess".getBytes(US_ASCII));
      assertThat(guard.guard().clear(_ -> true, SOON)).isEqualTo(1);
      client.expect(421);
      assertThat(end.poll(10, TimeUnit.SECONDS)).isEqualTo(Wire.End.RESET);
      assertThat(new String(server.session(0).received(), US_ASCII)).doesNotContain("\r\n.\r\n");
    }
  }
}
