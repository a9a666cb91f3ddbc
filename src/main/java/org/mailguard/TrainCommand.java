package org.mailguard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * {@code mailguard train}: one message through the demo, then the end. The launcher runs it once
 * after a build to note which classes a start loads; it is of no other use, so help does not list
 * it.
 */
@Command(name = "train", hidden = true, description = "One message through the demo.")
final class TrainCommand implements Callable<Integer> {
  private static final int TIMEOUT_MILLIS = 20_000;

  private static final List<String> DIALOGUE =
      List.of(
          "EHLO client.example",
          "EXPN staff",
          "MAIL FROM:<you@example.org>",
          "RCPT TO:<demo@example.org>",
          "DATA",
          "Subject: training\r\n\r\ntext\r\n.",
          "QUIT");

  @Override
  public Integer call() throws IOException {
    DemoScreen screen = new DemoScreen(System.out);
    try (DemoCommand.Parts parts = DemoCommand.start(screen)) {
      parts.guard().announce(System.out);
      send(parts.honest());
      send(parts.pix());
      return parts.server().messages() == 2 ? ExitStatus.FINE : ExitStatus.BAD;
    }
  }

  private static void send(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      OutputStream out = socket.getOutputStream();
      readReply(in);
      for (String line : DIALOGUE) {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        readReply(in);
      }
    }
  }

  private static void readReply(BufferedReader in) throws IOException {
    String line = in.readLine();
    while (line != null && line.length() > 3 && line.charAt(3) == '-') {
      line = in.readLine();
    }
  }
}
