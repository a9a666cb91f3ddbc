package org.mailguard;

import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.mailguard.policy.Publication;
import org.mailguard.proxy.Tap;
import org.mailguard.session.Step;
import org.mailguard.smtp.ClientLine;
import org.mailguard.smtp.Command;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.ServerReply;
import org.mailguard.smtp.SmtpWriter;

/**
 * Shows conversations as they happen, one line a line. C is the client, G the guard, S the server.
 */
final class DemoScreen implements Tap {
  private final PrintStream out;

  DemoScreen(PrintStream out) {
    this.out = out;
  }

  @Override
  public void step(long session, InetSocketAddress peer, Publication publication, Step step) {
    String door = publication.policy().appearance().name();
    switch (step) {
      case Step.Connect _ -> print(session, door, "C    S", "connected");
      case Step.Forward(ClientLine line) -> print(session, door, "C -> S", line(line));
      case Step.PassToServer(_, int length) ->
          print(session, door, "C -> S", "(" + length + " octets of mail data)");
      case Step.Emit(ByteBuffer octets) -> {
        if (publication.policy().laboratory().isInForce()) {
          raw(session, door, "C -> S", octets);
        }
      }
      case Step.EmitToClient(ByteBuffer octets) -> raw(session, door, "C <- S", octets);
      case Step.Relay(ServerReply reply) -> lines(session, door, "C <- S", SmtpWriter.write(reply));
      case Step.Answer(var reply, _) -> lines(session, door, "C <- G", SmtpWriter.write(reply));
      case Step.PassToClient(_, int length) ->
          print(session, door, "C <- S", "(" + length + " octets inside TLS)");
      case Step.Note note -> note(session, door, note);
      case Step.CloseServer _ -> {}
      case Step.Reset(String reason) -> print(session, door, "      ", "reset: " + reason);
      case Step.Close(String reason) -> print(session, door, "      ", "closed: " + reason);
    }
  }

  private void note(long session, String door, Step.Note note) {
    if (!note.before().isEmpty()) {
      String who = isOfServer(note) ? "G <- S" : "C -> G";
      print(session, door, who, note.before());
    }
    print(
        session,
        door,
        "  " + note.id().id().substring(0, 2) + "  ",
        note.id().id() + " " + note.id().summary());
  }

  private static boolean isOfServer(Step.Note note) {
    return switch (note.id()) {
      case GREETING_MASKED,
          GREETING_NAMED,
          KEYWORDS_REMOVED,
          VALUES_CUT,
          SERVER_REPLY_MALFORMED,
          SERVER_REPLY_UNEXPECTED,
          SERVER_TLS_SURPLUS ->
          true;
      default -> false;
    };
  }

  /** Credentials are not for a screen either. */
  private static String line(ClientLine line) {
    if (line instanceof Command.Auth auth) {
      return "AUTH " + auth.mechanism() + " ...";
    }
    return line instanceof ClientLine.Sasl
        ? "(an answer to a challenge)"
        : text(SmtpWriter.write(line));
  }

  /** What a box of the laboratory lets through need not end with a line. */
  private void raw(long session, String door, String who, ByteBuffer octets) {
    byte[] all = new byte[octets.remaining()];
    octets.get(octets.position(), all);
    int from = 0;
    for (int i = 0; i < all.length; i++) {
      if (all[i] == '\n' || i == all.length - 1) {
        piece(session, door, who, Arrays.copyOfRange(all, from, i + 1));
        from = i + 1;
      }
    }
  }

  private void piece(long session, String door, String who, byte[] octets) {
    int length = octets.length;
    while (length > 0 && (octets[length - 1] == '\n' || octets[length - 1] == '\r')) {
      length--;
    }
    // A box that judges segments passes the end of a line by itself, and it says nothing new.
    if (length > 0) {
      print(session, door, who, Octets.printable(Arrays.copyOf(octets, length), 1000));
    }
  }

  private static String text(byte[] line) {
    return Octets.printable(Arrays.copyOf(line, line.length - 2), 1000);
  }

  private void lines(long session, String door, String who, byte[] octets) {
    int from = 0;
    for (int i = 0; i < octets.length; i++) {
      if (octets[i] == '\n') {
        print(session, door, who, text(Arrays.copyOfRange(octets, from, i + 1)));
        from = i + 1;
      }
    }
  }

  private void print(long session, String door, String who, String text) {
    out.println("%4d %-6s  %s  %s".formatted(session, door, who, text));
  }
}
