package org.mailguard;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of the demo: the one that is easy to remember, or another one if somebody has it. */
final class FreePort {
  private FreePort() {}

  /** {@code preferred} on loopback, or a free port if it is taken. */
  static int near(int preferred) throws IOException {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    try (ServerSocket socket = new ServerSocket(preferred, 1, loopback)) {
      return socket.getLocalPort();
    } catch (IOException taken) {
      try (ServerSocket socket = new ServerSocket(0, 1, loopback)) {
        return socket.getLocalPort();
      }
    }
  }
}
