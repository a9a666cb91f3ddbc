package org.mailguard.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.mailguard.policy.Endpoint;
import org.mailguard.smtp.Reply;

/**
 * Asks a server, in the guard's place, to take a recipient that is nobody's here. A server that
 * trusts its own network, as Postfix does by default, trusts the guard as well; then everybody
 * behind the guard may send to everywhere. The recipient is never given a message.
 *
 * <p>Blocks; for a thread of its own.
 */
public final class RelayProbe {
  /** RFC 2606: nobody's, and its mail goes nowhere (null MX). */
  private static final String ELSEWHERE = "relay-test@example.net";

  /** What came of asking. */
  public sealed interface Outcome {
    /** The server refused, as it should. */
    record Closed(String reply) implements Outcome {}

    /** The server would take mail for everywhere. */
    record Open(String reply) implements Outcome {}

    /** It did not come to that: no connection, no answer, or "try later". */
    record Unknown(String why) implements Outcome {}
  }

  private RelayProbe() {}

  /**
   * Asks {@code server}.
   *
   * @param hostname for EHLO; empty for the address of this end
   * @param limit for the connection and for each reply
   */
  public static Outcome ask(Endpoint server, String hostname, Duration limit) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout((int) limit.toMillis());
      socket.connect(
          new InetSocketAddress(InetAddress.getByName(server.host()), server.port()),
          (int) limit.toMillis());
      return ask(new ProbeDialogue(socket), ProbeDialogue.name(hostname, socket));
    } catch (IOException e) {
      return new Outcome.Unknown(String.valueOf(e.getMessage()));
    }
  }

  private static Outcome ask(ProbeDialogue server, String name) throws IOException {
    Reply greeting = server.reply();
    if (greeting.code() != 220) {
      return unknown(greeting);
    }
    Reply hello = server.ask("EHLO " + name);
    if (hello.code() != 250) {
      hello = server.ask("HELO " + name);
    }
    Reply mail = hello.code() == 250 ? server.ask("MAIL FROM:<>") : hello;
    if (mail.code() / 100 != 2) {
      return mail.code() / 100 == 5 ? new Outcome.Closed(ProbeDialogue.text(mail)) : unknown(mail);
    }
    Reply recipient = server.ask("RCPT TO:<" + ELSEWHERE + ">");
    server.ask("RSET");
    server.ask("QUIT");
    return switch (recipient.code() / 100) {
      case 2 -> new Outcome.Open(ProbeDialogue.text(recipient));
      case 5 -> new Outcome.Closed(ProbeDialogue.text(recipient));
      default -> unknown(recipient);
    };
  }

  private static Outcome unknown(Reply reply) {
    return new Outcome.Unknown(ProbeDialogue.text(reply));
  }
}
