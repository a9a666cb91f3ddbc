package org.mailguard.events;

/** What a log line says behind its colon; the same in every form of line that is for people. */
final class EventText {
  /** The device's messages have all of it in their text; ours have a sentence for people. */
  private static final int FIRST_OF_OURS = 750_000;

  private EventText() {}

  /** One line without its end. */
  static String of(Event event) {
    StringBuilder text = new StringBuilder(160);
    appendTo(text, event);
    return text.toString();
  }

  /** As the device says it: of its own messages not a word more than it says. */
  static String asOfDevice(Event event) {
    return isLayout(event) ? event.detail() : of(event);
  }

  static void appendTo(StringBuilder text, Event event) {
    int start = text.length();
    if (isLayout(event)) {
      // The detail says all that a sentence would.
    } else if (event.session() > 0 && !isConnection(event.id())) {
      text.append("session ").append(event.session()).append(' ');
      text.append(event.peer()).append(' ').append(event.id().summary());
    } else if (event.detail().isEmpty() || event.id().number() >= FIRST_OF_OURS) {
      text.append(event.peer()).append(event.peer().isEmpty() ? "" : " ");
      text.append(event.id().summary());
    }
    if (!event.detail().isEmpty()) {
      text.append(text.length() == start ? "" : " ").append(event.detail());
    }
    append(text, " rule: ", isConnection(event.id()) ? "" : event.rule());
    append(text, " received: ", event.before());
    append(text, " sent: ", event.after());
  }

  /** True if the detail of a session's event is a layout of the device, or one of its kind. */
  private static boolean isLayout(Event event) {
    return event.session() > 0
        && !event.detail().isEmpty()
        && (event.id() == MessageId.RULE_OBSERVED || event.id().number() < FIRST_OF_OURS);
  }

  /** The connection's own messages have all of it in their text. */
  private static boolean isConnection(MessageId id) {
    return id == MessageId.CONNECTION_BUILT || id == MessageId.CONNECTION_ENDED;
  }

  private static void append(StringBuilder text, String name, String value) {
    if (!value.isEmpty()) {
      text.append(name).append('"').append(quoted(value)).append('"');
    }
  }

  /** What the peer sent must not look like the end of it. */
  private static String quoted(String value) {
    return value.replace("\"", "\\\"");
  }
}
