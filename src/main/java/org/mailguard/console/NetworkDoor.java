package org.mailguard.console;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.mailguard.config.Operators;
import org.mailguard.config.Operators.From;
import org.mailguard.events.Event;
import org.mailguard.events.MessageId;

/**
 * A way in over the network: it listens at some addresses, as long as the configuration says so.
 */
interface NetworkDoor extends AutoCloseable {
  /** Opens at one address. */
  interface Opener {
    NetworkDoor open(InetSocketAddress at) throws IOException;
  }

  /** Where it listens. */
  InetSocketAddress at();

  /** Ends its sessions as well. */
  @Override
  void close();

  /** The line that lets him in, if there is one. */
  static Optional<From> admits(List<From> lines, InetSocketAddress peer, InetSocketAddress local) {
    return lines.stream()
        .filter(line -> line.admits(peer.getAddress(), local.getAddress()))
        .findFirst();
  }

  /** Between an accept that failed and the next. */
  static void rest() {
    try {
      Thread.sleep(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** 710003: he may not even knock. */
  static void deny(Parts parts, Way way, InetSocketAddress peer, InetSocketAddress local) {
    parts.log().log(
        Event.ofGuard(
            MessageId.CONSOLE_DENIED,
            "TCP access denied by ACL from %s/%d to %s/%s"
                .formatted(
                    peer.getAddress().getHostAddress(),
                    peer.getPort(),
                    local.getAddress().getHostAddress(),
                    way.word())));
  }

  /** The lines about this way. */
  static List<From> lines(Operators operators, Way way) {
    return switch (way) {
      case TELNET -> operators.telnet();
      case SSH -> operators.ssh();
      case CONSOLE -> List.of();
    };
  }
}
