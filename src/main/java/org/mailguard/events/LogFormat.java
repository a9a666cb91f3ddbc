package org.mailguard.events;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How an event becomes a line. Both forms are stable: log readers depend on them. */
public enum LogFormat {
  /** {@code TIME %MG-5-750103: text}: the device's layout. */
  TEXT {
    @Override
    public String line(Event event, Instant time) {
      StringBuilder line = new StringBuilder(200);
      line.append(TIME.format(time)).append(" %").append(event.label(MessageId.TAG)).append(": ");
      EventText.appendTo(line, event);
      return line.toString();
    }
  },

  /**
   * One JSON object a line: time, id, severity, session, peer, rule, summary, detail, before,
   * after; if it is an intervention, also class, phase, map, number, match, verdict, mode,
   * direction, on.
   */
  JSON {
    @Override
    public String line(Event event, Instant time) {
      JsonLine line = new JsonLine();
      line.text("time", TIME.format(time))
          .text("id", event.label(MessageId.TAG))
          .number("severity", event.severity().number())
          .number("session", event.session())
          .text("peer", event.peer())
          .text("rule", event.rule())
          .text("summary", event.id().summary())
          .text("detail", event.detail())
          .text("before", event.before())
          .text("after", event.after());
      if (event.intervention() != null) {
        append(line, event.intervention());
      }
      return line.toString();
    }

    private static void append(JsonLine line, Intervention done) {
      line.text("class", done.trafficClass())
          .text("phase", done.phase())
          .text("map", done.map())
          .number("number", done.number())
          .text("match", done.rule())
          .text("verdict", done.verdict().word())
          .text("mode", done.observed() ? "observed" : "enforced")
          .text("direction", done.response() ? "response" : "request")
          .text("on", done.on());
    }
  };

  /** RFC 3339 in UTC, always with milliseconds, so that lines sort as they are. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** One line without its end, printable. */
  public abstract String line(Event event, Instant time);
}
