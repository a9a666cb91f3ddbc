package org.mailguard;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ports of loopback for programs that are told theirs. The kernel may name one that it has named
 * before, as long as nobody listens there yet; so those that were taken are remembered.
 */
public final class FreshPort {
  private static final int TRIES = 100;
  private static final Set<Integer> TAKEN = ConcurrentHashMap.newKeySet();

  private FreshPort() {}

  /** One that is free now, and that nobody in this process was given before. */
  public static int take() throws IOException {
    for (int i = 0; i < TRIES; i++) {
      try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
        if (TAKEN.add(probe.getLocalPort())) {
          return probe.getLocalPort();
        }
      }
    }
    throw new IOException("no port that was not taken in " + TRIES + " tries");
  }
}
