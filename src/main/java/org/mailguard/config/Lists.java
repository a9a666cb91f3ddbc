package org.mailguard.config;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.AccessSetting.Group;
import org.mailguard.config.AccessSetting.ListLine;
import org.mailguard.config.AccessSetting.Remark;
import org.mailguard.config.AccessSetting.Rule;
import org.mailguard.config.AccessSetting.Spec;
import org.mailguard.config.Candidate.Found;
import org.mailguard.policy.Access;
import org.mailguard.policy.AccessList;
import org.mailguard.policy.AccessRule;
import org.mailguard.policy.AddressSet;
import org.mailguard.policy.Ports;

/** Makes access lists of their lines, and finds the one that is bound. */
final class Lists {
  private final Problems problems;
  private final AddressSet outside;
  private final Optional<AccessList> bound;

  /**
   * Reads the lists of a candidate.
   *
   * @param outside addresses of the outside interface; empty if it has every address of the machine
   */
  Lists(Candidate.Branch root, List<InetAddress> outside, Problems problems) {
    this.problems = problems;
    this.outside = addresses(outside);
    Map<String, List<Found<ListLine>>> entries = new LinkedHashMap<>();
    for (Found<ListLine> entry : root.all(ListLine.class)) {
      entries.computeIfAbsent(entry.setting().list(), list -> new ArrayList<>()).add(entry);
    }
    Optional<Found<Group>> group = root.last(Group.class);
    bound = group.flatMap(line -> bind(line, entries));
    entries.forEach((list, lines) -> warnIfUnused(list, lines.getFirst(), group));
  }

  private static AddressSet addresses(List<InetAddress> outside) {
    List<AddressSet> hosts = new ArrayList<>();
    outside.forEach(address -> hosts.add(AddressSet.Network.host(address)));
    return switch (hosts.size()) {
      case 0 -> new AddressSet.All();
      case 1 -> hosts.getFirst();
      default -> new AddressSet.Union(hosts);
    };
  }

  private Optional<AccessList> bind(
      Found<Group> group, Map<String, List<Found<ListLine>>> entries) {
    String list = group.setting().list();
    List<Found<ListLine>> lines = entries.get(list);
    if (lines == null) {
      if (!problems.isDoubtful(list)) {
        problems.add(
            group
                .where()
                .error(
                    "there is no access-list " + list, "", NearestWord.to(list, entries.keySet())));
      }
      return Optional.empty();
    }
    List<AccessRule> rules = new ArrayList<>();
    for (Found<ListLine> line : lines) {
      switch (line.setting()) {
        case Rule rule -> rules.add(rule(rule));
        case Remark _ -> {}
      }
    }
    return Optional.of(new AccessList(list, rules));
  }

  private void warnIfUnused(String list, Found<ListLine> first, Optional<Found<Group>> group) {
    if (group.isEmpty() || !group.get().setting().list().equals(list)) {
      problems.add(
          first
              .where()
              .warning(
                  ("access-list %s is bound to no interface;"
                          + " to bind it: access-group %s in interface outside")
                      .formatted(list, list)));
    }
  }

  private AccessRule rule(Rule rule) {
    return new AccessRule(
        rule.permit(),
        addresses(rule.source()),
        rule.sourcePorts(),
        addresses(rule.destination()),
        rule.destinationPorts(),
        Catalogue.of(rule).write(rule));
  }

  private AddressSet addresses(Spec spec) {
    return switch (spec) {
      case Spec.Any any ->
          switch (any) {
            case ANY -> new AddressSet.All();
            case ANY4 -> new AddressSet.Family(false);
            case ANY6 -> new AddressSet.Family(true);
          };
      case Spec.Host(InetAddress address) -> AddressSet.Network.host(address);
      case Spec.Net(InetAddress address, int prefix) -> new AddressSet.Network(address, prefix);
      case Spec.Outside() -> outside;
    };
  }

  /** What judges new connections. */
  Access access() {
    return bound.<Access>map(list -> list).orElse(Access.NOTHING_BOUND);
  }

  /**
   * True if somebody may connect there. {@code address} is null for every address of the machine.
   */
  boolean opens(@Nullable InetAddress address, int port) {
    if (bound.isEmpty()) {
      return false;
    }
    for (AccessRule rule : bound.get().rules()) {
      boolean whole = rule.destination() instanceof AddressSet.All;
      boolean meant = address == null || whole || rule.destination().contains(address.getAddress());
      if (!meant || !rule.destinationPorts().contains(port)) {
        continue;
      }
      if (rule.permit()) {
        return true;
      }
      if (deniesAll(rule) && (address != null || whole)) {
        return false;
      }
    }
    return false;
  }

  private static boolean deniesAll(AccessRule rule) {
    return rule.source() instanceof AddressSet.All && rule.sourcePorts() instanceof Ports.All;
  }
}
