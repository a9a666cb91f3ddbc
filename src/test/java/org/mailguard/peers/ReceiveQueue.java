package org.mailguard.peers;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.StringTokenizer;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Tells when the program at the other end of a loopback connection has fetched everything that was
 * sent to it. Linux shows both ends of such a connection, and the octets that wait in each, in
 * {@code /proc/net/tcp}.
 */
final class ReceiveQueue {
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
  private static final long PAUSE_NANOS = 50_000;

  private ReceiveQueue() {}

  static void awaitEmpty(Socket ours, Duration limit) throws IOException {
    String ports = ports(ours.getPort(), ours.getLocalPort());
    long deadline = System.nanoTime() + limit.toNanos();
    while (waiting(ports)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the peer has not read what was sent to it within " + limit);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /**
   * A regular expression for a line of the table: the peer's socket is local there, ours remote.
   */
  private static String ports(int local, int remote) {
    return String.format(Locale.ROOT, " *\\d+: [0-9A-F]+:%04X [0-9A-F]+:%04X .*", local, remote);
  }

  private static boolean waiting(String ports) throws IOException {
    for (Path table : TABLES) {
      try (Stream<String> lines = Files.lines(table)) {
        if (lines.filter(line -> line.matches(ports)).anyMatch(ReceiveQueue::holdsOctets)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Fields: {@code sl local remote state tx_queue:rx_queue ...}. */
  private static boolean holdsOctets(String line) {
    var fields = new StringTokenizer(line);
    for (int i = 0; i < 4; i++) {
      fields.nextToken();
    }
    return !fields.nextToken().endsWith(":00000000");
  }
}
