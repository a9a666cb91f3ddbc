package org.mailguard.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mailguard.peers.ScriptedServer;
import org.mailguard.peers.WireClient;
import org.mailguard.policy.Policy;

/**
 * The worst case of memory per session, as docs/architecture.md states it: the server takes
 * nothing, the client sends all it can. One read and one high-water mark in each direction are what
 * a session may hold; the kernel's own buffers are not the guard's.
 */
@Timeout(60)
class MemoryTest {
  private static final int SESSIONS = 20;

  /** What a client does before it floods, and what a flood is made of. */
  private interface Flood {
    byte[] begin(WireClient client) throws IOException;
  }

  @Test
  void aStalledSessionHoldsNoMoreThanStated() throws Exception {
    flood(Policy.MAILGUARD_DEFAULT, true, MemoryTest::data);
  }

  /** Words of the guard earlier in the session change nothing about it (threats D-16). */
  @Test
  void norDoesOneWithARefusalInIt() throws Exception {
    flood(
        Policy.MAILGUARD_DEFAULT,
        true,
        client -> {
          client.command("NONSENSE", 500);
          return data(client);
        });
  }

  /** A client that does not read what it is told is not listened to either (threats P-10, S-04). */
  @Test
  void norDoesOneWhoseClientReadsNoAnswers() throws Exception {
    flood(
        TestGuard.withRecipients(1),
        false,
        client -> {
          client.envelope("a@b.test", "c@d.test");
          return "RCPT TO:<e@d.test>\r\n".repeat(1000).getBytes(US_ASCII);
        });
  }

  private static byte[] data(WireClient client) throws IOException {
    client.envelope("a@b.test", "c@d.test");
    client.command("DATA", 354);
    byte[] line = new byte[1 << 14];
    Arrays.fill(line, (byte) 'a');
    return line;
  }

  private static void flood(Policy policy, boolean data, Flood flood) throws Exception {
    try (var server = ScriptedServer.start(session -> stall(session, data));
        var guard = TestGuard.with(server.port(), policy)) {
      long before = directMemory();
      List<WireClient> clients = new ArrayList<>();
      List<byte[]> drops = new ArrayList<>();
      AtomicLong sent = new AtomicLong();
      for (int i = 0; i < SESSIONS; i++) {
        WireClient client = WireClient.greet(guard.port());
        clients.add(client);
        drops.add(flood.begin(client));
      }
      for (int i = 0; i < SESSIONS; i++) {
        WireClient client = clients.get(i);
        byte[] drop = drops.get(i);
        Thread.ofVirtual().start(() -> sendUntilStopped(client, drop, sent));
      }
      awaitStandstill(sent);
      assertThat((directMemory() - before) / SESSIONS).isLessThanOrEqualTo(Guard.SESSION_BUFFERS);
      for (WireClient client : clients) {
        client.close();
      }
    }
  }

  /** Takes an envelope, or says yes to DATA as well, and then nothing more. */
  private static void stall(ScriptedServer.Session session, boolean data) throws Exception {
    session.say("220 backend.test ESMTP");
    GuardTest.greet(session);
    session.dialogue("MAIL FROM:<a@b.test>", "250 ok", "RCPT TO:<c@d.test>", "250 ok");
    if (data) {
      session.dialogue("DATA", "354 go");
    }
    session.stall();
  }

  /** Netty's memory is not among the buffers that the JDK counts. */
  private static long directMemory() {
    return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
  }

  private static void sendUntilStopped(WireClient client, byte[] drop, AtomicLong sent) {
    try {
      while (true) {
        client.send(drop);
        sent.addAndGet(drop.length);
      }
    } catch (IOException e) {
      // The test is over and has closed the client.
    }
  }

  /** Until no client could send anything for a while. */
  private static void awaitStandstill(AtomicLong sent) {
    long[] last = {-1};
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> {
          boolean still = sent.get() == last[0];
          last[0] = sent.get();
          return still;
        });
  }
}
