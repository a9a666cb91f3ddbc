package org.mailguard.policy;

import java.net.InetAddress;

/** Who may connect to one published port. Thread-safe: asked by every event loop. */
@FunctionalInterface
public interface Access {

  /**
   * Judges a new connection from {@code client} to {@code local}; first match decides, the end of a
   * list denies.
   */
  Decision judge(InetAddress client, int clientPort, InetAddress local, int localPort);

  /** What holds as long as no list is bound to the interface: nobody gets in. */
  Access NOTHING_BOUND = (client, clientPort, local, localPort) -> new Decision.NothingBound();

  /** What became of a connection. */
  sealed interface Decision {
    /** {@code line} is the rule, as the configuration is written. */
    record Permitted(String list, String line) implements Decision {}

    /** {@code line} is empty if no line of the list matched. */
    record Denied(String list, String line) implements Decision {}

    /** No list is bound to the interface. */
    record NothingBound() implements Decision {}
  }
}
