package org.mailguard.doctor.read.guard;

import org.mailguard.events.MessageId;

/**
 * One line of the log, whatever its form. Texts are empty where the line does not have them.
 *
 * @param label the id with the severity of this one event: {@code MG-6-108004}
 * @param session 0 for what belongs to none
 * @param peer address and port of the client
 * @param rule in the words of the configuration, with its map and number
 * @param detail the rest of the line
 * @param before what was received
 * @param after what was sent in its place
 */
record GuardRecord(
    MessageId id,
    String label,
    Act act,
    long session,
    String peer,
    String rule,
    String detail,
    String before,
    String after) {

  /** What decided, for people: the rule, else the first sentence about the id. */
  String why() {
    return rule.isEmpty() ? id.summary() : rule;
  }
}
