package org.mailguard.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mailguard.events.Event;
import org.mailguard.events.MessageId;
import org.mailguard.peers.ScriptedServer;
import org.mailguard.peers.Wire;
import org.mailguard.peers.WireClient;
import org.mailguard.policy.Action;
import org.mailguard.policy.Criterion;
import org.mailguard.policy.EsmtpMap;
import org.mailguard.policy.MapSettings;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Rule;

/** What rules do to real connections: who gets FIN, who RST, and what is counted afterwards. */
@Timeout(60)
final class RulesOnSocketsTest {
  private final BlockingQueue<Wire.End> ends = new LinkedBlockingQueue<>();

  /** Greets, answers MAIL and RCPT if asked, and remembers how its connection ended. */
  private void serve(ScriptedServer.Session session, boolean transaction) throws IOException {
    session.say("220 backend.test ESMTP");
    GuardTest.greet(session);
    if (transaction) {
      session.dialogue("MAIL FROM:<a@b.test>", "250 ok", "RCPT TO:<c@d.test>", "250 ok");
    }
    ends.add(session.awaitEnd());
  }

  private static Policy with(Criterion criterion, Action action) {
    Rule rule = new Rule(1, "edge", "test", criterion, false, action, true, false);
    return Policy.MAILGUARD_DEFAULT.withMap(
        new EsmtpMap("edge", MapSettings.DEFAULT, List.of(rule)));
  }

  private static Policy onNoop(Action action) {
    return with(new Criterion.CommandVerb(Set.of("NOOP"), false), action);
  }

  private Wire.End serversEnd() throws InterruptedException {
    Wire.End end = ends.poll(5, TimeUnit.SECONDS);
    if (end == null) {
      throw new AssertionError("the server's connection is still there");
    }
    return end;
  }

  @Test
  void aResetResetsBothSides() throws Exception {
    try (var server = ScriptedServer.start(session -> serve(session, true));
        var guard = TestGuard.with(server.port(), onNoop(new Action.Reset()));
        var client = WireClient.greet(guard.port())) {
      client.envelope("a@b.test", "c@d.test");
      client.send("NOOP\r\nRSET\r\n");
      assertThat(client.awaitEnd()).isEqualTo(Wire.End.RESET);
      assertThat(serversEnd()).isEqualTo(Wire.End.RESET);
      guard.awaitNoSessions();
      Event terminated = guard.await(MessageId.FLOW_TERMINATED);
      assertThat(terminated.detail()).endsWith("reason - inspector reset unconditionally.");
      assertThat(guard.await(MessageId.RULE_ENFORCED).detail())
          .startsWith("ESMTP Classification: Reset connection for ESMTP Request from outside:")
          .endsWith("; matched Class 1: test");
      assertThat(guard.count(MessageId.CONNECTION_ENDED)).isEqualTo(1);
    }
  }

  /** Words of the guard before it must not make the reset wait for the client to read them. */
  @Test
  void aResetBehindARefusalIsAResetAtOnce() throws Exception {
    try (var server = ScriptedServer.start(session -> serve(session, false));
        var guard = TestGuard.with(server.port(), onNoop(new Action.Reset()));
        var client = WireClient.greet(guard.port())) {
      client.command("EXPN staff", 502);
      long began = System.nanoTime();
      client.send("NOOP\r\n");
      assertThat(client.awaitEnd()).isEqualTo(Wire.End.RESET);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
      assertThat(serversEnd()).isEqualTo(Wire.End.RESET);
    }
  }

  @Test
  void aDropClosesBothSidesWithoutAWord() throws Exception {
    try (var server = ScriptedServer.start(session -> serve(session, true));
        var guard = TestGuard.with(server.port(), onNoop(new Action.Drop()));
        var client = WireClient.greet(guard.port())) {
      client.envelope("a@b.test", "c@d.test");
      int before = client.received().length;
      client.send("NOOP\r\n");
      assertThat(client.awaitEnd()).isEqualTo(Wire.End.CLOSED);
      assertThat(client.received()).hasSize(before);
      assertThat(serversEnd()).isEqualTo(Wire.End.CLOSED);
      guard.awaitNoSessions();
      assertThat(guard.await(MessageId.RULE_ENFORCED).detail())
          .startsWith("ESMTP Classification: Dropped connection for ESMTP Request from outside:");
      assertThat(new String(server.session(0).received(), ISO_8859_1)).doesNotContain("NOOP");
    }
  }

  /** A drop inside a refused conversation ends within the linger of the words before it. */
  @Test
  void aDropBehindARefusalEndsSoon() throws Exception {
    try (var server = ScriptedServer.start(session -> serve(session, false));
        var guard = TestGuard.with(server.port(), onNoop(new Action.Drop()))) {
      try (var client = WireClient.greet(guard.port())) {
        client.command("EXPN staff", 502);
        client.send("NOOP\r\n");
        assertThat(client.awaitEnd()).isEqualTo(Wire.End.CLOSED);
        assertThat(serversEnd()).isEqualTo(Wire.End.CLOSED);
        // The client keeps its side open: the session is over for the guard all the same.
        guard.awaitNoSessions();
      }
    }
  }

  /** The second connection within the minute: words in place of a greeting, and no server. */
  @Test
  void aConnectionTooManyIsToldSoAndTheServerHearsNothing() throws Exception {
    AtomicInteger served = new AtomicInteger();
    var rate =
        new Criterion.Rate(
            Criterion.Rate.Counted.CONNECTION,
            1,
            Duration.ofMinutes(1),
            Criterion.Rate.Key.ADDRESS);
    try (var server =
            ScriptedServer.start(session -> {
              served.incrementAndGet();
              session.say("220 backend.test ESMTP");
              session.awaitEnd();
            });
        var guard = TestGuard.with(server.port(), with(rate, new Action.Refuse(null)))) {
      try (var first = WireClient.connect(guard.port())) {
        first.expect(220);
      }
      guard.awaitNoSessions();
      try (var second = WireClient.connect(guard.port())) {
        assertThat(second.expect(421).text()).contains(MessageId.RULE_ENFORCED.id());
        assertThat(second.awaitEnd()).isEqualTo(Wire.End.CLOSED);
      }
      guard.awaitNoSessions();
      assertThat(served).hasValue(1);
    }
  }
}
