package org.mailguard.peers;

import static org.mailguard.peers.SymptomProfile.A72;
import static org.mailguard.peers.SymptomProfile.A94;
import static org.mailguard.peers.SymptomProfile.P40;
import static org.mailguard.peers.SymptomProfile.P42;
import static org.mailguard.peers.SymptomProfile.P44;
import static org.mailguard.peers.SymptomProfile.P51;
import static org.mailguard.peers.SymptomProfile.P70;

import java.util.EnumSet;
import java.util.Set;

/**
 * The symptoms of the founding article, in its order, each with the releases that had it and what
 * happens on the wire. What is not written here is not claimed: the matrix fails where a sighting
 * and this table disagree.
 */
enum Symptom {
  NO_MAIL_FROM_THE_INTERNET(
      "No mail can be received from the internet",
      """
      4.0 to 5.0: the box says yes to EHLO, itself or by a NOOP, and the server behind it has not been greeted. The sender \
      goes on with MAIL, and a server that insists on a greeting says 503. 5.1 to 6.3: the second line of a greeting in \
      several lines loses its code, and a sender waits for the last line until its patience ends. Where nothing enters at \
      all, look for the permit first: `mailguard check` names a published server that nobody may connect to.\
      """,
      EnumSet.of(P40, P42, P44, P51),
      SymptomScenes::noMailFromTheInternet),
  NO_ATTACHMENTS_OUT(
      "Mail with attachments cannot be sent",
      """
      Long messages come in many segments. Up to 6.3 an end of data that lies in two of them was missed in some versions: \
      its second half is not passed on, the server waits for it, and so does the sender. The ASA's default map ends the \
      connection without a word for a file name of 256 octets.\
      """,
      EnumSet.of(P42, P44, P51, A72, A94),
      SymptomScenes::noAttachmentsOut),
  TELNET(
      "No Telnet session to port 25 can be established or used",
      """
      A Telnet client in character mode sends each key in a segment of its own, and each segment is judged alone: H is no \
      command, so it becomes X.\
      """,
      EnumSet.of(P40, P42, P44, P51, P70, A72, A94),
      SymptomScenes::telnet),
  EHLO(
      "EHLO is answered \"unrecognized command\", or OK",
      """
      EHLO is none of the seven commands. 4.0 answers it itself, 4.2 to 5.0 make a NOOP of it and the server says 250, 5.1 \
      to 6.3 make X of it and the server says 500.\
      """,
      EnumSet.of(P40, P42, P44, P51),
      SymptomScenes::ehlo),
  CERTAIN_DOMAINS(
      "Mail to or from certain domains fails",
      """
      A sender that insists on TLS finds no STARTTLS: it is not passed before 9.4. From 9.4 on it is; but Postfix knows \
      the masked greeting for a PIX, says HELO, and then there is none either.\
      """,
      EnumSet.of(P40, P42, P44, P51, P70, A72, A94),
      SymptomScenes::certainDomains),
  POP_DOES_NOT_HELP(
      "POP3 authentication does not help: 550 5.7.1, relaying denied",
      """
      AUTH is not passed, so the server takes its own user for a stranger, whatever he has said to the POP3 server. A \
      server that remembers addresses from POP3 sees, behind any proxy, the proxy's: AUTH is the cure, not the address.\
      """,
      EnumSet.of(P40, P42, P44, P51),
      SymptomScenes::popDoesNotHelp),
  FIVE_OR_SIX_TIMES(
      "The same mail is sent five or six times",
      """
      The end of data lies in two segments and gets through, but the box has not seen it: it takes the server's 250 for \
      out of place and keeps it. The server has the message, the sender has no answer, and sends it again until it gives \
      up.\
      """,
      EnumSet.of(P42, P44, P51),
      SymptomScenes::fiveOrSixTimes),
  DUPLICATES(
      "Duplicate inbound messages",
      """
      The same from the other side: a Postfix on the internet sends, hears nothing, and tries again from its queue.\
      """,
      EnumSet.of(P42, P44, P51),
      SymptomScenes::duplicates),
  OUTLOOK(
      "Outlook says 0x800CCC79",
      """
      The number stands for the server's refusal of a recipient. The mail program never logged in, since it was never \
      offered AUTH.\
      """,
      EnumSet.of(P40, P42, P44, P51),
      SymptomScenes::outlook),
  EIGHT_BIT_MIME(
      "554 5.6.1, body type not supported by the remote host",
      """
      The sender holds a message with octets above 127, and 8BITMIME is not offered. A sender that does not convert must \
      return it.\
      """,
      EnumSet.of(P40, P42, P44, P51),
      SymptomScenes::eightBitMime),
  MANGLED_ATTACHMENTS(
      "Missing or mangled attachments",
      """
      In 4.2(2) a NOOP in the session takes the box out of step: it judges lines of the message as commands, and makes X \
      of what is none.\
      """,
      EnumSet.of(P42),
      SymptomScenes::mangledAttachments),
  LINK_STATE_ROUTING(
      "Link state routing between routing groups fails",
      """
      The tables that Exchange servers tell each other go in X-LINK2STATE, which no release passes.\
      """,
      EnumSet.of(P40, P42, P44, P51, P70, A72, A94),
      SymptomScenes::linkStateRouting),
  LINK_STATE_VERB(
      "The verb X-LINK2STATE is not passed",
      """
      What the server gets in its place, and what the client hears.\
      """,
      EnumSet.of(P40, P42, P44, P51, P70, A72, A94),
      SymptomScenes::linkStateVerb),
  ROUTING_GROUP_CONNECTOR(
      "Authentication through a routing group connector fails",
      """
      Two Exchange servers log in to each other with X-EXPS. It is not offered any more, so mail for the other routing \
      group stays in the queue.\
      """,
      EnumSet.of(P40, P42, P44, P51, P70, A72, A94),
      SymptomScenes::routingGroupConnector);

  private final String title;
  private final String mechanism;
  private final Set<SymptomProfile> had;
  private final SymptomScene scene;

  Symptom(String title, String mechanism, Set<SymptomProfile> had, SymptomScene scene) {
    this.title = title;
    this.mechanism = mechanism;
    this.had = had;
    this.scene = scene;
  }

  /** From 1. */
  int number() {
    return ordinal() + 1;
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
    return had.contains(profile);
  }

  /** True if its cure needs a line that names the peers. */
  boolean isOfPeers() {
    return compareTo(LINK_STATE_ROUTING) >= 0;
  }

  SymptomScene scene() {
    return scene;
  }
}
