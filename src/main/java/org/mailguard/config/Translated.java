package org.mailguard.config;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.AddressSetting.Pair;
import org.mailguard.policy.AccessList;

/**
 * One server that a line publishes, whatever language the line is in.
 *
 * @param node the line, for the account of it
 * @param mapped what clients connect to, or null for the address of the interface
 * @param mappedPort 0 for every port
 * @param server a name, or an address as {@link AddressText} prints it
 * @param serverPort 0 for every port
 * @param connections at once, 0 for no limit
 * @param embryonic at once, 0 for no limit
 * @param peers who it is for, or null for everybody
 * @param scope how much else the line publishes: what says less holds over what says more
 */
record Translated(
    Candidate.Node node,
    Location where,
    Pair pair,
    @Nullable InetAddress mapped,
    int mappedPort,
    String server,
    int serverPort,
    int connections,
    int embryonic,
    @Nullable AccessList peers,
    Scope scope) {

  /** From least to most. */
  enum Scope {
    ONE_PORT,
    ONE_ADDRESS,

    /** Only addresses that somebody may connect to are listened on. */
    NETWORK
  }

  /** The same with ports of its own. */
  Translated at(int port) {
    return mappedPort != 0
        ? this
        : new Translated(
            node, where, pair, mapped, port, server, port, connections, embryonic, peers, scope);
  }

  /** True if a {@code mailhost} publishes it. */
  boolean isMailHost() {
    return node.setting() instanceof AddressSetting.MailHost;
  }

  /** What clients connect to, in words; limits are counted by it. */
  String place() {
    return pair
        + " "
        + (mapped == null ? "interface" : AddressText.print(mapped))
        + (scope == Scope.ONE_PORT ? " " + PortNames.print(mappedPort) : "");
  }
}
