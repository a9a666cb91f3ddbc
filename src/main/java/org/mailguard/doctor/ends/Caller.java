package org.mailguard.doctor.ends;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.mailguard.doctor.probe.Handshake;

/**
 * One connection to the responder, from this end; keeps what was sent and what came on its tape. At
 * most 128 lines a reply, 2048 octets each, and three minutes in all.
 */
final class Caller implements Closeable {
  private static final int CONNECT_MILLIS = 10_000;
  private static final Duration LONGEST = Duration.ofMinutes(3);
  private static final int MAX_LINE = 2048;
  private static final int MAX_LINES = 128;

  private final Tape tape = new Tape();
  private final long start;
  private final long connected;
  private final int wait;
  private final int pause;
  private final Duration longest;
  private final Curfew curfew;
  private final byte[] buffer = new byte[16_384];
  private Socket socket = new Socket();
  private int position;
  private int filled;

  /**
   * Connects.
   *
   * @param wait milliseconds for each piece of a reply
   * @param pause milliseconds between two segments
   */
  Caller(InetSocketAddress address, int wait, int pause) throws IOException {
    this(address, wait, pause, LONGEST);
  }

  Caller(InetSocketAddress address, int wait, int pause, Duration longest) throws IOException {
    this.longest = longest;
    this.wait = wait;
    this.pause = pause;
    long before = System.nanoTime();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(wait);
      socket.connect(address, CONNECT_MILLIS);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    start = System.nanoTime();
    connected = (start - before) / 1000;
    curfew = Curfew.on(socket, longest);
  }

  /** Microseconds that the connection took. */
  long connected() {
    return connected;
  }

  Tape tape() {
    return tape;
  }

  /** What was sent, each segment for itself; a pause lies between two. */
  void send(List<String> segments) throws IOException {
    for (int i = 0; i < segments.size(); i++) {
      if (i > 0) {
        pause();
      }
      if (!tape.add(new Tape.Piece(micros(), true, segments.get(i)))) {
        throw new IOException("more was to be sent than a connection may have");
      }
      socket.getOutputStream().write(Tape.bytes(segments.get(i)));
      socket.getOutputStream().flush();
    }
  }

  private void pause() throws IOException {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** The lines of the next reply, without their ends. */
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
      char octet = next();
      if (octet == '\n') {
        return line.toString().stripTrailing();
      }
      line.append(octet);
    }
    throw new IOException("a reply line of more than " + MAX_LINE + " octets");
  }

  private char next() throws IOException {
    if (position == filled) {
      if (Thread.currentThread().isInterrupted()) {
        throw new IOException("interrupted");
      }
      filled = 0;
      position = 0;
      int count = read();
      if (count < 0) {
        throw new IOException("the connection was closed");
      }
      filled = count;
      String octets = Tape.text(buffer).substring(0, count);
      if (!tape.add(new Tape.Piece(micros(), false, octets))) {
        throw new IOException("more came than a connection may have");
      }
    }
    return (char) (buffer[position++] & 0xff);
  }

  private int read() throws IOException {
    try {
      return socket.getInputStream().read(buffer);
    } catch (SocketTimeoutException e) {
      throw new IOException("no answer in " + wait + " ms", e);
    } catch (IOException e) {
      throw isOver() ? new IOException("no end in " + longest.toSeconds() + " s", e) : e;
    }
  }

  /**
   * TLS from here on, whatever the certificate is.
   *
   * @param host for the handshake
   * @throws IOException if there is no TLS
   */
  void secure(String host) throws IOException {
    Handshake handshake = Handshake.over(socket, host, wait);
    SSLSocket tls = handshake.socket();
    if (tls == null) {
      throw new IOException("TLS does not begin: " + handshake.seen().failure());
    }
    tape.secured(handshake.seen().key());
    socket = tls;
  }

  private boolean isOver() {
    return micros() >= longest.toNanos() / 1000;
  }

  private long micros() {
    return (System.nanoTime() - start) / 1000;
  }

  @Override
  public void close() throws IOException {
    curfew.close();
    socket.close();
  }
}
