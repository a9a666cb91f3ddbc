package org.mailguard.policy;

import java.net.InetAddress;
import java.util.List;

/**
 * An access list that is bound to the outside.
 *
 * <p>The rules are tried in order and the first that matches decides; behind the last one stands a
 * deny that nobody wrote. A list without rules denies everything, which is not the same as no list:
 * that one has a message of its own, since the remedy is another ({@link Access#NOTHING_BOUND}).
 *
 * <p>A destination is the address that the client connected to: the translated one, as on the PIX
 * and on the ASA before 8.3. The server's own address is never looked at. To accept both would let
 * a rule that was written for one machine open another.
 *
 * <p>An IPv4 client that a dual-stack socket shows as {@code ::ffff:192.0.2.1} is an IPv4 client:
 * else {@code deny} for its IPv4 address would not hold for it.
 *
 * @param name as in the configuration
 */
public record AccessList(String name, List<AccessRule> rules) implements Access {

  public AccessList {
    rules = List.copyOf(rules);
  }

  @Override
  public Decision judge(InetAddress client, int clientPort, InetAddress local, int localPort) {
    byte[] from = AddressSet.octets(client);
    byte[] to = AddressSet.octets(local);
    for (AccessRule rule : rules) {
      if (rule.matches(from, clientPort, to, localPort)) {
        return rule.permit()
            ? new Decision.Permitted(name, rule.line())
            : new Decision.Denied(name, rule.line());
      }
    }
    return new Decision.Denied(name, "");
  }
}
