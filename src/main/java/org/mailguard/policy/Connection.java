package org.mailguard.policy;

import java.net.InetAddress;
import java.time.Instant;

/**
 * A TCP connection that somebody asks for, as access lists see it.
 *
 * @param clientPort 1 to 65535
 * @param destination what the lists call the destination: the address that the client connected to,
 *     or that of the server behind it (see {@link AccessAtServer})
 * @param time decides which time ranges hold
 */
public record Connection(
    InetAddress client,
    int clientPort,
    InetAddress destination,
    int destinationPort,
    Instant time) {

  Connection to(InetAddress address, int port) {
    return new Connection(client, clientPort, address, port, time);
  }
}
