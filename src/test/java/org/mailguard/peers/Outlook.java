package org.mailguard.peers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;

/**
 * A mail program of the day that hands in what its user has written, as Outlook and Outlook Express
 * did: it fetches mail by POP3 first, says AUTH LOGIN where that is offered, tries without where it
 * is not, and shows a number when it fails.
 *
 * @param address from which it connects, one of 127/8
 * @param port of the mail server, or of what stands before it
 * @param popPort where it fetches mail. POP3 goes past a guard for SMTP, so a server that remembers
 *     addresses sees this one there
 */
public record Outlook(String address, int port, int popPort) {
  /** What it shows for a recipient whom the server refuses: the founding article's symptom 9. */
  public static final String RECIPIENT_REFUSED = "0x800CCC79";

  /** What it shows for a sender whom the server refuses. */
  public static final String SENDER_REFUSED = "0x800CCC78";

  private static final byte[] MESSAGE =
      "From: <alice@example.test>\r\nSubject: note\r\n\r\nfrom a mail program\r\n"
          .getBytes(US_ASCII);

  /**
   * What the user sees.
   *
   * @param error the number in the box, or empty if the message has left the outbox
   * @param reply of the server, which the number stands for
   * @param authenticated true if the server has accepted the password
   */
  public record Box(String error, String reply, boolean authenticated) {}

  /** Hands in a message for this recipient. */
  public Box send(String recipient) throws IOException {
    fetch();
    try (var client = WireClient.connectFrom(address, port)) {
      client.greeting();
      boolean authenticated = offer(client).has("AUTH", "LOGIN") && login(client);
      WireReply reply = client.command("MAIL FROM:<alice@example.test>");
      String error = SENDER_REFUSED;
      if (reply.code() == 250) {
        reply = client.command("RCPT TO:<" + recipient + ">");
        error = RECIPIENT_REFUSED;
      }
      if (reply.code() == 250) {
        reply = accepted(client);
        error = "";
      }
      client.quit();
      return new Box(error, reply.toString(), authenticated);
    }
  }

  private static WireReply accepted(WireClient client) throws IOException {
    WireReply reply = client.data(MESSAGE);
    if (reply.code() != 250) {
      throw client.failure("the message was refused");
    }
    return reply;
  }

  private void fetch() throws IOException {
    try (var client = WireClient.connectFrom(address, popPort)) {
      client.readLine();
      for (String command : new String[] {"USER alice", "PASS secret", "STAT", "QUIT"}) {
        client.say(command);
        client.readLine();
      }
    }
  }

  private static EhloOffer offer(WireClient client) throws IOException {
    WireReply reply = client.command("EHLO desk.test");
    if (reply.code() == 250) {
      return EhloOffer.of(reply);
    }
    client.command("HELO desk.test", 250);
    return EhloOffer.NOTHING;
  }

  private static boolean login(WireClient client) throws IOException {
    return Mechanism.LOGIN.login(client, "AUTH").code() == 235;
  }
}
