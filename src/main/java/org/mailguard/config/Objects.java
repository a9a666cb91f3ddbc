package org.mailguard.config;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mailguard.config.AccessSetting.PortSpec;
import org.mailguard.config.AccessSetting.Protocol;
import org.mailguard.config.AccessSetting.Spec;
import org.mailguard.config.Candidate.Branch;
import org.mailguard.config.Candidate.Found;
import org.mailguard.config.Candidate.Node;
import org.mailguard.config.ObjectSetting.Group;
import org.mailguard.config.ObjectSetting.Member;
import org.mailguard.config.ObjectSetting.Network;
import org.mailguard.config.ObjectSetting.NetworkContent;
import org.mailguard.config.ObjectSetting.Service;
import org.mailguard.config.ObjectSetting.ServiceContent;
import org.mailguard.config.ObjectSetting.ServiceObject;
import org.mailguard.policy.AddressSet;
import org.mailguard.policy.Ports;

/**
 * What objects and groups stand for. Each is resolved once, when a line in use asks for it; those
 * that no line asks for have no use.
 */
final class Objects {
  /** Groups in each other; a file that somebody reads has two or three. */
  static final int MOST_NESTED = 100;

  private final Interfaces interfaces;
  private final Problems problems;
  private final Map<String, Found<Network>> networks = new LinkedHashMap<>();
  private final Map<String, Found<ServiceObject>> services = new LinkedHashMap<>();
  private final Map<String, Found<Group>> groups = new LinkedHashMap<>();
  private final Map<String, AddressSet> resolved = new HashMap<>();
  private final Set<String> withNames = new HashSet<>();
  private final Set<Node> used = new HashSet<>();

  /** A protocol that may be TCP, with its ports. */
  record Tcp(Ports source, Ports destination) {
    static final Tcp ALL = new Tcp(new Ports.All(), new Ports.All());
  }

  Objects(Branch root, Interfaces interfaces, Problems problems) {
    this.interfaces = interfaces;
    this.problems = problems;
    root.all(Network.class).forEach(object -> networks.put(object.setting().name(), object));
    root.all(ServiceObject.class).forEach(object -> services.put(object.setting().name(), object));
    root.all(Group.class).forEach(group -> groups.put(group.setting().name(), group));
  }

  /** The definitions that nothing in use asked for. */
  List<Node> unused() {
    List<Node> all = new ArrayList<>();
    networks.values().forEach(found -> all.add(found.node()));
    services.values().forEach(found -> all.add(found.node()));
    groups.values().forEach(found -> all.add(found.node()));
    all.removeAll(used);
    return all;
  }

  // ---- addresses

  /** The addresses that a line names. */
  AddressSet addresses(Spec spec, Location where) {
    return switch (spec) {
      case Spec.Any any ->
          switch (any) {
            case ANY -> new AddressSet.All();
            case ANY4 -> new AddressSet.Family(false);
            case ANY6 -> new AddressSet.Family(true);
          };
      case Spec.Host(InetAddress address) -> AddressSet.Network.host(address);
      case Spec.Net(InetAddress address, int prefix) -> new AddressSet.Network(address, prefix);
      case Spec.OfInterface(String name) -> {
        interfaces.require(name, where);
        yield interfaces.asSet(name);
      }
      case Spec.OfObject(String name) -> object(name, where);
      case Spec.OfGroup(String name) -> group(name, where);
    };
  }

  /** The addresses of an object or a group of them, whichever has the name. */
  AddressSet named(String name, Location where) {
    return name.equals(Interfaces.ANY)
        ? new AddressSet.All()
        : groups.containsKey(name) ? group(name, where) : object(name, where);
  }

  private AddressSet object(String name, Location where) {
    return content(name, where)
        .map(content ->
            switch (content) {
              case NetworkContent.Host(InetAddress address) -> AddressSet.Network.host(address);
              case NetworkContent.Subnet(InetAddress address, int prefix) ->
                  new AddressSet.Network(address, prefix);
              case NetworkContent.Range(InetAddress low, InetAddress high) ->
                  new AddressSet.Union(AddressRange.cover(low, high));
              // A name is no address: what it stands for may change while the guard runs.
              case NetworkContent.Fqdn _ -> new AddressSet.Union(List.of());
            })
        .orElse(new AddressSet.Union(List.of()));
  }

