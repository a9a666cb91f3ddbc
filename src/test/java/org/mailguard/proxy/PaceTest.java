package org.mailguard.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mailguard.events.MessageId;
import org.mailguard.peers.ScriptedServer;
import org.mailguard.peers.WireClient;
import org.mailguard.policy.EsmtpMap;
import org.mailguard.policy.MapSettings;
import org.mailguard.policy.Policy;

/** Clients that send mail data slowly, with a grace of a second (threats S-03). */
@Timeout(60)
final class PaceTest {
  private static final Duration GRACE = Duration.ofSeconds(1);

  private static Policy atLeast(long octetsPerSecond) {
    MapSettings settings =
        new MapSettings(
            true,
            MapSettings.Tls.PASS,
            MapSettings.BareNewline.REJECT,
            Set.of(),
            Map.of(),
            octetsPerSecond);
    return Policy.MAILGUARD_DEFAULT.withMap(new EsmtpMap("edge", settings, List.of()));
  }

  private static void envelope(ScriptedServer.Session session) throws IOException {
    session.say("220 backend.test ESMTP");
    GuardTest.greet(session);
    session.dialogue("MAIL FROM:<a@b.test>", "250 ok", "RCPT TO:<c@d.test>", "250 ok");
  }

  /** Each octet is well inside the limit for a block; all of them together are not. */
  @Test
  void whoTricklesIsEndedAndNothingIsDelivered() throws Exception {
    try (var server =
            ScriptedServer.start(session -> {
              envelope(session);
              session.dialogue("DATA", "354 go");
              session.awaitEnd();
            });
        var guard = TestGuard.impatient(server.port(), atLeast(500), GRACE);
        var client = WireClient.greet(guard.port())) {
      client.envelope("a@b.test", "c@d.test");
      client.command("DATA", 354);
      long began = System.nanoTime();
      Thread.ofVirtual().start(() -> trickle(client, "a".repeat(1000), 20));
      assertThat(client.expect(421).text()).contains(MessageId.CLIENT_TOO_SLOW.id());
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
      assertThat(guard.await(MessageId.CLIENT_TOO_SLOW).rule())
          .isEqualTo("edge minimum-data-rate 500");
      guard.awaitNoSessions();
      assertThat(new String(server.session(0).received(), ISO_8859_1)).doesNotContain("\r\n.\r\n");
    }
  }

  /** Between two chunks it is the client's turn as well. */
  @Test
  void whoTricklesInChunksIsEnded() throws Exception {
    try (var server =
            ScriptedServer.start(session -> {
              envelope(session);
              takeChunks(session);
            });
        var guard = TestGuard.impatient(server.port(), atLeast(500), GRACE);
        var client = WireClient.greet(guard.port())) {
      client.envelope("a@b.test", "c@d.test");
      int code = 250;
      for (int i = 0; i < 100 && code == 250; i++) {
        client.send("BDAT 1\r\na");
        code = client.reply().code();
        TimeUnit.MILLISECONDS.sleep(50);
      }
      assertThat(code).isEqualTo(421);
      guard.await(MessageId.CLIENT_TOO_SLOW);
    }
  }

  private static void takeChunks(ScriptedServer.Session session) {
    try {
      while (true) {
        session.expect("BDAT 1");
        session.readOctets(1);
        session.say("250 ok");
      }
    } catch (IOException reset) {
      // So the server does not take what it has got for a message.
    }
  }

  /** A pause behind many octets is no longer than the grace either. */
  @Test
  void aFastBeginningBuysNoMoreThanTheGrace() throws Exception {
    try (var server =
            ScriptedServer.start(session -> {
              envelope(session);
              session.dialogue("DATA", "354 go");
              session.awaitEnd();
            });
        var guard = TestGuard.impatient(server.port(), atLeast(500), GRACE);
        var client = WireClient.greet(guard.port())) {
      client.envelope("a@b.test", "c@d.test");
      client.command("DATA", 354);
      client.send(("a".repeat(998) + "\r\n").repeat(200));
      assertThat(client.expect(421).text()).contains(MessageId.CLIENT_TOO_SLOW.id());
    }
  }

  @Test
  void whoKeepsUpPassesHoweverLongItTakes() throws Exception {
    try (var server =
            ScriptedServer.start(session -> {
              envelope(session);
              session.dialogue("DATA", "354 go");
              session.readData();
              session.say("250 queued");
              session.awaitEnd();
            });
        var guard = TestGuard.impatient(server.port(), atLeast(50), GRACE);
        var client = WireClient.greet(guard.port())) {
      client.envelope("a@b.test", "c@d.test");
      client.command("DATA", 354);
      trickle(client, "a".repeat(150), 15);
      client.send("\r\n.\r\n");
      client.expect(250);
      assertThat(guard.count(MessageId.CLIENT_TOO_SLOW)).isZero();
    }
  }

  @Test
  void whoTricklesUnderAMapThatObservesIsServedAndOnRecord() throws Exception {
    try (var server =
            ScriptedServer.start(session -> {
              envelope(session);
              session.dialogue("DATA", "354 go");
              session.readData();
              session.say("250 queued");
              session.awaitEnd();
            });
        var guard = TestGuard.impatient(server.port(), atLeast(500).observed(), GRACE);
        var client = WireClient.greet(guard.port())) {
      client.envelope("a@b.test", "c@d.test");
      client.command("DATA", 354);
      trickle(client, "a".repeat(80), 20);
      client.send("\r\n.\r\n");
      client.expect(250);
      assertThat(guard.count(MessageId.RULE_OBSERVED)).isEqualTo(1);
      assertThat(guard.await(MessageId.RULE_OBSERVED).rule())
          .isEqualTo("edge minimum-data-rate 500");
      assertThat(guard.count(MessageId.CLIENT_TOO_SLOW)).isZero();
    }
  }

  /** The client could send more, and the server does not let it. */
  @Test
  void aSlowServerIsNotTheClientsFault() throws Exception {
    String block = ("a".repeat(998) + "\r\n").repeat(8000);
    try (var server =
            ScriptedServer.start(session -> {
              envelope(session);
              session.dialogue("DATA", "354 go");
              TimeUnit.SECONDS.sleep(3);
              session.readData();
              TimeUnit.SECONDS.sleep(2);
              session.say("250 queued");
              session.awaitEnd();
            });
        var guard = TestGuard.impatient(server.port(), atLeast(1_000_000), GRACE);
        var client = WireClient.greet(guard.port())) {
      client.envelope("a@b.test", "c@d.test");
      client.command("DATA", 354);
      client.send(block);
      client.send(".\r\n");
      client.patience(Duration.ofSeconds(20));
      client.expect(250);
      assertThat(guard.count(MessageId.CLIENT_TOO_SLOW)).isZero();
    }
  }

  private static void trickle(WireClient client, String text, long millis) {
    try {
      for (int i = 0; i < text.length(); i++) {
        client.send(text.substring(i, i + 1));
        TimeUnit.MILLISECONDS.sleep(millis);
      }
    } catch (IOException e) {
      // The guard closed the connection, which is what is waited for.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
