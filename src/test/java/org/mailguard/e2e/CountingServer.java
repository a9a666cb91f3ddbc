package org.mailguard.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A mail server of the old kind: takes HELO and EHLO, knows no other word than it has to, and
 * counts each message by its first line.
 */
final class CountingServer implements AutoCloseable {
  private final ServerSocket listener;
  private final Map<String, Integer> messages = new ConcurrentHashMap<>();

  private CountingServer(ServerSocket listener) {
    this.listener = listener;
  }

  static CountingServer start() throws IOException {
    CountingServer server =
        new CountingServer(new ServerSocket(0, 100, InetAddress.ofLiteral("127.0.0.1")));
    Thread.ofVirtual().start(server::accept);
    return server;
  }

  int port() {
    return listener.getLocalPort();
  }

  /** How often each message came, by its first line. */
  Map<String, Integer> messages() {
    return Map.copyOf(messages);
  }

  private void accept() {
    try {
      while (!listener.isClosed()) {
        Socket socket = listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed: there is no other way out of accept().
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      OutputStream out = socket.getOutputStream();
      say(out, "220 inner.test ESMTP");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("EHLO")) {
          say(out, "250-inner.test\r\n250 SIZE");
        } else if (line.startsWith("DATA")) {
          say(out, "354 go");
          String first = in.readLine();
          for (String text = first; text != null && !text.equals("."); text = in.readLine()) {
            // The first line is enough to know it by.
          }
          messages.merge(String.valueOf(first), 1, Integer::sum);
          say(out, "250 taken");
        } else {
          boolean known = line.matches("(HELO|MAIL|RCPT|RSET|NOOP|QUIT).*");
          say(out, known ? "250 fine" : "500 what");
        }
      }
    } catch (IOException e) {
      // The guard has closed in the middle of something; the test counts messages.
    }
  }

  private static void say(OutputStream out, String reply) throws IOException {
    out.write((reply + "\r\n").getBytes(ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
