package org.mailguard.events;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailguard.events.EventQueue.Stamped;

/**
 * The last events, for {@code show logging}: what the device calls buffered. Bounded by what the
 * lines would take as text; they become lines when somebody looks, so that an event costs a place
 * in a queue and no formatting. Thread-safe.
 */
public final class LogBuffer implements EventLog {
  /** About what stands in a line besides the event's own texts: time, id, names. */
  private static final long FRAME = 120;

  private final InstantSource clock;
  private final Deque<Stamped> events = new ArrayDeque<>();
  private volatile @Nullable Level level;
  private long octets;
  private long logged;

  /**
   * What is kept.
   *
   * @param style what lines look like, and the least grave that is kept
   * @param octets how much of it
   */
  public record Level(SyslogStyle style, int octets, MessageLevels messageLevels) {}

  /** Keeps nothing until it is told to. */
  public LogBuffer(InstantSource clock) {
    this.clock = clock;
  }

  /** Holds from the next event on; null keeps nothing more, and forgets nothing. */
  public synchronized void change(@Nullable Level next) {
    level = next;
    if (next != null) {
      shrink(next.octets());
    }
  }

  @Override
  public void log(Event event) {
    Level now = level;
    if (now != null) {
      now.messageLevels().wanted(event, now.style().least()).ifPresent(wanted -> add(wanted, now));
    }
  }

  @Override
  public boolean hears(MessageId id) {
    Level now = level;
    return now != null && now.messageLevels().hears(id, now.style().least());
  }

  private synchronized void add(Event event, Level now) {
    events.addLast(new Stamped(event, clock.instant()));
    octets += size(event);
    logged++;
    shrink(now.octets());
  }

  private void shrink(int most) {
    while (octets > most && !events.isEmpty()) {
      octets -= size(events.removeFirst().event());
    }
  }

  private static long size(Event event) {
    return FRAME
        + event.peer().length()
        + event.rule().length()
        + event.detail().length()
        + event.before().length()
        + event.after().length();
  }

  /** How many events came in since the start, or since {@link #clear}. */
  public synchronized long logged() {
    return logged;
  }

  /** The oldest first, each a line without its end, printable. */
  public List<String> lines(SyslogStyle style) {
    List<Stamped> copy;
    synchronized (this) {
      copy = List.copyOf(events);
    }
    return copy.stream().map(event -> SyslogMessage.line(event, style)).toList();
  }

  public synchronized void clear() {
    events.clear();
    octets = 0;
    logged = 0;
  }
}
