package org.mailguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** What went wrong on any of many connections: all of it counted, the first few kept as words. */
final class Faults {
  private static final int KEPT = 5;

  private final AtomicInteger count = new AtomicInteger();
  private final Queue<String> first = new ConcurrentLinkedQueue<>();

  void add(String fault) {
    if (count.incrementAndGet() <= KEPT) {
      first.add(fault);
    }
  }

  void assertNone(String when) {
    assertThat(count.get()).as("faults (%s), the first: %s", when, first).isZero();
  }

  /** Waits for {@code condition}, but not beyond the first fault. */
  void noneUntil(String when, BooleanSupplier condition) {
    Awaitility.await(when)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> count.get() > 0 || condition.getAsBoolean());
    assertNone(when);
  }
}
