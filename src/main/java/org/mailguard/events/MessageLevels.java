package org.mailguard.events;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator said of single messages: {@code logging message NUMBER level LEVEL} and {@code
 * no logging message NUMBER}. The two are independent, as on the device: a message that is silent
 * keeps its level for when it is heard again. Immutable, so safe for all threads.
 *
 * <p>The level of an access list's own line is more particular than that of its message, and wins.
 * Counters count what is silent as well.
 *
 * @param levels the severity of a message, by its number, where it is not that of the catalogue
 * @param silent the numbers of messages that are not written at all
 */
public record MessageLevels(Map<Integer, Severity> levels, Set<Integer> silent) {
  /** Every message is written, with the severity of the catalogue. */
  public static final MessageLevels DEFAULT = new MessageLevels(Map.of(), Set.of());

  public MessageLevels {
    levels = Map.copyOf(levels);
    silent = Set.copyOf(silent);
    levels.keySet().forEach(MessageLevels::requireNumber);
    silent.forEach(MessageLevels::requireNumber);
  }

  /**
   * A number that this program does not know is fine: configurations of the device name many such.
   */
  private static void requireNumber(int number) {
    if (number < 1 || number > 999_999) {
      throw new IllegalArgumentException("a message number has up to six digits: " + number);
    }
  }

  /** {@code logging message NUMBER level LEVEL}. */
  public MessageLevels with(int number, Severity level) {
    Map<Integer, Severity> next = new HashMap<>(levels);
    next.put(number, level);
    return new MessageLevels(next, silent);
  }

  /** {@code no logging message NUMBER}. */
  public MessageLevels without(int number) {
    Set<Integer> next = new HashSet<>(silent);
    next.add(number);
    return new MessageLevels(levels, next);
  }

  /** True if an event of {@code id} that has no severity of its own is written. */
  boolean hears(MessageId id, Severity least) {
    return !silent.contains(id.number())
        && levels.getOrDefault(id.number(), id.severity()).compareTo(least) <= 0;
  }

  /** The event as it is to be written if it is at least as grave as {@code least}. */
  Optional<Event> wanted(Event event, Severity least) {
    int number = event.id().number();
    if (silent.contains(number)) {
      return Optional.empty();
    }
    Severity changed = event.own() == null ? levels.get(number) : null;
    Event written = changed == null ? event : event.at(changed);
    return written.severity().compareTo(least) <= 0 ? Optional.of(written) : Optional.empty();
  }
}
