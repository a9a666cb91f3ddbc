package org.mailguard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * Tells the service manager how far we are, as {@code sd_notify(3)} does: one datagram for each
 * state to the socket that NOTIFY_SOCKET names; nothing if it names none. A failure is a line on
 * standard error and no more, since mail does not depend on it. May be called by any thread; a call
 * takes a second at the most.
 *
 * <p>The JDK has no datagrams of the Unix domain. A channel of Netty would need an event loop; its
 * socket below the channels sends within the call, so that states arrive in order.
 */
final class ServiceNotice {
  /** Of sun_path, less the NUL behind it: unix(7). */
  private static final int MOST_OCTETS = 107;

  private static final int ATTEMPTS = 50;
  private static final int PAUSE_MILLIS = 20;

  private final String path;
  private final PrintStream errors;

  private ServiceNotice(String path, PrintStream errors) {
    this.path = path;
    this.errors = errors;
  }

  static ServiceNotice of(Map<String, String> environment, PrintStream errors) {
    return new ServiceNotice(environment.getOrDefault("NOTIFY_SOCKET", ""), errors);
  }

  void ready() {
    send("READY=1");
  }

  /** The manager wants the time of its own clock; on Linux nanoTime is CLOCK_MONOTONIC. */
  void reloading() {
    send("RELOADING=1\nMONOTONIC_USEC=" + System.nanoTime() / 1000);
  }

  void stopping() {
    send("STOPPING=1");
  }

  private void send(String state) {
    if (path.isEmpty()) {
      return;
    }
    try {
      sendTo(address(), state);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      errors.println(
          "mailguard: the service manager was not told %s: %s"
              .formatted(state.lines().findFirst().orElse(""), e.getMessage()));
    }
  }

  /** {@code @} stands for the NUL of an abstract name. */
  private byte[] address() throws IOException {
    if (!path.startsWith("/") && !path.startsWith("@")) {
      throw new IOException("NOTIFY_SOCKET is \"" + path + "\", neither a path nor @NAME");
    }
    byte[] octets = path.getBytes(UTF_8);
    if (octets.length > MOST_OCTETS) {
      throw new IOException("NOTIFY_SOCKET is too long");
    }
    if (octets[0] == '@') {
      octets[0] = 0;
    }
    return octets;
  }

  private static void sendTo(byte[] address, String state)
      throws IOException, InterruptedException {
    if (!Epoll.isAvailable()) {
      throw new IOException("the epoll transport is not there");
    }
    byte[] octets = state.getBytes(UTF_8);
    ByteBuffer datagram = ByteBuffer.allocateDirect(octets.length).put(octets).flip();
    Socket socket = Socket.newSocketDomainDgram();
    try {
      // 0 if the receiver's queue is full: the socket does not block.
      for (int i = 0; socket.sendToDomainSocket(datagram, 0, octets.length, address) == 0; i++) {
        if (i == ATTEMPTS) {
          throw new IOException("its queue is full");
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } finally {
      socket.close();
    }
  }
}
