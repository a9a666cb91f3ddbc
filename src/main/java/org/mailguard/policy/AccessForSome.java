package org.mailguard.policy;

/**
 * A policy static: the translation exists only for the peers that its list names.
 *
 * @param peers as far as the list is about the client
 */
public record AccessForSome(AccessList peers, Access access) implements Access {
  @Override
  public Decision judge(Connection connection) {
    return peers.judge(connection) instanceof Decision.Permitted
        ? access.judge(connection)
        : new Decision.NothingPermits(
            "the static is not for this client: access-list " + peers.name());
  }

  @Override
  public Connection asNamed(Connection connection) {
    return access.asNamed(connection);
  }
}
