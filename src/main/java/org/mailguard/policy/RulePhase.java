package org.mailguard.policy;

import java.util.Locale;

/**
 * When a rule of an inspection map is asked, in the order of a session. What is asked in one phase
 * has the order of the map: its parameters, its shields, its own rules.
 */
public enum RulePhase {
  /** A client connected. */
  CONNECTION,
  /** A whole command line, before its verb is judged. */
  COMMAND,
  /** HELO or EHLO. */
  HELO,
  /** Each keyword of the server's reply to EHLO. */
  EHLO_REPLY,
  /** MAIL. */
  SENDER,
  /** RCPT. */
  RECIPIENT,
  /** The server's reply to RCPT. */
  RECIPIENT_REPLY,
  /** Lines and fields of the message's header, as they pass. */
  HEADER,
  /** What the header of a MIME part says, and how its content begins. */
  PART,
  /** Lines of the body, as they pass, and its length. */
  BODY,
  /** The end of the message, before its end mark is passed on. */
  MESSAGE;

  /** As it stands in records. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
