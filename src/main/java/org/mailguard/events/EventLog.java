package org.mailguard.events;

/** Takes events; called from every event loop at once, must not block for long. */
@FunctionalInterface
public interface EventLog {
  void log(Event event);

  /**
   * False if an event with the severity that the catalogue has for {@code id} would be written
   * nowhere. Then nobody need make it up: {@link #count} does as well.
   */
  default boolean hears(MessageId id) {
    return true;
  }

  /** Counts an event that nobody hears. */
  default void count(MessageId id) {}
}
