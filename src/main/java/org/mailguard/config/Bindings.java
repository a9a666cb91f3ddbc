package org.mailguard.config;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.AccessSetting.Group;
import org.mailguard.config.AccessSetting.Where;
import org.mailguard.config.AddressSetting.Conduit;
import org.mailguard.config.AddressSetting.MailHost;
import org.mailguard.config.AddressSetting.OtherConduit;
import org.mailguard.config.AddressSetting.Pair;
import org.mailguard.config.Candidate.Branch;
import org.mailguard.config.Candidate.Found;
import org.mailguard.policy.Access;
import org.mailguard.policy.AccessAtServer;
import org.mailguard.policy.AccessEntry;
import org.mailguard.policy.AccessList;
import org.mailguard.policy.AccessMatch;
import org.mailguard.policy.AccessPath;
import org.mailguard.policy.AddressSet;
import org.mailguard.policy.Conduits;
import org.mailguard.policy.Endpoint;
import org.mailguard.policy.Ports;

/**
 * What stands in the way of a connection: which lists are bound where, conduits, security levels.
 *
 * <p>The order is the device's. The list of the interface that the connection comes in by, then the
 * global list, then the list of the interface it leaves by. Where no list is bound for the way in,
 * a connection from a higher level to a lower one passes, and otherwise the conduits decide.
 */
final class Bindings {
  private final Interfaces interfaces;
  private final Lists lists;
  private final Objects objects;
  private final Names names;
  private final Era era;
  private final Map<String, List<Found<Group>>> inbound = new HashMap<>();
  private final List<Found<Group>> everywhere = new ArrayList<>();
  private final Map<String, List<Found<Group>>> outbound = new HashMap<>();
  private final Map<Pair, List<AccessEntry>> entries = new HashMap<>();
  private final Set<Found<Group>> asked = new HashSet<>();
  private final @Nullable AccessList conduits;

  Bindings(
      Branch root,
      Interfaces interfaces,
      Lists lists,
      Objects objects,
      Names names,
      Era era,
      Problems problems,
      Ledger ledger) {
    this.interfaces = interfaces;
    this.lists = lists;
    this.objects = objects;
    this.names = names;
    this.era = era;
    for (Found<Group> group : root.all(Group.class)) {
      bind(group, ledger);
    }
    conduits = conduits(root, ledger);
    if (!inbound.isEmpty()) {
      root.all(Conduit.class).stream()
          .findFirst()
          .ifPresent(line ->
              problems.add(
                  line.where()
                      .warning(
                          "conduits hold only where no access-list is bound, which wins over"
                              + " them")));
    }
  }

  private void bind(Found<Group> group, Ledger ledger) {
    lists.require(group.setting().list(), group.where());
    switch (group.setting().where()) {
      case Where.In(String name) -> {
        interfaces.require(name, group.where());
        replace(inbound.computeIfAbsent(name, _ -> new ArrayList<>()), group, ledger);
      }
      case Where.Everywhere() -> replace(everywhere, group, ledger);
      case Where.Out(String name) -> {
        interfaces.require(name, group.where());
        replace(outbound.computeIfAbsent(name, _ -> new ArrayList<>()), group, ledger);
      }
      case Where.ControlPlane _ -> {
        asked.add(group);
        ledger.notUsed(group.node(), "connections to the device itself; the guard has none");
      }
    }
  }

  /** One list of each family can be bound; a later one takes the place of an earlier one. */
  private void replace(List<Found<Group>> bound, Found<Group> group, Ledger ledger) {
    boolean six = lists.isV6(group.setting().list());
    for (Found<Group> other : List.copyOf(bound)) {
      if (lists.isV6(other.setting().list()) == six) {
        bound.remove(other);
        asked.add(other);
        ledger.notUsed(other.node(), "line " + group.where().line() + " takes its place");
      }
    }
    bound.add(group);
  }

  /** Enters the lines that bind a list where no published server is reached. */
  void enterUnused(Branch root, Ledger ledger) {
    for (Found<Group> group : root.all(Group.class)) {
      if (!asked.contains(group)) {
        ledger.notUsed(group.node(), "no published server is reached that way");
      }
    }
  }

  private @Nullable AccessList conduits(Branch root, Ledger ledger) {
    List<AccessEntry> entries = new ArrayList<>();
    for (Found<Conduit> line : root.all(Conduit.class)) {
      entries.add(entry(line));
    }
    root.all(OtherConduit.class)
        .forEach(
            line -> ledger.notUsed(line.node(), line.setting().protocol() + " carries no mail"));
    for (Found<MailHost> line : root.all(MailHost.class)) {
      MailHosts.global(line.setting(), interfaces)
          .ifPresent(global -> entries.add(permit(global, line)));
    }
    return entries.isEmpty() ? null : new AccessList("conduit", entries);
  }

