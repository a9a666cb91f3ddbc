package org.mailguard.peers;

import java.io.IOException;
import java.util.Arrays;

/**
 * The symptoms of the founding article, in its order, each with the releases that had it and what
 * happens on the wire. What is not written here is not claimed: the matrix fails where a sighting
 * and this table disagree.
 */
enum Symptom {
  NO_MAIL_FROM_THE_INTERNET(
      1,
      "No mail can be received from the internet",
      """
      4.0 to 5.0: the box says yes to EHLO, itself or by a NOOP, and the server behind it has not been greeted. The sender \
      goes on with MAIL, and a server that insists on a greeting says 503. 5.1 to 6.3: the second line of a greeting in \
      several lines loses its code, and a sender waits for the last line until its patience ends. Where nothing enters at \
      all, look for the permit first: `mailguard check` names a published server that nobody may connect to.\
      """,
      "p40 p42 p44 p51"),
  NO_ATTACHMENTS_OUT(
      2,
      "Mail with attachments cannot be sent",
      """
      Long messages come in many segments. Up to 6.3 an end of data that lies in two of them was missed in some versions: \
      its second half is not passed on, the server waits for it, and so does the sender. The ASA's default map ends the \
      connection without a word for a file name of 256 octets.\
      """,
      "p42 p44 p51 a72 a94"),
  TELNET(
      3,
      "No Telnet session to port 25 can be established or used",
      """
      A Telnet client in character mode sends each key in a segment of its own, and each segment is judged alone: H is no \
      command, so it becomes X.\
      """,
      "p40 p42 p44 p51 p70 a72 a94"),
  EHLO(
      4,
      "EHLO is answered \"unrecognized command\", or OK",
      """
      EHLO is none of the seven commands. 4.0 answers it itself, 4.2 to 5.0 make a NOOP of it and the server says 250, 5.1 \
      to 6.3 make X of it and the server says 500.\
      """,
      "p40 p42 p44 p51"),
  CERTAIN_DOMAINS(
      5,
      "Mail to or from certain domains fails",
      """
      A sender that insists on TLS finds no STARTTLS: it is not passed before 9.4. From 9.4 on it is; but Postfix knows \
      the masked greeting for a PIX, says HELO, and then there is none either.\
      """,
      "p40 p42 p44 p51 p70 a72 a94"),
  POP_DOES_NOT_HELP(
      6,
      "POP3 authentication does not help: 550 5.7.1, relaying denied",
      """
      AUTH is not passed, so the server takes its own user for a stranger, whatever he has said to the POP3 server. A \
      server that remembers addresses from POP3 sees, behind any proxy, the proxy's: AUTH is the cure, not the address.\
      """,
      "p40 p42 p44 p51"),
  FIVE_OR_SIX_TIMES(
      7,
      "The same mail is sent five or six times",
      """
      The end of data lies in two segments and gets through, but the box has not seen it: it takes the server's 250 for \
      out of place and keeps it. The server has the message, the sender has no answer, and sends it again until it gives \
      up.\
      """,
      "p42 p44 p51"),
  DUPLICATES(
      8,
      "Duplicate inbound messages",
      """
      The same from the other side: a Postfix on the internet sends, hears nothing, and tries again from its queue.\
      """,
      "p42 p44 p51"),
  OUTLOOK(
      9,
      "Outlook says 0x800CCC79",
      """
      The number stands for the server's refusal of a recipient. The mail program never logged in, since it was never \
      offered AUTH.\
      """,
      "p40 p42 p44 p51"),
  EIGHT_BIT_MIME(
      10,
      "554 5.6.1, body type not supported by the remote host",
      """
      The sender holds a message with octets above 127, and 8BITMIME is not offered. A sender that does not convert must \
      return it.\
      """,
      "p40 p42 p44 p51"),
  MANGLED_ATTACHMENTS(
      11,
      "Missing or mangled attachments",
      """
      In 4.2(2) a NOOP in the session takes the box out of step: it judges lines of the message as commands, and makes X \
      of what is none.\
      """,
      "p42"),
  LINK_STATE_ROUTING(
      12,
      "Link state routing between routing groups fails",
      """
      The tables that Exchange servers tell each other go in X-LINK2STATE, which no release passes.\
      """,
      "p40 p42 p44 p51 p70 a72 a94"),
  LINK_STATE_VERB(
      13,
      "The verb X-LINK2STATE is not passed",
      """
      What the server gets in its place, and what the client hears.\
      """,
      "p40 p42 p44 p51 p70 a72 a94"),
  ROUTING_GROUP_CONNECTOR(
      14,
      "Authentication through a routing group connector fails",
      """
      Two Exchange servers log in to each other with X-EXPS. It is not offered any more, so mail for the other routing \
      group stays in the queue.\
      """,
      "p40 p42 p44 p51 p70 a72 a94");

  private final int number;
  private final String title;
  private final String mechanism;
  private final String had;

  Symptom(int number, String title, String mechanism, String had) {
    this.number = number;
    this.title = title;
    this.mechanism = mechanism;
    this.had = had;
  }

  /** From 1, as in the article. */
  int number() {
    return number;
  }

  String title() {
    return title;
  }

  /** Why it happens. */
  String mechanism() {
    return mechanism;
  }

  /** True if the profile must show it; of all others none may. */
  boolean isExpectedOf(SymptomProfile profile) {
    return Arrays.asList(had.split(" ", -1)).contains(profile.title());
  }

  /** The word for it behind the default; the page says what the numbers mean. */
  String cure() {
    return number >= 12 ? "cured¹" : number == 6 ? "cured²" : "cured";
  }

  /** Sender and server of it with {@code profile} between them. */
  Sighting look(SymptomProfile profile) throws IOException, InterruptedException {
    return switch (this) {
      case NO_MAIL_FROM_THE_INTERNET -> SymptomScenes.noMailFromTheInternet(profile);
      case NO_ATTACHMENTS_OUT -> SymptomScenes.noAttachmentsOut(profile);
      case TELNET -> SymptomScenes.telnet(profile);
      case EHLO -> SymptomScenes.ehlo(profile);
      case CERTAIN_DOMAINS -> SymptomScenes.certainDomains(profile);
      case POP_DOES_NOT_HELP -> SymptomScenes.popDoesNotHelp(profile);
      case FIVE_OR_SIX_TIMES -> SymptomScenes.fiveOrSixTimes(profile);
      case DUPLICATES -> SymptomScenes.duplicates(profile);
      case OUTLOOK -> SymptomScenes.outlook(profile);
      case EIGHT_BIT_MIME -> SymptomScenes.eightBitMime(profile);
      case MANGLED_ATTACHMENTS -> SymptomScenes.mangledAttachments(profile);
      case LINK_STATE_ROUTING -> SymptomScenes.linkStateRouting(profile);
      case LINK_STATE_VERB -> SymptomScenes.linkStateVerb(profile);
      case ROUTING_GROUP_CONNECTOR -> SymptomScenes.routingGroupConnector(profile);
    };
  }
}
