package org.mailguard.config;

import java.net.InetAddress;
import java.util.Optional;
import org.mailguard.config.AddressSetting.MailHost;

/**
 * Tells the two addresses of a {@code mailhost} apart. No document at hand shows their order
 * (reference: cisco-mailguard 7.2), so the network of the server's interface decides: the server is
 * the one that is in it.
 */
final class MailHosts {
  private MailHosts() {}

  /** The server; empty if both or neither is in the network. */
  static Optional<InetAddress> server(MailHost line, Interfaces interfaces) {
    boolean first = interfaces.isBehind(line.pair().real(), line.first());
    boolean second = interfaces.isBehind(line.pair().real(), line.second());
    return first == second ? Optional.empty() : Optional.of(first ? line.first() : line.second());
  }

  /** What clients connect to; empty if that cannot be told. */
  static Optional<InetAddress> global(MailHost line, Interfaces interfaces) {
    return server(line, interfaces)
        .map(server -> server.equals(line.first()) ? line.second() : line.first());
  }
}
