package org.mailguard;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.IntPredicate;

/** Passes octets on, and resets some connections at the client's fourth piece. */
final class PathThatResets implements Closeable {
  private static final int PIECES = 4;

  private final ServerSocket listener;
  private final InetSocketAddress server;
  private final IntPredicate resets;

  private PathThatResets(ServerSocket listener, InetSocketAddress server, IntPredicate resets) {
    this.listener = listener;
    this.server = server;
    this.resets = resets;
  }

  /** Of connections, by their number from one on. */
  static PathThatResets of(InetSocketAddress server, IntPredicate resets) throws IOException {
    PathThatResets path =
        new PathThatResets(
            new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")), server, resets);
    Thread.ofVirtual().start(path::accept);
    return path;
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  private void accept() {
    for (int number = 1; !listener.isClosed(); number++) {
      try {
        Socket client = listener.accept();
        int most = resets.test(number) ? PIECES : Integer.MAX_VALUE;
        Thread.ofVirtual().start(() -> pass(client, most));
      } catch (IOException e) {
        return; // it was closed
      }
    }
  }

  private void pass(Socket client, int most) {
    try (client;
        Socket there = new Socket(server.getAddress(), server.getPort())) {
      client.setTcpNoDelay(true);
      there.setTcpNoDelay(true);
      Thread back = Thread.ofVirtual().start(() -> pump(there, client, Integer.MAX_VALUE));
      pump(client, there, most);
      back.join();
    } catch (IOException e) {
      // One of the two has gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pump(Socket from, Socket to, int most) {
    byte[] buffer = new byte[16_384];
    try {
      int count = from.getInputStream().read(buffer);
      for (int piece = 1; count >= 0; piece++) {
        if (piece == most) {
          from.setSoLinger(true, 0);
          from.close();
          to.close();
          return;
        }
        to.getOutputStream().write(buffer, 0, count);
        count = from.getInputStream().read(buffer);
      }
      to.shutdownOutput();
    } catch (IOException e) {
      // One of the two has gone.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