  /** What an object is; nothing, and a problem, if it is not there or has two contents. */
  Optional<NetworkContent> content(String name, Location where) {
    Found<Network> object = networks.get(name);
    if (object == null) {
      missing("object network", name, "object network " + name, networks.keySet(), where);
      return Optional.empty();
    }
    used.add(object.node());
    List<Found<NetworkContent>> contents = object.node().all(NetworkContent.class);
    if (contents.isEmpty()) {
      problems.add(
          object
              .where()
              .error(
                  "object network " + name + " is empty",
                  "host, subnet, range or fqdn below it",
                  ""));
      return Optional.empty();
    }
    if (contents.size() > 1) {
      problems.add(
          contents
              .get(1)
              .where()
              .error(
                  "the object has its content already, in line "
                      + contents.getFirst().where().line(),
                  "one of the two lines",
                  ""));
    }
    NetworkContent content = contents.getFirst().setting();
    if (content instanceof NetworkContent.Range(InetAddress low, InetAddress high)
        && !AddressRange.isRange(low, high)) {
      problems.add(
          contents.getFirst().where().error("the range is empty", "the lower address first", ""));
      return Optional.empty();
    }
    return Optional.of(content);
  }

  boolean isGroup(String name) {
    return groups.containsKey(name);
  }

  /** True if the addresses are, or have among them, an object that is a name of DNS. */
  boolean hasName(Spec spec, Location where) {
    return switch (spec) {
      case Spec.OfObject(String name) -> isName(name);
      case Spec.OfGroup(String name) -> {
        addresses(spec, where);
        yield withNames.contains(name);
      }
      case Spec.Any _, Spec.Host _, Spec.Net _, Spec.OfInterface _ -> false;
    };
  }

  /** A name is no address: a permit for it opens nothing, and a deny would be no deny. */
  void warnOfNames(boolean permit, Spec one, Spec other, Location where) {
    if (hasName(one, where) || hasName(other, where)) {
      String message = "a name of DNS is no address, and the guard decides by addresses: the rule";
      problems.add(
          permit
              ? where.warning(message + " never matches it")
              : where.error(message + " would never deny it", "an address or a network", ""));
    }
  }

  private boolean isName(String name) {
    Found<Network> object = networks.get(name);
    return object != null && !object.node().all(NetworkContent.Fqdn.class).isEmpty();
  }

  private AddressSet group(String name, Location where) {
    AddressSet known = resolved.get(name);
    if (known != null) {
      return known;
    }
    List<AddressSet> members = new ArrayList<>();
    for (Found<Member> member : members(name, where)) {
      switch (member.setting()) {
        case Member.OfNetwork(Spec spec) -> {
          flatten(addresses(spec, member.where()), members);
          if (hasName(spec, member.where())) {
            withNames.add(name);
          }
        }
        case Member.OfPorts _,
            Member.OfService _,
            Member.OfServiceObject _,
            Member.OfProtocol _,
            Member.OfIcmp _,
            Member.OfGroup _ -> {}
      }
    }
    AddressSet set = new AddressSet.Union(members);
    resolved.put(name, set);
    return set;
  }

  private static void flatten(AddressSet set, List<AddressSet> into) {
    if (set instanceof AddressSet.Union(List<AddressSet> sets)) {
      into.addAll(sets);
    } else {
      into.add(set);
    }
  }

  /** The members of a group and of the groups inside it, each group once. */
  private List<Found<Member>> members(String name, Location where) {
    List<Found<Member>> all = new ArrayList<>();
    collect(name, where, new HashSet<>(), new HashSet<>(), all);
    return all;
  }