  private AccessEntry entry(Found<Conduit> line) {
    Conduit conduit = line.setting();
    objects.warnOfNames(conduit.permit(), conduit.global(), conduit.foreign(), line.where());
    AddressSet global = objects.addresses(conduit.global(), line.where());
    AddressSet foreign = objects.addresses(conduit.foreign(), line.where());
    List<AccessMatch> matches = new ArrayList<>();
    for (Objects.Tcp there :
        objects.services(
            conduit.protocol(), conduit.foreignPorts(), conduit.globalPorts(), line.where())) {
      matches.add(new AccessMatch(foreign, there.source(), global, there.destination()));
    }
    return new AccessEntry(
        conduit.permit(),
        matches,
        new AccessEntry.Log.Denials(),
        null,
        Catalogue.of(conduit).write(conduit, names));
  }

  private AccessEntry permit(InetAddress global, Found<MailHost> line) {
    Ports smtp = new Ports.Range(PortNames.SMTP, PortNames.SMTP);
    return new AccessEntry(
        true,
        List.of(
            new AccessMatch(
                new AddressSet.All(), new Ports.All(), AddressSet.Network.host(global), smtp)),
        new AccessEntry.Log.Denials(),
        null,
        Catalogue.of(line.setting()).write(line.setting(), names));
  }

  /** The lists for the way in by an interface, in their order; without any, conduits or nothing. */
  private List<AccessPath.Bound> boundTo(String name) {
    List<AccessPath.Bound> bound = new ArrayList<>(made(inbound.getOrDefault(name, List.of())));
    bound.addAll(made(everywhere));
    return bound;
  }

  /** Lists that are bound in one place, each with the family that it is for. */
  private List<AccessPath.Bound> made(List<Found<Group>> groups) {
    List<AccessPath.Bound> bound = new ArrayList<>();
    boolean both = groups.size() == 1 && !era.families();
    for (Found<Group> group : groups) {
      boolean six = lists.isV6(group.setting().list());
      made(group).ifPresent(list -> bound.add(new AccessPath.Bound(list, !six, six || both)));
    }
    return bound;
  }

  private Optional<AccessList> made(Found<Group> group) {
    asked.add(group);
    return lists.list(group.setting().list(), group.where());
  }

  private Access unlisted(String from, String to) {
    if (interfaces.needsNoPermit(from, to)) {
      return Access.BY_LEVEL;
    }
    // A list for IPv4 alone wins over the conduits for IPv6 as well: those never spoke of it.
    return conduits == null || !boundTo(from).isEmpty()
        ? Access.NOTHING_BOUND
        : new Conduits(conduits);
  }

  /** What a connection from {@code from} to a server behind {@code to} has to pass. */
  Access access(String from, String to, Endpoint server) {
    Optional<InetAddress> real = AddressText.read(server.host());
    List<AccessPath.Bound> bound = made(outbound.getOrDefault(to, List.of()));
    Access out = new AccessPath(bound, Access.BY_LEVEL, null);
    Access leaving =
        bound.isEmpty()
            ? null
            : real.<Access>map(address -> new AccessAtServer(out, address, server.port()))
                .orElse(out);
    Access path = new AccessPath(boundTo(from), unlisted(from, to), leaving);
    return namesServer(server) && real.isPresent()
        ? new AccessAtServer(path, real.get(), server.port())
        : path;
  }

  /** True if lists of the way out are bound, and where the server is does not say which holds. */
  boolean isUnclear(String to) {
    return to.equals(Interfaces.ANY) && !outbound.isEmpty();
  }

  /** True if rules on this server name its own address and port. */
  boolean namesServer(Endpoint server) {
    return era.realAddresses() && AddressText.read(server.host()).isPresent();
  }

  /** The entries that judge the way in, first match first. */
  List<AccessEntry> entries(String from, String to) {
    return entries.computeIfAbsent(new Pair(to, from), _ -> judging(from, to));
  }

  private List<AccessEntry> judging(String from, String to) {
    List<AccessPath.Bound> bound = boundTo(from);
    if (!bound.isEmpty()) {
      return bound.stream().flatMap(list -> list.list().entries().stream()).toList();
    }
    return conduits == null || interfaces.needsNoPermit(from, to) ? List.of() : conduits.entries();
  }

  /** True if no list is bound for the way in, and the levels permit it. */
  boolean isOpenByLevel(String from, String to) {
    return boundTo(from).isEmpty() && interfaces.needsNoPermit(from, to);
  }

  /** All lists that may be asked. */
  List<AccessList> inUse() {
    List<AccessList> all = new ArrayList<>(lists.inUse());
    if (conduits != null) {
      all.add(conduits);
    }
    return all;
  }
}
