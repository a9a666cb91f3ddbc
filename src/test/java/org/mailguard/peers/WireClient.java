package org.mailguard.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * An SMTP client for tests that leaves every octet and every segment to the test.
 *
 * <pre>{@code
 * try (var client = WireClient.connect(port)) {
 *   client.expect(220);
 *   client.command("EHLO c.test", 250);
 *   client.sendSegments(bytes("MAIL FR"), bytes("OM:<a@b.test>\r"), bytes("\n"));
 *   client.expect(250);
 * }
 * }</pre>
 */
public final class WireClient extends Wire {
  private static final int MOST_LINES = 1000;

  private WireClient(Socket socket) throws IOException {
    super(socket, new Transcript());
  }

  /** Connects to a port on loopback and reads nothing yet. */
  public static WireClient connect(int port) throws IOException {
    return new WireClient(new Socket(InetAddress.ofLiteral("127.0.0.1"), port));
  }

  /** Connects from an address of one's own, such as 127.0.0.7; all of 127/8 is loopback. */
  public static WireClient connectFrom(String address, int port) throws IOException {
    return new WireClient(
        new Socket(InetAddress.ofLiteral("127.0.0.1"), port, InetAddress.ofLiteral(address), 0));
  }

  /** Connects, reads the greeting and says EHLO. */
  public static WireClient greet(int port) throws IOException {
    WireClient client = connect(port);
    client.expect(220);
    client.command("EHLO client.test", 250);
    return client;
  }

  /** Reads one whole reply. */
  public WireReply reply() throws IOException {
    List<String> lines = new ArrayList<>();
    while (lines.size() < MOST_LINES) {
      String line = readLine();
      lines.add(line);
      if (line.matches("(?s)\\d{3}( .*)?")) {
        return new WireReply(lines);
      }
      if (!line.matches("(?s)\\d{3}-.*")) {
        throw failure("not a reply line: " + Transcript.readable(line.getBytes(ISO_8859_1)));
      }
    }
    throw failure("a reply of more than " + MOST_LINES + " lines");
  }

  /**
   * Reads a greeting as a sender of the day did, of which a guard may have made anything: after
   * three digits it goes on if a hyphen follows, and has ended whatever else does; a line without
   * them is none of its lines.
   */
  public WireReply greeting() throws IOException {
    List<String> lines = new ArrayList<>();
    do {
      lines.add(readLine());
    } while (!lines.getLast().matches("(?s)\\d{3}([^-].*)?"));
    return new WireReply(lines);
  }

  /** Reads one reply, which must have this code. */
  public WireReply expect(int code) throws IOException {
    WireReply reply = reply();
    if (reply.code() != code) {
      throw failure("expected " + code + ", got " + reply);
    }
    return reply;
  }

  /** Sends a command line and reads its reply, which must have this code. */
  public WireReply command(String line, int code) throws IOException {
    say(line);
    return expect(code);
  }

  /** Sends a command line and reads its reply, whatever it is. */
  public WireReply command(String line) throws IOException {
    say(line);
    return reply();
  }

  /** Says MAIL and RCPT, each of which must be accepted. */
  public void envelope(String sender, String... recipients) throws IOException {
    command("MAIL FROM:<" + sender + ">", 250);
    for (String recipient : recipients) {
      command("RCPT TO:<" + recipient + ">", 250);
    }
  }

  /**
   * Says DATA, which must be accepted, sends the content with dots doubled and the end mark, and
   * reads the answer.
   */
  public WireReply data(byte[] content) throws IOException {
    command("DATA", 354);
    send(Dots.stuffed(content));
    return reply();
  }

  /** Sends a chunk and its command in one write, and reads the answer. */
  public WireReply bdat(byte[] chunk, boolean last) throws IOException {
    send(bdatOctets(chunk, last));
    return reply();
  }

  /** A BDAT command with its chunk as octets, for a test that cuts them into segments. */
  public static byte[] bdatOctets(byte[] chunk, boolean last) {
    byte[] command = ("BDAT " + chunk.length + (last ? " LAST" : "") + "\r\n").getBytes(ISO_8859_1);
    byte[] all = new byte[command.length + chunk.length];
    System.arraycopy(command, 0, all, 0, command.length);
    System.arraycopy(chunk, 0, all, command.length, chunk.length);
    return all;
  }

  /** Says QUIT, reads 221 and waits for the server to close. */
  public void quit() throws IOException {
    command("QUIT", 221);
    if (awaitEnd() != End.CLOSED) {
      throw failure("reset after QUIT");
    }
  }
}
