package org.mailguard.doctor;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What people complain of. The first fourteen are those of the founding article, in its order; the
 * others came later, from other boxes. The names are stable: reports carry them in lower case with
 * hyphens.
 */
public enum Symptom {
  NO_MAIL_FROM_THE_INTERNET(1, "No mail can be received from the internet"),
  NO_ATTACHMENTS_OUT(2, "Mail with attachments cannot be sent"),
  TELNET(3, "No Telnet session to port 25 can be established or used"),
  EHLO(4, "EHLO is answered \"unrecognized command\", or OK"),
  CERTAIN_DOMAINS(5, "Mail to or from certain domains fails"),
  POP_DOES_NOT_HELP(6, "POP3 authentication does not help: 550 5.7.1, relaying denied"),
  FIVE_OR_SIX_TIMES(7, "The same mail is sent five or six times"),
  DUPLICATES(8, "Duplicate inbound messages"),
  OUTLOOK(9, "Outlook says 0x800CCC79"),
  EIGHT_BIT_MIME(10, "554 5.6.1, body type not supported by the remote host"),
  MANGLED_ATTACHMENTS(11, "Missing or mangled attachments"),
  LINK_STATE_ROUTING(12, "Link state routing between routing groups fails"),
  LINK_STATE_VERB(13, "The verb X-LINK2STATE is not passed"),
  ROUTING_GROUP_CONNECTOR(14, "Authentication through a routing group connector fails"),

  NO_TLS(0, "TLS is required, but was not offered; or mail goes in clear"),
  BAD_CERTIFICATE(0, "The certificate does not fit the server's name or its published keys"),
  NO_AUTH(0, "Users cannot log in; AUTH is not offered, or only with other mechanisms"),
  BARE_LINE_FEEDS(0, "550 5.6.11 or 552 5.2.0, bare line feeds"),
  NO_SMTPUTF8(0, "553 or 5.6.7, addresses beyond ASCII are returned"),
  LATE_GREETING(0, "Connections end while waiting for the greeting"),
  HIDDEN_GREETING(0, "Senders log \"enabling PIX workarounds\" and speak HELO"),
  LOST_CONNECTION(0, "Connections end without a word in the middle of a command or a message"),
  SLOW(0, "Each message takes minutes"),
  STALLS(0, "Large messages or several messages in one connection stall"),
  DEFERRED(0, "Messages of new senders come late, with 450 or 451 at first"),
  REFUSED_PEER(0, "Connections or recipients are refused: listed, blocked or not allowed"),
  NO_CONNECTION(0, "Port 25 cannot be reached"),
  WRONG_SERVER(0, "Another server than the one that was called answers"),
  LOST_RECIPIENTS(0, "Some recipients get nothing, and nobody is told"),
  CHANGED_ADDRESSES(0, "Addresses with unusual characters fail or arrive changed"),
  BROKEN_SIGNATURES(0, "DKIM signatures fail for mail that came this way"),
  OUT_OF_STEP(0, "Replies belong to other commands than those they follow"),
  TOO_LARGE(0, "Messages are refused as too large below the server's own limit");

  private final int number;
  private final String title;

  Symptom(int number, String title) {
    this.number = number;
    this.title = title;
  }

  /** As in reports: {@code no-mail-from-the-internet}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** 1 to 14 as in the article, 0 for one that is not of it. */
  public int number() {
    return number;
  }

  public String title() {
    return title;
  }

  public static Optional<Symptom> named(String id) {
    return Arrays.stream(values()).filter(symptom -> symptom.id().equals(id)).findFirst();
  }
}
