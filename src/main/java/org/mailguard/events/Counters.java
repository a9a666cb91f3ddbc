package org.mailguard.events;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts every event by its id, and hands it on. Thread-safe. */
public final class Counters implements EventLog {
  private final Map<MessageId, LongAdder> counts = new EnumMap<>(MessageId.class);
  private final EventLog next;

  public Counters(EventLog next) {
    this.next = next;
    for (MessageId id : MessageId.values()) {
      counts.put(id, new LongAdder());
    }
  }

  @Override
  public void log(Event event) {
    count(event.id());
    next.log(event);
  }

  @Override
  public boolean hears(MessageId id) {
    return next.hears(id);
  }

  @Override
  public void count(MessageId id) {
    LongAdder count = counts.get(id);
    if (count != null) {
      count.increment();
    }
  }

  /** Begins to count anew. */
  public void clear() {
    counts.values().forEach(LongAdder::reset);
  }

  /** How often {@code id} happened since the start, or since {@link #clear}. */
  public long of(MessageId id) {
    LongAdder count = counts.get(id);
    return count == null ? 0 : count.sum();
  }
}
