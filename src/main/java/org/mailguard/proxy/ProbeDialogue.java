package org.mailguard.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.mailguard.smtp.Reply;
import org.mailguard.smtp.ReplyScanner;

/** Commands and replies with a server that is asked something, one after the other. Blocks. */
final class ProbeDialogue {
  private static final int READ = 4096;

  private final Socket socket;
  private final ReplyScanner scanner = new ReplyScanner();
  private ByteBuffer unread = ByteBuffer.allocate(0);

  /** {@code socket} is connected and stays the caller's. */
  ProbeDialogue(Socket socket) {
    this.socket = socket;
  }

  /** For EHLO: {@code hostname}, or if it is empty the address of this end. */
  static String name(String hostname, Socket socket) {
    if (!hostname.isEmpty()) {
      return hostname;
    }
    String address = SessionLog.text(socket.getLocalAddress());
    return address.indexOf(':') >= 0 ? "[IPv6:" + address + "]" : "[" + address + "]";
  }

  static String text(Reply reply) {
    return reply.code() + " " + reply.lines().getLast();
  }

  Reply ask(String command) throws IOException {
    socket.getOutputStream().write((command + "\r\n").getBytes(US_ASCII));
    return reply();
  }

  Reply reply() throws IOException {
    InputStream in = socket.getInputStream();
    while (true) {
      switch (scanner.scan(unread)) {
        case REPLY -> {
          return scanner.reply();
        }
        case MALFORMED -> throw new IOException("no reply of SMTP: " + scanner.fault());
        case MORE -> {
          byte[] octets = new byte[READ];
          int count = in.read(octets);
          if (count < 0) {
            throw new IOException("the server ended the connection");
          }
          unread = ByteBuffer.wrap(octets, 0, count);
        }
      }
    }
  }

  /** True if the server said more than it was asked: inside TLS that would be a stranger's. */
  boolean hasSurplus() {
    return unread.hasRemaining();
  }
}
