package org.mailguard.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.mailguard.events.SyslogTarget.Transport;

/**
 * Messages on a TCP connection (RFC 6587), or on TLS over one (RFC 5425).
 *
 * <p>A second thread reads what the host sends, which is nothing: so a host that goes away is
 * noticed before the next message is written into the void, and a host that takes nothing any more
 * does not hold the writer for ever. Syslog has no acknowledgement all the same: what the kernel
 * had taken and the host had not read when it went is lost, and nobody can count it.
 */
final class StreamCarrier implements Carrier {
  private final Duration stall;
  private final Socket wire;
  private final Socket socket;
  private final OutputStream out;

  /** When the write under way began; 0 while there is none. */
  private volatile long writing;

  /** Why the connection is of no use any more, in words. */
  private volatile @Nullable String gone;

  private StreamCarrier(Socket wire, Socket socket, Duration stall) throws IOException {
    this.stall = stall;
    this.wire = wire;
    this.socket = socket;
    socket.setSoTimeout(Math.toIntExact(stall.toMillis()));
    out = socket.getOutputStream();
    InputStream in = socket.getInputStream();
    Thread.ofVirtual().name("log host reader").start(() -> read(in));
  }

  /** Connects, for TLS with a certificate that {@code tls} trusts and that is of the host. */
  static StreamCarrier connect(SyslogTarget target, Supplier<SSLContext> tls, SyslogTimes times)
      throws IOException {
    Socket wire = connected(target, times.connect());
    try {
      Socket socket =
          target.transport() == Transport.TLS
              ? secured(wire, target, tls.get(), times.connect())
              : wire;
      return new StreamCarrier(wire, socket, times.stall());
    } catch (IOException | RuntimeException e) {
      closeQuietly(wire);
      throw e;
    }
  }

  /** The first of the host's addresses that answers. */
  private static Socket connected(SyslogTarget target, Duration limit) throws IOException {
    IOException failure = null;
    for (InetAddress address : InetAddress.getAllByName(target.host())) {
      Socket wire = new Socket();
      try {
        wire.connect(
            new InetSocketAddress(address, target.port()), Math.toIntExact(limit.toMillis()));
        wire.setKeepAlive(true);
        return wire;
      } catch (IOException e) {
        closeQuietly(wire);
        failure = e;
      }
    }
    throw failure == null ? new IOException("no address") : failure;
  }

  private static Socket secured(Socket wire, SyslogTarget target, SSLContext tls, Duration limit)
      throws IOException {
    SSLSocket socket =
        (SSLSocket) tls.getSocketFactory().createSocket(wire, target.host(), target.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
    socket.startHandshake();
    return socket;
  }

  @Override
  public void send(byte[] message) throws IOException {
    writing = now();
    try {
      out.write(message);
      out.flush();
    } catch (IOException e) {
      throw gone == null ? e : new IOException(gone, e);
    }
    writing = 0;
  }

  /** Of {@link System#nanoTime}, but never 0. */
  private static long now() {
    return System.nanoTime() | 1;
  }

  private void read(InputStream in) {
    byte[] ignored = new byte[256];
    try {
      while (!stalled() && readOnce(in, ignored)) {
        // What it says is of no interest, only that it is there.
      }
    } catch (IOException e) {
      // The next message meets the closed socket.
    } finally {
      gone =
          stalled()
              ? "the host took nothing for " + stall.toSeconds() + " s"
              : "the host closed the connection";
      // Not that of TLS: it would wait for the write that hangs.
      closeQuietly(wire);
    }
  }

  private static boolean readOnce(InputStream in, byte[] ignored) throws IOException {
    try {
      return in.read(ignored) >= 0;
    } catch (SocketTimeoutException e) {
      return true;
    }
  }

  private boolean stalled() {
    long began = writing;
    return began != 0 && System.nanoTime() - began > stall.toNanos();
  }

  /** Behind a message that failed the connection is cut, else it is ended in order. */
  @Override
  public void close() {
    if (writing == 0) {
      writing = now();
      closeQuietly(socket);
    }
    closeQuietly(wire);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed as far as this side is concerned.
    }
  }
}
