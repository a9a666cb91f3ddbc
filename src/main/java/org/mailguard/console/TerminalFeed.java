package org.mailguard.console;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Lines for one operator's terminal from threads that carry mail. Whoever offers a line never
 * waits: a terminal gets {@value #A_SECOND} lines a second at most, {@value #QUEUED} may wait, and
 * what is beyond is dropped, counted and said. A thread of the feed's own writes, so that a slow
 * terminal holds up nobody but itself. Thread-safe.
 */
final class TerminalFeed implements AutoCloseable {
  static final int A_SECOND = 200;
  static final int QUEUED = 400;

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final BlockingQueue<String> queue = new ArrayBlockingQueue<>(QUEUED);
  private final AtomicLong dropped = new AtomicLong();
  private final Consumer<String> terminal;
  private final LongSupplier nanos;
  private final Thread thread;
  private long second;
  private int inSecond;

  /**
   * Starts its thread.
   *
   * @param terminal may block
   * @param nanos a clock such as {@link System#nanoTime}
   */
  TerminalFeed(Consumer<String> terminal, LongSupplier nanos) {
    this.terminal = terminal;
    this.nanos = nanos;
    second = nanos.getAsLong();
    thread = Thread.ofVirtual().name("terminal-feed").start(this::run);
  }

  void offer(String line) {
    if (!isAllowed() || !queue.offer(line)) {
      dropped.incrementAndGet();
    }
  }

  private synchronized boolean isAllowed() {
    long now = nanos.getAsLong();
    if (now - second >= SECOND) {
      second = now;
      inSecond = 0;
    }
    return ++inSecond <= A_SECOND;
  }

  private void run() {
    try {
      while (true) {
        String line = queue.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (line != null) {
          terminal.accept(line);
        }
        if (queue.isEmpty()) {
          sayDropped();
        }
      }
    } catch (InterruptedException e) {
      // The operator is gone, or watches nothing any more: that is what close says so.
      sayDropped();
    }
  }

  private void sayDropped() {
    long missing = dropped.getAndSet(0);
    if (missing > 0) {
      terminal.accept(
          "%d lines are not shown: at most %d a second, and %d may wait"
              .formatted(missing, A_SECOND, QUEUED));
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
