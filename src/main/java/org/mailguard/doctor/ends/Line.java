package org.mailguard.doctor.ends;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * One connection to the responder; keeps what was sent. At most 128 lines a reply, 2048 octets
 * each.
 */
final class Line implements Closeable {
  private static final int CONNECT_MILLIS = 10_000;
  private static final int PAUSE_MILLIS = 20;
  private static final int MAX_LINE = 2048;
  private static final int MAX_LINES = 128;

  private final Socket socket = new Socket();
  private final StringBuilder sent = new StringBuilder();

  /**
   * Connects.
   *
   * @param wait milliseconds for each octet of a reply
   */
  Line(InetSocketAddress address, int wait) throws IOException {
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(wait);
      socket.connect(address, CONNECT_MILLIS);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  String sent() {
    return sent.toString();
  }

  /** The lines of the reply to what goes in these segments. */
  List<String> say(List<String> segments) throws IOException {
    for (int i = 0; i < segments.size(); i++) {
      if (i > 0) {
        pause();
      }
      sent.append(segments.get(i));
      socket.getOutputStream().write(segments.get(i).getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
    }
    return reply();
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** The lines of the next reply. */
  List<String> reply() throws IOException {
    List<String> lines = new ArrayList<>();
    while (lines.size() < MAX_LINES) {
      String line = line();
      lines.add(line);
      if (line.matches("[2-5][0-9]{2}([^-].*)?")) {
        return lines;
      }
    }
    throw new IOException("a reply of more than " + MAX_LINES + " lines");
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (line.length() <= MAX_LINE) {
      int octet = socket.getInputStream().read();
      if (octet < 0) {
        throw new IOException("the connection was closed");
      }
      if (octet == '\n') {
        return line.toString().stripTrailing();
      }
      line.append((char) octet);
    }
    throw new IOException("a reply line of more than " + MAX_LINE + " octets");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
