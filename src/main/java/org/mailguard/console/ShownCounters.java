package org.mailguard.console;

import org.mailguard.events.Counters;
import org.mailguard.events.MessageId;

/** {@code show counters}: every event that happened, by its id. */
final class ShownCounters {
  private ShownCounters() {}

  static String table(Counters counters) {
    StringBuilder out = new StringBuilder("ID                  VALUE  WHAT\n");
    boolean any = false;
    for (MessageId id : MessageId.values()) {
      long count = counters.of(id);
      if (count > 0) {
        any = true;
        out.append("%-12s %12d  %s\n".formatted(id.id(), count, id.summary()));
      }
    }
    return any ? out.toString() : "Nothing was counted yet.\n";
  }
}
