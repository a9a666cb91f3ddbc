package org.mailguard.events;

import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to one session. Every text is printable already; credentials and message
 * content are never part of it.
 *
 * @param session the session's number, 0 for what belongs to none
 * @param peer the client's address and port, or empty
 * @param rule which rule of which policy, or which limit, made it happen
 * @param detail one line for people
 * @param before what was received, or empty
 * @param after what was sent in its place, or empty
 * @param own the severity of this one event where it is not that of the catalogue, such as the
 *     level of an access list's line for message 106100; null where it is
 */
public record Event(
    MessageId id,
    long session,
    String peer,
    String rule,
    String detail,
    String before,
    String after,
    @Nullable Severity own) {

  /** An event with the severity of the catalogue. */
  public Event(
      MessageId id,
      long session,
      String peer,
      String rule,
      String detail,
      String before,
      String after) {
    this(id, session, peer, rule, detail, before, after, null);
  }

  /** An event of the guard as a whole. */
  public static Event ofGuard(MessageId id, String detail) {
    return new Event(id, 0, "", "", detail, "", "");
  }

  /** How grave it is: its own severity, else the catalogue's. */
  public Severity severity() {
    return own == null ? id.severity() : own;
  }

  /** The same event, as grave as given. */
  public Event at(Severity severity) {
    return severity == severity()
        ? this
        : new Event(id, session, peer, rule, detail, before, after, severity);
  }

  /**
   * {@code MG-4-106023}: how log lines name it, with its severity and not the catalogue's.
   *
   * @param tag what stands before the severity
   */
  String label(String tag) {
    return tag + "-" + severity().number() + "-" + id.number();
  }
}
