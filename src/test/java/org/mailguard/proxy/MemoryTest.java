package org.mailguard.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
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

/**
 * The worst case of memory per session, as docs/architecture.md states it: the server takes
 * nothing, the client sends all it can. One read and one high-water mark in each direction are what
 * a session may hold; the kernel's own buffers are not the guard's.
 */
@Timeout(60)
class MemoryTest {
  private static final int SESSIONS = 20;

  /**
   * Octets of buffers; two reads of at most 64 KiB, a mark of 64 KiB, and what the allocator rounds
   * up to.
   */
  private static final long STATED = 256 << 10;

  @Test
  void aStalledSessionHoldsNoMoreThanStated() throws Exception {
    try (var server =
            ScriptedServer.start(session -> {
              session.say("220 backend.test ESMTP");
              GuardTest.greet(session);
              session.dialogue(
                  "MAIL FROM:<a@b.test>",
                  "250 ok",
                  "RCPT TO:<c@d.test>",
                  "250 ok",
                  "DATA",
                  "354 go");
              session.stall();
            });
        var guard = TestGuard.before(server.port())) {
      long before = directMemory();
      List<WireClient> clients = new ArrayList<>();
      AtomicLong sent = new AtomicLong();
      for (int i = 0; i < SESSIONS; i++) {
        WireClient client = WireClient.greet(guard.port());
        clients.add(client);
        client.envelope("a@b.test", "c@d.test");
        client.command("DATA", 354);
        Thread.ofVirtual().start(() -> sendUntilStopped(client, sent));
      }
      awaitStandstill(sent);
      assertThat((directMemory() - before) / SESSIONS).isLessThanOrEqualTo(STATED);
      for (WireClient client : clients) {
        client.close();
      }
    }
  }

  private static long directMemory() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  private static void sendUntilStopped(WireClient client, AtomicLong sent) {
    byte[] line = new byte[1 << 14];
    Arrays.fill(line, (byte) 'a');
    try {
      while (true) {
        client.send(line);
        sent.addAndGet(line.length);
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
