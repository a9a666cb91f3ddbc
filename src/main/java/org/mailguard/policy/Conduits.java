package org.mailguard.policy;

/**
 * The conduits of a PIX, all of them: in their order, first match, and what none permits is denied.
 * They hold where no list is bound.
 */
public record Conduits(AccessList lines) implements Access {
  @Override
  public Decision judge(Connection connection) {
    return lines
        .decide(connection)
        .map(decision ->
            switch (decision) {
              case Decision.Denied(_, AccessEntry entry, _) when entry != null ->
                  new Decision.NothingPermits(entry.line());
              case Decision.Permitted _, Decision.Denied _, Decision.NothingPermits _ -> decision;
            })
        .orElse(new Decision.NothingPermits("no conduit permits it"));
  }
}
