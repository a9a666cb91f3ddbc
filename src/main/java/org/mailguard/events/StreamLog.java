package org.mailguard.events;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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
 * Writes events to a stream from a thread of its own, so that a slow reader of the log never slows
 * mail. What does not fit in the queue of {@value #CAPACITY} is lost and counted; the count is
 * written as soon as there is room.
 */
public final class StreamLog implements EventLog, AutoCloseable {
  static final int CAPACITY = 16_384;
  private static final int BATCH = 512;

  /**
   * How long the writer rests when there is nothing to write. It is not woken by the first event:
   * that would cost an event loop more than the event itself.
   */
  private static final long PAUSE_NANOS = 20_000_000;

  private final BlockingQueue<Stamped> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final LongAdder lost = new LongAdder();
  private final OutputStream out;
  private final InstantSource clock;
  private final Thread writer;
  private volatile Level level;
  private volatile boolean closing;

  /** What is written, and how. */
  public record Level(LogFormat format, Severity least, boolean enabled) {}

  private record Stamped(Event event, Instant time) {}

  /** {@code out} stays the caller's. */
  public StreamLog(OutputStream out, Level level, InstantSource clock) {
    this.out = out;
    this.level = level;
    this.clock = clock;
    writer = Thread.ofPlatform().daemon().name("log").start(this::write);
  }

  /** Holds from the next event on. */
  public void change(Level next) {
    level = next;
  }

  @Override
  public void log(Event event) {
    Level now = level;
    boolean wanted = now.enabled() && event.id().severity().compareTo(now.least()) <= 0;
    if (wanted && !queue.offer(new Stamped(event, clock.instant()))) {
      lost.increment();
    }
  }

  private void write() {
    List<Stamped> batch = new ArrayList<>(BATCH);
    try {
      while (!closing || !queue.isEmpty()) {
        if (queue.drainTo(batch, BATCH) == 0) {
          LockSupport.parkNanos(PAUSE_NANOS);
        } else {
          write(batch);
          batch.clear();
        }
      }
    } catch (IOException e) {
      // Nobody reads the log any more: from here on events are counted by their counters alone.
      level = new Level(level.format(), level.least(), false);
    }
  }

  private void write(List<Stamped> batch) throws IOException {
    LogFormat format = level.format();
    StringBuilder lines = new StringBuilder(batch.size() * 200);
    for (Stamped next : batch) {
      lines.append(format.line(next.event(), next.time())).append('\n');
    }
    long missing = lost.sumThenReset();
    if (missing > 0) {
      Event event = Event.ofGuard(MessageId.EVENTS_LOST, missing + " events");
      lines.append(format.line(event, clock.instant())).append('\n');
    }
    out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Writes what is queued, for at most five seconds. */
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(writer);
    try {
      writer.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
