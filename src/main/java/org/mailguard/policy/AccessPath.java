package org.mailguard.policy;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a connection passes on its way from one interface to another: the list of the interface it
 * comes in on, then the global one, then the list of the interface it leaves by.
 *
 * <p>The deny at the end of a list stands behind the global list if there is one, as on the ASA.
 * Without any list for the way in {@link #unlisted} decides: conduits, security levels, or nobody.
 *
 * @param inbound in their order
 * @param outbound null if the other interface has none
 */
public record AccessPath(List<Bound> inbound, Access unlisted, @Nullable Access outbound)
    implements Access {

  public AccessPath {
    inbound = List.copyOf(inbound);
  }

  /** A list, and the clients it is for: before ASA 9 there was one list for each family. */
  public record Bound(AccessList list, boolean v4, boolean v6) {
    boolean isFor(byte[] client) {
      return client.length == 16 ? v6 : v4;
    }
  }

  @Override
  public Decision judge(Connection connection) {
    Decision in = judgeInbound(connection);
    if (!(in instanceof Decision.Permitted) || outbound == null) {
      return in;
    }
    Decision out = outbound.judge(connection);
    return out instanceof Decision.Permitted ? in : out;
  }

  private Decision judgeInbound(Connection connection) {
    byte[] client = AddressSet.octets(connection.client());
    AccessList last = null;
    for (Bound bound : inbound) {
      if (bound.isFor(client)) {
        Optional<Decision> decision = bound.list().decide(connection);
        if (decision.isPresent()) {
          return decision.get();
        }
        last = bound.list();
      }
    }
    return last == null ? unlisted.judge(connection) : new Decision.Denied(last.name(), null, 0);
  }
}
