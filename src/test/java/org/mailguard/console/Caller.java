package org.mailguard.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A client without manners of its own: sends octets, and reads until it has seen some. */
final class Caller implements Closeable {
  private final Closeable connection;
  private final InputStream in;
  private final OutputStream out;
  private final StringBuilder seen = new StringBuilder();

  private Caller(Closeable connection, InputStream in, OutputStream out) {
    this.connection = connection;
    this.in = in;
    this.out = out;
  }

  static Caller tcp(int port) throws IOException {
    Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
    socket.setSoTimeout(20_000);
    return new Caller(socket, socket.getInputStream(), socket.getOutputStream());
  }

  static Caller local(Path path) throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
    return new Caller(channel, Channels.newInputStream(channel), Channels.newOutputStream(channel));
  }

  void say(byte[] octets) throws IOException {
    out.write(octets);
    out.flush();
  }

  void say(String text) throws IOException {
    say(text.getBytes(ISO_8859_1));
  }

  /** All since the last call, up to {@code wanted} and with it. */
  String until(String wanted) throws IOException {
    while (seen.indexOf(wanted) < 0) {
      seen.append((char) next(wanted));
    }
    int end = seen.indexOf(wanted) + wanted.length();
    String text = seen.substring(0, end);
    seen.delete(0, end);
    return text;
  }

  private int next(String wanted) throws IOException {
    try {
      int octet = in.read();
      if (octet < 0) {
        throw new AssertionError("the guard closed before " + wanted + ", after:\n" + seen);
      }
      return octet;
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the guard does not say " + wanted + ", after:\n" + seen, e);
    }
  }

  /** All that is left. */
  String untilClosed() throws IOException {
    String text;
    try {
      text = seen + new String(in.readAllBytes(), ISO_8859_1);
    } catch (SocketException e) {
      // A reset is how a socket closes that has unread octets.
      text = seen.toString();
    }
    seen.setLength(0);
    return text;
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
