package org.mailguard.doctor.ends;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import javax.net.ssl.SSLSocket;

/**
 * A connection at the responder: reads lines, messages and chunks, writes replies, and keeps all of
 * it on the tape. Only CR LF ends a line and only CR LF . CR LF ends a message, RFC 5321 section
 * 2.3.8, so that what a box makes of other ends is seen.
 */
final class ResponderLine {
  static final int MAX_SECONDS = 300;
  static final int MAX_LINE = 12_288;
  private static final int PAUSE_MILLIS = 20;
  private static final String END = "\r\n.\r\n";

  private final Tape tape;
  private final long start = System.nanoTime();
  private final byte[] buffer = new byte[16_384];
  private Socket socket;
  private int position;
  private int filled;
  private int number;

  /** Why the responder ends a session; what it says then is the message. */
  static final class BoundException extends IOException {
    private static final long serialVersionUID = 1;

    BoundException(String reply) {
      super(reply);
    }
  }

  ResponderLine(Socket socket, Tape tape) {
    this.socket = socket;
    this.tape = tape;
  }

  /** The nonce of the next reply: {@code mg-N}, its number in the session. */
  String nonce() {
    number++;
    return "mg-" + number;
  }

  void reply(int code, String text) throws IOException {
    send(List.of(code + " " + text + " " + nonce() + "\r\n"));
  }

  /** With a pause between two segments. */
  void send(List<String> segments) throws IOException {
    for (int i = 0; i < segments.size(); i++) {
      if (i > 0) {
        pause();
      }
      if (!tape.add(new Tape.Piece(micros(), true, segments.get(i)))) {
        throw new EOFException();
      }
      socket.getOutputStream().write(Tape.bytes(segments.get(i)));
      socket.getOutputStream().flush();
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Octets in clear behind STARTTLS are on the tape and go no further, RFC 3207 section 4.2. */
  void secure(ResponderKey key) throws IOException {
    filled = 0;
    position = 0;
    SSLSocket tls = key.over(socket);
    tls.setSoTimeout(millisLeft());
    tls.startHandshake();
    tape.secured(key.sha256());
    socket = tls;
  }

  /** Without its end. */
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      char c = (char) next();
      if (c == '\n' && !line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
        return line.substring(0, line.length() - 1);
      }
      line.append(c);
      if (line.length() > MAX_LINE) {
        throw new BoundException("500 5.5.6 a line has at most " + MAX_LINE + " octets");
      }
    }
  }

  /** Until its end mark. The line end of DATA counts: a message may be empty, RFC 5321 4.1.1.4. */
  void message() throws IOException {
    int matched = 2;
    while (matched < END.length()) {
      char c = (char) next();
      if (c == END.charAt(matched)) {
        matched++;
      } else {
        matched = c == '\r' ? 1 : 0;
      }
    }
  }

  void chunk(int octets) throws IOException {
    for (int left = octets; left > 0; left--) {
      next();
    }
  }

  private int next() throws IOException {
    if (position == filled) {
      fill();
    }
    return buffer[position++] & 0xff;
  }

  private void fill() throws IOException {
    filled = 0;
    position = 0;
    int count;
    try {
      socket.setSoTimeout(millisLeft());
      count = socket.getInputStream().read(buffer);
    } catch (SocketTimeoutException e) {
      throw tooLong();
    }
    if (count < 0) {
      throw new EOFException();
    }
    filled = count;
    String octets = Tape.text(buffer).substring(0, count);
    if (!tape.add(new Tape.Piece(micros(), false, octets))) {
      throw new BoundException(
          "421 4.3.1 at most "
              + Tape.MAX_OCTETS
              + " octets in "
              + Tape.MAX_PIECES
              + " pieces are recorded");
    }
  }

  private int millisLeft() throws IOException {
    long left = MAX_SECONDS * 1000L - micros() / 1000;
    if (left <= 0) {
      throw tooLong();
    }
    return (int) left;
  }

  private static BoundException tooLong() {
    return new BoundException("421 4.4.2 a session lasts " + MAX_SECONDS + " seconds");
  }

  private long micros() {
    return (System.nanoTime() - start) / 1000;
  }
}
