package org.mailguard.events;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * A bounded queue of events and the thread that writes them, so that a slow reader of a log never
 * slows mail. What does not fit in {@value #CAPACITY} is lost and counted. Events are offered from
 * any thread; the writer runs on the queue's own and may block.
 */
final class EventQueue {
  static final int CAPACITY = 16_384;
  private static final int BATCH = 512;

  /**
   * How long the writer rests when there is nothing to write. It is not woken by the first event:
   * that would cost an event loop more than the event itself.
   */
  private static final long PAUSE_NANOS = 20_000_000;

  private final BlockingQueue<Stamped> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final LongAdder lost = new LongAdder();
  private final LongAdder everLost = new LongAdder();
  private final InstantSource clock;
  private final Writer writer;
  private final Thread thread;
  private volatile boolean ending;

  /** An event and when it happened. */
  record Stamped(Event event, Instant time) {}

  /** Where the events go; called by the queue's thread alone. */
  interface Writer {
    void write(List<Stamped> batch);

    /** The queue has ended and is empty. */
    default void ended() {}
  }

  /** Takes events from now on; its thread is to be started once the writer is ready. */
  EventQueue(String name, InstantSource clock, Writer writer) {
    this.clock = clock;
    this.writer = writer;
    thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void offer(Event event) {
    if (!queue.offer(stamp(event))) {
      lose(1);
    }
  }

  Stamped stamp(Event event) {
    return new Stamped(event, clock.instant());
  }

  /** Counts events that will not be written. */
  void lose(long events) {
    lost.add(events);
    everLost.add(events);
  }

  /** How many were lost since this was last asked. */
  long takeLost() {
    return lost.sumThenReset();
  }

  /** Takes back an answer of {@link #takeLost} that could not be told to anybody. */
  void untakeLost(long events) {
    lost.add(events);
  }

  /** How many were lost since the start. */
  long everLost() {
    return everLost.sum();
  }

  boolean ending() {
    return ending;
  }

  private void run() {
    List<Stamped> batch = new ArrayList<>(BATCH);
    while (!ending || !queue.isEmpty()) {
      if (queue.drainTo(batch, BATCH) == 0) {
        LockSupport.parkNanos(PAUSE_NANOS);
      } else {
        writer.write(batch);
        batch.clear();
      }
    }
    writer.ended();
  }

  /** For the writer: rests as long as given, or until the queue is told to end. */
  void rest(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0 && !ending; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** Has the writer end once it has written what is queued; returns at once. */
  void end() {
    ending = true;
    LockSupport.unpark(thread);
  }

  /** Waits for the end for at most so long. */
  void join(Duration limit) {
    try {
      thread.join(limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
