package org.mailguard.events;

import java.time.Instant;

/** How an event becomes a line. Both forms are stable: log readers depend on them. */
public enum LogFormat {
  /** {@code TIME %MG-5-750103: text}: the device's layout. */
  TEXT {
    @Override
    public String line(Event event, Instant time) {
      StringBuilder line = new StringBuilder(160);
      line.append(time).append(" %").append(event.id().id()).append(": ");
      if (event.session() > 0 && !isConnection(event.id())) {
        line.append("session ")
            .append(event.session())
            .append(' ')
            .append(event.peer())
            .append(' ');
        line.append(event.id().summary());
      } else if (event.detail().isEmpty() || event.id().number() >= FIRST_OF_OURS) {
        line.append(event.peer())
            .append(event.peer().isEmpty() ? "" : " ")
            .append(event.id().summary());
      }
      if (!event.detail().isEmpty()) {
        line.append(line.charAt(line.length() - 1) == ' ' ? "" : " ").append(event.detail());
      }
      append(line, " rule: ", isConnection(event.id()) ? "" : event.rule());
      append(line, " received: ", event.before());
      append(line, " sent: ", event.after());
      return line.toString();
    }

    // The device's messages have all of it in their text; ours have a sentence for people as well.
    private static final int FIRST_OF_OURS = 750_000;

    // The connection's own messages have all of it in their text.
    private boolean isConnection(MessageId id) {
      return id == MessageId.CONNECTION_BUILT || id == MessageId.CONNECTION_ENDED;
    }

    private void append(StringBuilder line, String name, String value) {
      if (!value.isEmpty()) {
        line.append(name).append('"').append(value).append('"');
      }
    }
  },

  /**
   * One JSON object a line: time, id, severity, session, peer, rule, summary, detail, before,
   * after.
   */
  JSON {
    @Override
    public String line(Event event, Instant time) {
      return new JsonLine()
          .text("time", time.toString())
          .text("id", event.id().id())
          .number("severity", event.id().severity().number())
          .number("session", event.session())
          .text("peer", event.peer())
          .text("rule", event.rule())
          .text("summary", event.id().summary())
          .text("detail", event.detail())
          .text("before", event.before())
          .text("after", event.after())
          .toString();
    }
  };

  /** One line without its end, printable. */
  public abstract String line(Event event, Instant time);
}
