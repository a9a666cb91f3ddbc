package org.mailguard.events;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** A log host on loopback that keeps the lines it gets. Closed, it cuts its connections. */
final class LogHost implements AutoCloseable {
  private final ServerSocket listening;
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private LogHost(ServerSocket listening) {
    this.listening = listening;
  }

  /** On this port, or on a free one for 0. */
  static LogHost open(int port) throws IOException {
    return open(port, ServerSocketFactory.getDefault());
  }

  static LogHost open(int port, ServerSocketFactory sockets) throws IOException {
    LogHost host = new LogHost(sockets.createServerSocket());
    host.listening.setReuseAddress(true);
    host.listening.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    Thread.ofVirtual().start(host::accept);
    return host;
  }

  int port() {
    return listening.getLocalPort();
  }

  List<String> lines() {
    return lines;
  }

  int accepted() {
    return connections.size();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = listening.accept();
        connections.add(connection);
        Thread.ofVirtual().start(() -> read(connection));
      }
    } catch (IOException e) {
      // It was closed.
    }
  }

  private void read(Socket connection) {
    try (var in =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      // The client is gone, or refused the certificate.
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