  private void collect(
      String name, Location where, Set<String> open, Set<String> done, List<Found<Member>> all) {
    Found<Group> group = groups.get(name);
    if (group == null) {
      missing("object-group", name, "object-group TYPE " + name, groups.keySet(), where);
      return;
    }
    if (open.contains(name)) {
      problems.add(GroupReferences.contains(name, where));
      return;
    }
    if (open.size() >= MOST_NESTED) {
      problems.add(
          where.error(
              "groups stand in each other at most " + MOST_NESTED + " deep",
              "what the group has in it, in place of its name",
              ""));
      return;
    }
    if (!done.add(name)) {
      return;
    }
    used.add(group.node());
    List<Found<Member>> members = group.node().all(Member.class);
    if (members.isEmpty()) {
      problems.add(
          group
              .where()
              .error("object-group " + name + " is empty", "what belongs to it, below it", ""));
    }
    open.add(name);
    for (Found<Member> member : members) {
      if (member.setting() instanceof Member.OfGroup(String inner)) {
        collect(inner, member.where(), open, done, all);
      } else {
        all.add(member);
      }
    }
    open.remove(name);
  }

  private void missing(
      String what, String name, String definition, Set<String> known, Location where) {
    if (!problems.isDoubtful(name)) {
      problems.add(Expectation.missing(what, name, definition, known, where));
    }
  }

  // ---- services

  /** What of TCP a line means; nothing if it means none of it. */
  List<Tcp> services(Protocol protocol, PortSpec source, PortSpec destination, Location where) {
    Tcp named = new Tcp(ports(source, where), ports(destination, where));
    return switch (protocol) {
      case Protocol.Tcp(), Protocol.Ip() -> List.of(named);
      case Protocol.ByObject(String name) -> service(name, where).map(this::tcp).orElse(List.of());
      case Protocol.ByGroup(String name) -> ofGroup(name, named, where);
    };
  }

  private List<Tcp> ofGroup(String name, Tcp named, Location where) {
    List<Tcp> all = new ArrayList<>();
    for (Found<Member> member : members(name, where)) {
      switch (member.setting()) {
        case Member.OfProtocol(String protocol) -> {
          if (protocol.equals("tcp") || protocol.equals("ip")) {
            all.add(named);
          }
        }
        case Member.OfService(Service service) -> all.addAll(tcp(service));
        case Member.OfServiceObject(String object) ->
            service(object, member.where()).ifPresent(service -> all.addAll(tcp(service)));
        case Member.OfPorts(PortSpec ports) ->
            all.add(new Tcp(new Ports.All(), ports(ports, member.where())));
        case Member.OfNetwork _, Member.OfIcmp _, Member.OfGroup _ -> {}
      }
    }
    return all;
  }

  /** What an object service is. */
  Optional<Service> service(String name, Location where) {
    Found<ServiceObject> object = services.get(name);
    if (object == null) {
      missing("object service", name, "object service " + name, services.keySet(), where);
      return Optional.empty();
    }
    used.add(object.node());
    Optional<Found<ServiceContent>> content = object.node().last(ServiceContent.class);
    if (content.isEmpty()) {
      problems.add(
          object
              .where()
              .error("object service " + name + " is empty", "a service line below it", ""));
    }
    return content.map(found -> found.setting().service());
  }

  private List<Tcp> tcp(Service service) {
    return switch (service.protocol()) {
      case "ip" -> List.of(Tcp.ALL);
      case "tcp", "tcp-udp" ->
          List.of(new Tcp(plain(service.source()), plain(service.destination())));
      default -> List.of();
    };
  }

  private static Ports plain(PortSpec spec) {
    return spec instanceof PortSpec.These(Ports ports) ? ports : new Ports.Union(List.of());
  }

  /** As on the device: ports of TCP are those of a group that says so in its first line. */
  private void refuseOtherPorts(String name, Location where) {
    Found<Group> group = groups.get(name);
    if (group != null && !group.setting().protocol().startsWith("tcp")) {
      problems.add(
          where.error(
              "object-group " + name + " is no group of ports of tcp",
              "one that begins object-group service NAME tcp",
              ""));
    }
  }

  private Ports ports(PortSpec spec, Location where) {
    return switch (spec) {
      case PortSpec.These(Ports ports) -> ports;
      case PortSpec.OfGroup(String name) -> {
        refuseOtherPorts(name, where);
        List<Ports> all = new ArrayList<>();
        for (Found<Member> member : members(name, where)) {
          if (member.setting() instanceof Member.OfPorts(PortSpec ports)) {
            all.add(plain(ports));
          }
        }
        yield new Ports.Union(all);
      }
    };
  }
}
