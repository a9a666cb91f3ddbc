package org.mailguard.session;

import org.jspecify.annotations.Nullable;
import org.mailguard.events.MessageId;
import org.mailguard.smtp.Command;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Reply;
import org.mailguard.smtp.Verb;

/**
 * The place of one reply in the order of replies (reference: threats R6).
 *
 * @param kind of the element that the reply answers
 * @param verb that the element begins with, in upper case; empty if it has none, or none that
 *     counts
 * @param answer the guard's own reply if the server does not get to see the element
 * @param payload octets that follow a 354, for {@link Kind#PAYLOAD}
 * @param transaction that the element belongs to; replies come in when the next one may be open
 *     already
 */
record Slot(
    Kind kind, String verb, @Nullable Answer answer, long payload, Transaction transaction) {

  record Answer(Reply reply, MessageId why) {}

  /** Elements that differ in the replies that can answer them, or in what follows from a reply. */
  enum Kind {
    HELO,
    EHLO,
    MAIL,
    RCPT,
    DATA,
    /** Mail data up to its end mark. */
    CONTENT,
    CHUNK,
    LAST_CHUNK,
    AUTH,
    STARTTLS,
    /** A command whose binary payload follows a 354. */
    PAYLOAD,
    QUIT,
    OTHER,
    /** The end of the session: {@link Ending} says how. */
    LAST_WORD
  }

  static Slot of(Kind kind, Transaction transaction) {
    return new Slot(kind, "", null, 0, transaction);
  }

  static Slot of(Kind kind, Command command, Transaction transaction) {
    return new Slot(kind, verb(command), null, 0, transaction);
  }

  private static String verb(Command command) {
    if (command instanceof Command.Unknown(Octets word, _)) {
      return word.toUpperCase().toString();
    }
    Verb verb = command.verb();
    return verb == null ? "" : verb.word();
  }

  static Slot payload(long octets, Transaction transaction) {
    return new Slot(Kind.PAYLOAD, Verb.XEXCH50.word(), null, octets, transaction);
  }

  static Slot lastWord(Transaction transaction) {
    return new Slot(Kind.LAST_WORD, "", null, 0, transaction);
  }

  static Slot answered(Reply reply, MessageId why, Transaction transaction) {
    return new Slot(Kind.OTHER, "", new Answer(reply, why), 0, transaction);
  }

  /** True if a reply can change what the client's octets are. */
  boolean opensMode() {
    return switch (kind) {
      case DATA, STARTTLS, AUTH, PAYLOAD -> true;
      case HELO, EHLO, MAIL, RCPT, CONTENT, CHUNK, LAST_CHUNK, QUIT, OTHER, LAST_WORD -> false;
    };
  }

  /** True if the reply acknowledges octets of a message. */
  boolean carriesMessage() {
    return kind == Kind.CONTENT || kind == Kind.CHUNK || kind == Kind.LAST_CHUNK;
  }
}
