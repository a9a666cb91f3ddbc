package org.mailguard.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.function.Consumer;
import org.mailguard.policy.Endpoint;
import org.mailguard.smtp.Extension;
import org.mailguard.smtp.Extensions;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Reply;

/**
 * Looks at a server as the guard sees it: whether it is there, how it greets, what it offers,
 * whether TLS comes about. It is sent no mail. Blocks; for a thread of its own.
 */
public final class ServerProbe {
  private final Endpoint server;
  private final String hostname;
  private final Duration limit;
  private final Consumer<String> lines;

  private ServerProbe(Endpoint server, String hostname, Duration limit, Consumer<String> lines) {
    this.server = server;
    this.hostname = hostname;
    this.limit = limit;
    this.lines = lines;
  }

  /**
   * Says what there is to see of {@code server}, line by line and with what it said in words of its
   * own: printable, since replies are.
   *
   * @param hostname for EHLO; empty for the address of this end
   * @param limit for the connection and for each reply
   */
  public static void ask(Endpoint server, String hostname, Duration limit, Consumer<String> lines) {
    new ServerProbe(server, hostname, limit, lines).ask();
  }

  private void ask() {
    long began = System.nanoTime();
    try (Socket socket = new Socket()) {
      InetAddress address = InetAddress.getByName(server.host());
      socket.setSoTimeout((int) limit.toMillis());
      socket.connect(new InetSocketAddress(address, server.port()), (int) limit.toMillis());
      say("reachable", SessionLog.text(address, server.port()) + " in " + millis(began));
      look(socket);
    } catch (IOException e) {
      say("failed", e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private static String millis(long began) {
    return (System.nanoTime() - began) / 1_000_000 + " ms";
  }

  private void look(Socket socket) throws IOException {
    ProbeDialogue dialogue = new ProbeDialogue(socket);
    long began = System.nanoTime();
    Reply greeting = dialogue.reply();
    say("greeting", ProbeDialogue.text(greeting) + " in " + millis(began));
    if (greeting.code() != 220) {
      return;
    }
    Reply hello = dialogue.ask("EHLO " + ProbeDialogue.name(hostname, socket));
    if (hello.code() != 250) {
      say("extensions", "none: " + ProbeDialogue.text(hello));
      dialogue.ask("QUIT");
      return;
    }
    for (Octets line : hello.lines().subList(1, hello.lines().size())) {
      say("offers", line.toString());
    }
    if (Extensions.parse(hello).offers(Extension.STARTTLS)) {
      startTls(socket, dialogue);
    } else {
      say("TLS", "not offered");
      dialogue.ask("QUIT");
    }
  }

  private void startTls(Socket socket, ProbeDialogue dialogue) throws IOException {
    Reply ready = dialogue.ask("STARTTLS");
    if (ready.code() != 220) {
      say("TLS", "offered and refused: " + ProbeDialogue.text(ready));
    } else if (dialogue.hasSurplus()) {
      say("TLS", "the server says something before TLS that would count inside it");
    } else {
      say("TLS", TlsProbe.handshake(socket, server));
    }
  }

  private void say(String what, String text) {
    lines.accept("%-12s %s".formatted(what, text));
  }
}
