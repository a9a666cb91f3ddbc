package org.mailguard.config;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mailguard.config.AddressSetting.HardwareName;
import org.mailguard.config.AddressSetting.InterfaceAddress;
import org.mailguard.config.AddressSetting.InterfaceBlock;
import org.mailguard.config.AddressSetting.InterfaceLevel;
import org.mailguard.config.AddressSetting.InterfaceName;
import org.mailguard.config.AddressSetting.OwnAddress;
import org.mailguard.config.AddressSetting.SameLevel;
import org.mailguard.config.Candidate.Branch;
import org.mailguard.config.Candidate.Found;
import org.mailguard.config.Candidate.Node;
import org.mailguard.policy.AddressSet;

/**
 * The interfaces by name: which addresses they have and how much the network behind them is
 * trusted. {@code inside} and {@code outside} are there without being written.
 */
final class Interfaces {
  static final String INSIDE = "inside";
  static final String OUTSIDE = "outside";
  static final String ANY = "any";
  private static final int MOST_TRUSTED = 100;

  private final Map<String, One> byName = new LinkedHashMap<>();
  private final List<Node> nameless = new ArrayList<>();
  private final Problems problems;
  private final boolean equalsMayTalk;

  private static final class One {
    private int level;
    private final List<OwnAddress> own = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private boolean used;

    One(int level) {
      this.level = level;
    }
  }

  Interfaces(Branch root, Problems problems) {
    this.problems = problems;
    byName.put(INSIDE, new One(MOST_TRUSTED));
    byName.put(OUTSIDE, new One(0));
    root.all(HardwareName.class).forEach(this::read);
    root.all(InterfaceBlock.class).forEach(this::readBlock);
    for (Found<InterfaceAddress> line : root.all(InterfaceAddress.class)) {
      One one = named(line.setting().name());
      one.own.add(line.setting().address());
      one.nodes.add(line.node());
    }
    equalsMayTalk =
        root.all(SameLevel.class).stream().anyMatch(line -> line.setting().interInterface());
  }

  private One named(String name) {
    return byName.computeIfAbsent(name, _ -> new One(0));
  }

  private void read(Found<HardwareName> line) {
    HardwareName nameif = line.setting();
    if (nameif.name().equals(OUTSIDE) && nameif.level() != 0) {
      problems.add(
          line.where()
              .error(
                  "interface name \"outside\" is reserved for interface with security0",
                  "security0, or another name",
                  ""));
    }
    One one = named(nameif.name());
    one.level = nameif.level();
    one.nodes.add(line.node());
  }

  private void readBlock(Found<InterfaceBlock> block) {
    Optional<Found<InterfaceName>> name = block.node().last(InterfaceName.class);
    if (name.isEmpty()) {
      nameless.add(block.node());
      return;
    }
    One one = named(name.get().setting().name());
    block.node().last(InterfaceLevel.class).ifPresent(line -> one.level = line.setting().level());
    block.node().all(OwnAddress.class).forEach(line -> one.own.add(line.setting()));
    one.nodes.add(block.node());
  }

  /** Reports {@code name} if there is no such interface. */
  void require(String name, Location where) {
    if (!byName.containsKey(name) && !name.equals(ANY)) {
      problems.add(
          where.error(
              "there is no interface " + name,
              "the name of an interface: nameif gives one",
              NearestWord.to(name, byName.keySet())));
    }
  }

  /** The line is about a server that is carried: the interface has a use. */
  void use(String name) {
    One one = byName.get(name);
    if (one != null) {
      one.used = true;
    }
  }

  /** The lines of interfaces that no server is behind or before. */
  List<Node> unused() {
    return byName.values().stream()
        .filter(one -> !one.used)
        .flatMap(one -> one.nodes.stream())
        .toList();
  }

  /** Interfaces that no line can be about. */
  List<Node> nameless() {
    return nameless;
  }

  /** {@code any} stands for the one that is trusted least: clients come from there. */
  String resolve(String name) {
    if (!name.equals(ANY)) {
      return name;
    }
    List<String> least =
        byName.entrySet().stream()
            .filter(one -> one.getValue().level == 0 && !one.getValue().nodes.isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    return least.isEmpty() || least.contains(OUTSIDE) ? OUTSIDE : least.getFirst();
  }

  /** The interface that a server behind {@code any} is behind, if a network of one tells. */
  Optional<String> behind(InetAddress server) {
    return byName.keySet().stream().filter(name -> isBehind(name, server)).findFirst();
  }

  /** Of an interface; empty if it has every address of the machine. */
  List<InetAddress> addresses(String name) {
    One one = byName.get(name);
    return one == null
        ? List.of()
        : one.own.stream().flatMap(own -> Optional.ofNullable(own.address()).stream()).toList();
  }

  /** What {@code interface NAME} stands for in a rule. */
  AddressSet asSet(String name) {
    List<AddressSet> hosts = new ArrayList<>();
    addresses(name).forEach(address -> hosts.add(AddressSet.Network.host(address)));
    return switch (hosts.size()) {
      case 0 -> new AddressSet.All();
      case 1 -> hosts.getFirst();
      default -> new AddressSet.Union(hosts);
    };
  }

  /** True if {@code address} is in the network of the interface. */
  boolean isBehind(String name, InetAddress address) {
    One one = byName.get(name);
    return one != null && one.own.stream().anyMatch(own -> isIn(own, address));
  }

  private static boolean isIn(OwnAddress own, InetAddress address) {
    InetAddress network = own.address();
    return network != null
        && own.prefix() != OwnAddress.NO_PREFIX
        && new AddressSet.Network(network, own.prefix()).contains(AddressSet.octets(address));
  }

  /** True if the network behind the interface is trusted least: the Internet. */
  boolean isTrustedLeast(String name) {
    One one = byName.get(name);
    return one != null && one.level == 0;
  }

  /** True if connections from one interface to another need no permit. */
  boolean needsNoPermit(String from, String to) {
    One source = byName.get(from);
    One target = byName.get(to);
    if (source == null || target == null) {
      return false;
    }
    return source.level > target.level
        || (source.level == target.level && equalsMayTalk && !from.equals(to));
  }
}
