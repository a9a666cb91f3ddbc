package org.mailguard.events;

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
 */
public record Event(
    MessageId id,
    long session,
    String peer,
    String rule,
    String detail,
    String before,
    String after) {

  /** An event of the guard as a whole. */
  public static Event ofGuard(MessageId id, String detail) {
    return new Event(id, 0, "", "", detail, "", "");
  }
}
