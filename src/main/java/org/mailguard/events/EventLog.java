package org.mailguard.events;

/** Takes events; called from every event loop at once, must not block for long. */
@FunctionalInterface
public interface EventLog {
  void log(Event event);
}
