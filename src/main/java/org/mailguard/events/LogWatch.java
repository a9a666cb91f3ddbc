package org.mailguard.events;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.mailguard.events.EventQueue.Stamped;

/**
 * Gives events as lines to those who watch: {@code terminal monitor}. As long as nobody does, an
 * event costs one look at an empty list. Thread-safe.
 */
public final class LogWatch implements EventLog {
  private final InstantSource clock;
  private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
  private volatile Look look;

  /** What lines look like, and which severities single messages have. */
  public record Look(SyslogStyle style, MessageLevels messageLevels) {}

  private record Watcher(Severity least, Consumer<String> lines) {}

  /** Takes the place of a listener while it is open. */
  public interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  public LogWatch(Look look, InstantSource clock) {
    this.look = look;
    this.clock = clock;
  }

  /** Holds from the next event on. */
  public void change(Look next) {
    look = next;
  }

  /**
   * From now on {@code lines} gets events up to and including {@code least}, each as a line without
   * its end. It is called by whatever thread logs, event loops among them, and must not block.
   */
  public Watch watch(Severity least, Consumer<String> lines) {
    Watcher watcher = new Watcher(least, lines);
    watchers.add(watcher);
    return () -> watchers.remove(watcher);
  }

  @Override
  public void log(Event event) {
    if (watchers.isEmpty()) {
      return;
    }
    Look now = look;
    for (Watcher watcher : watchers) {
      now.messageLevels()
          .wanted(event, watcher.least())
          .ifPresent(wanted ->
              watcher
                  .lines()
                  .accept(SyslogMessage.line(new Stamped(wanted, clock.instant()), now.style())));
    }
  }

  @Override
  public boolean hears(MessageId id) {
    if (watchers.isEmpty()) {
      return false;
    }
    for (Watcher watcher : watchers) {
      if (look.messageLevels().hears(id, watcher.least())) {
        return true;
      }
    }
    return false;
  }
}
