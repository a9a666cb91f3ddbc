package org.mailguard.events;

import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to one session. Every text is printable already; credentials are never
 * part of it, of a message's content only what a rule asks for.
 *
 * @param session the session's number, 0 for what belongs to none
 * @param peer the client's address and port, or empty
 * @param rule which rule of which policy, or which limit, made it happen
 * @param detail one line for people
 * @param before what was received, or empty
 * @param after what was sent in its place, or empty
 * @param own the severity of this one event where it is not that of the catalogue, such as the
 *     level of an access list's line for message 106100; null where it is
 * @param intervention what was done to a session, or null if something just happened
 */
public record Event(
    MessageId id,
    long session,
    String peer,
    String rule,
    String detail,
    String before,
    String after,
    @Nullable Severity own,
    @Nullable Intervention intervention) {
  /** Of what was received and sent; each is cut at its source as well, mostly at 200. */
  private static final int LONGEST = 1000;

  public Event {
    before = bounded(before);
    after = bounded(after);
  }

  /** An event that is no intervention. */
  public Event(
      MessageId id,
      long session,
      String peer,
      String rule,
      String detail,
      String before,
      String after,
      @Nullable Severity own) {
    this(id, session, peer, rule, detail, before, after, own, null);
  }

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

  private static String bounded(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }

  /** How grave it is: its own severity, else the catalogue's. */
  public Severity severity() {
    return own == null ? id.severity() : own;
  }

  /** The same event, as grave as given. */
  public Event at(Severity severity) {
    return severity == severity()
        ? this
        : new Event(id, session, peer, rule, detail, before, after, severity, intervention);
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
