package org.mailguard.events;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.mailguard.events.EventQueue.Stamped;

/**
 * Writes events to a stream from a thread of its own, so that a slow reader of the log never slows
 * mail. What does not fit in the queue is lost and counted; the count is written as soon as there
 * is room.
 */
public final class StreamLog implements EventLog, AutoCloseable {
  private final OutputStream out;
  private final EventQueue queue;
  private volatile Level level;

  /** What is written, and how. */
  public record Level(
      LogFormat format, Severity least, boolean enabled, MessageLevels messageLevels) {
    /** With every message at the severity of the catalogue. */
    public Level(LogFormat format, Severity least, boolean enabled) {
      this(format, least, enabled, MessageLevels.DEFAULT);
    }
  }

  /** {@code out} stays the caller's. */
  public StreamLog(OutputStream out, Level level, InstantSource clock) {
    this.out = out;
    this.level = level;
    queue = new EventQueue("log", clock, this::write);
    queue.start();
  }

  /** Holds from the next event on. */
  public void change(Level next) {
    level = next;
  }

  @Override
  public void log(Event event) {
    Level now = level;
    if (now.enabled()) {
      now.messageLevels().wanted(event, now.least()).ifPresent(queue::offer);
    }
  }

  @Override
  public boolean hears(MessageId id) {
    Level now = level;
    return now.enabled() && now.messageLevels().hears(id, now.least());
  }

  private void write(List<Stamped> batch) {
    LogFormat format = level.format();
    StringBuilder lines = new StringBuilder(batch.size() * 200);
    for (Stamped next : batch) {
      lines.append(format.line(next.event(), next.time())).append('\n');
    }
    long missing = queue.takeLost();
    if (missing > 0) {
      Stamped event = queue.stamp(Event.ofGuard(MessageId.EVENTS_LOST, missing + " events"));
      lines.append(format.line(event.event(), event.time())).append('\n');
    }
    try {
      out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      // Nobody reads the log any more: from here on events are counted by their counters alone.
      Level now = level;
      level = new Level(now.format(), now.least(), false, now.messageLevels());
    }
  }

  /** Writes what is queued, for at most five seconds. */
  @Override
  public void close() {
    queue.end();
    queue.join(Duration.ofSeconds(5));
  }
}
