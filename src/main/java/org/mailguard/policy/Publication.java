package org.mailguard.policy;

import org.jspecify.annotations.Nullable;

/**
 * One server, published on one port of one interface.
 *
 * @param listenAddress literal address, or null for every address of the machine
 * @param listenPort 1 to 65535
 * @param server where sessions are forwarded to
 * @param translation the statement that publishes it, what its limits are counted by
 */
public record Publication(
    @Nullable String listenAddress,
    int listenPort,
    Endpoint server,
    Access access,
    Policies policies,
    Translation translation) {

  /** As {@code static (inside,outside)} without limits, with one policy for everybody. */
  public Publication(
      @Nullable String listenAddress,
      int listenPort,
      Endpoint server,
      Access access,
      Policy policy) {
    this(
        listenAddress,
        listenPort,
        server,
        access,
        Policies.always(policy),
        Translation.unlimited("interface port " + listenPort));
  }

  /** The policy of those that no class singles out. */
  public Policy policy() {
    return policies.otherwise();
  }

  /** The same with the one policy that holds for a session: it is chosen once, when it begins. */
  public Publication forSession(Connection connection) {
    return policies.choices().isEmpty()
        ? this
        : new Publication(
            listenAddress,
            listenPort,
            server,
            access,
            Policies.always(policies.of(connection)),
            translation);
  }
}
