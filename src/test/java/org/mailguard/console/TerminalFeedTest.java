package org.mailguard.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A terminal never holds up the thread that carries mail. */
@Timeout(60)
class TerminalFeedTest {
  private final AtomicLong clock = new AtomicLong();
  private final List<String> shown = new CopyOnWriteArrayList<>();

  @Test
  void linesComeInTheirOrder() {
    try (TerminalFeed feed = new TerminalFeed(shown::add, clock::get)) {
      for (int i = 0; i < 100; i++) {
        feed.offer("line " + i);
      }
      await().until(() -> shown.size() == 100);
      assertThat(shown).startsWith("line 0", "line 1").endsWith("line 99");
    }
  }

  @Test
  void noMoreThanItsShareOfASecond() {
    try (TerminalFeed feed = new TerminalFeed(shown::add, clock::get)) {
      for (int i = 0; i < 300; i++) {
        feed.offer("line " + i);
      }
      await().until(() -> missing() == 100);
      assertThat(shown).contains("line 199").doesNotContain("line 200");
      clock.addAndGet(Duration.ofSeconds(1).toNanos());
      feed.offer("the next second");
      await().until(() -> shown.contains("the next second"));
    }
  }

  /** It may be said in parts. */
  private long missing() {
    return shown.stream()
        .filter(line -> line.contains("lines are not shown"))
        .mapToLong(line -> Long.parseLong(line.substring(0, line.indexOf(' '))))
        .sum();
  }

  /** The terminal takes nothing: every offer returns, and what was lost is said in the end. */
  @Test
  void aTerminalThatTakesNothing() {
    CountDownLatch stalled = new CountDownLatch(1);
    TerminalFeed feed =
        new TerminalFeed(
            line -> {
              waitFor(stalled);
              shown.add(line);
            },
            () -> clock.addAndGet(Duration.ofSeconds(1).toNanos()));
    try (feed) {
      for (int i = 0; i < 5000; i++) {
        feed.offer("line " + i);
      }
      stalled.countDown();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> shown.stream().anyMatch(line -> line.contains("lines are not shown")));
      assertThat(shown).hasSizeBetween(TerminalFeed.QUEUED, TerminalFeed.QUEUED + 3);
    }
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(10));
  }
}
