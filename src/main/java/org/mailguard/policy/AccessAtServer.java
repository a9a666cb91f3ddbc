package org.mailguard.policy;

import java.net.InetAddress;

/**
 * Since ASA 8.3 the lists name the real address and port of the server, and before that the address
 * that clients connect to.
 */
public record AccessAtServer(Access access, InetAddress server, int port) implements Access {
  @Override
  public Decision judge(Connection connection) {
    return access.judge(asNamed(connection));
  }

  @Override
  public Connection asNamed(Connection connection) {
    return connection.to(server, port);
  }
}
