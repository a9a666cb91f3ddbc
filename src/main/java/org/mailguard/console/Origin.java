package org.mailguard.console;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where an operator sits.
 *
 * @param peer his address and port; empty on the same machine
 * @param local the address and port that he reached; empty on the same machine
 * @param interfaceName of the {@code telnet} or {@code ssh} line that let him in, or empty
 */
public record Origin(
    Way way,
    Optional<InetSocketAddress> peer,
    Optional<InetSocketAddress> local,
    String interfaceName) {
  /** On the same machine. */
  public static final Origin CONSOLE =
      new Origin(Way.CONSOLE, Optional.empty(), Optional.empty(), "");
}
