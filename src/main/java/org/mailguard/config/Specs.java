package org.mailguard.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import org.mailguard.config.AccessSetting.PortSpec;
import org.mailguard.config.AccessSetting.Spec;
import org.mailguard.config.Names.GroupType;
import org.mailguard.policy.Ports;

/** Addresses and ports as access lists, conduits, objects and groups write them. */
final class Specs {
  static final Argument<InetAddress> ADDRESS =
      new Argument<>("address", Kinds.ADDRESS, "One address");
  static final Argument<InetAddress> NETWORK =
      new Argument<>("network", Kinds.IPV4, "An IPv4 network; its mask follows");
  static final Argument<Integer> MASK =
      new Argument<>(
          "mask", Kinds.MASK, "The network's mask, as on the device and not inverted as on IOS");
  static final Argument<Kinds.Prefix> PREFIX =
      new Argument<>("prefix", Kinds.PREFIX6, "An IPv6 network");
  static final Argument<String> INTERFACE =
      new Argument<>("interface", Kinds.INTERFACE, "An interface");
  static final Argument<String> OBJECT = new Argument<>("object", Kinds.NAME, "An object network");
  static final Argument<String> GROUP =
      new Argument<>("group", Kinds.group(GroupType.NETWORK), "A group of addresses");
  static final Argument<Integer> PORT = new Argument<>("port", PortNames.KIND, "A port");
  static final Argument<Integer> LOW =
      new Argument<>("low", PortNames.KIND, "The range's first port");
  static final Argument<Integer> HIGH =
      new Argument<>("high", PortNames.KIND, "The range's last port");
  static final Argument<String> PORT_GROUP =
      new Argument<>("port-group", Kinds.group(GroupType.SERVICE), "A group of ports");

  /** Addresses. */
  static final String SPEC =
      "{any|any4|any6|host <address>|<network> <mask>|<prefix>|interface <interface>"
          + "|object <object>|object-group <group>}";

  /** Ports, or nothing for all of them. */
  static final String PORTS =
      "[{eq|neq|lt|gt} <port>|range <low> <high>|object-group <port-group>]";

  private Specs() {}

  /** The keywords of {@link #SPEC} and {@link #PORTS} with their help. */
  static <T extends Setting> StatementBuilder<T> describe(StatementBuilder<T> statement) {
    return ports(
        statement
            .word("any", "Every address")
            .word("any4", "Every IPv4 address")
            .word("any6", "Every IPv6 address")
            .word("host", "One address")
            .word("interface", "The address of an interface")
            .word("object", "What an object stands for")
            .word("object-group", "What a group stands for")
            .arguments(ADDRESS, NETWORK, MASK, PREFIX, INTERFACE, OBJECT, GROUP, PORT_GROUP));
  }

  /** The keywords of {@link #PORTS} without the group. */
  static <T extends Setting> StatementBuilder<T> ports(StatementBuilder<T> statement) {
    return statement
        .word("eq", "This port")
        .word("neq", "Every port but this one")
        .word("lt", "Ports below this one")
        .word("gt", "Ports above this one")
        .word("range", "Ports from one to another")
        .arguments(PORT, LOW, HIGH);
  }

  static Spec readSpec(Arguments in) {
    for (Spec.Any any : Spec.Any.values()) {
      if (in.has(any.word())) {
        return any;
      }
    }
    if (in.has("interface")) {
      return new Spec.OfInterface(in.get(INTERFACE));
    }
    if (in.has("host")) {
      return new Spec.Host(in.get(ADDRESS));
    }
    if (in.find(OBJECT) != null) {
      return new Spec.OfObject(in.get(OBJECT));
    }
    if (in.find(GROUP) != null) {
      return new Spec.OfGroup(in.get(GROUP));
    }
    Kinds.Prefix prefix = in.find(PREFIX);
    return prefix == null
        ? new Spec.Net(in.get(NETWORK), in.get(MASK))
        : new Spec.Net(prefix.address(), prefix.bits());
  }

  static PortSpec readPorts(Arguments in) {
    String group = in.find(PORT_GROUP);
    return group == null ? new PortSpec.These(readRange(in)) : new PortSpec.OfGroup(group);
  }

  private static Ports readRange(Arguments in) {
    if (in.has("range")) {
      int low = in.get(LOW);
      int high = in.get(HIGH);
      // The device takes the two in any order.
      return new Ports.Range(Math.min(low, high), Math.max(low, high));
    }
    Integer port = in.find(PORT);
    if (port == null) {
      return new Ports.All();
    }
    if (in.has("neq")) {
      return new Ports.Except(port);
    }
    // Ports 0 and 65536 do not occur, so "lt 1" and "gt 65535" match nothing.
    return in.has("lt")
        ? new Ports.Range(0, port - 1)
        : in.has("gt")
            ? new Ports.Range(port + 1, PortNames.HIGHEST + 1)
            : new Ports.Range(port, port);
  }

  static void writeSpec(Spec spec, LinePrinter out) {
    switch (spec) {
      case Spec.Any any -> out.add(any.word());
      case Spec.Host(InetAddress address) -> out.add("host").address(address);
      case Spec.OfInterface(String name) -> out.add("interface", name);
      case Spec.OfObject(String name) -> out.add("object", name);
      case Spec.OfGroup(String name) -> out.add("object-group", name);
      case Spec.Net(InetAddress address, int prefix) when address instanceof Inet4Address ->
          out.address(address).add(AddressText.mask(prefix));
      case Spec.Net(InetAddress address, int prefix) -> out.add(new Kinds.Prefix(address, prefix));
    }
  }

  static void writePorts(PortSpec ports, LinePrinter out) {
    switch (ports) {
      case PortSpec.OfGroup(String name) -> out.add("object-group", name);
      case PortSpec.These(Ports these) -> writeRange(these, out);
    }
  }

  private static void writeRange(Ports ports, LinePrinter out) {
    switch (ports) {
      case Ports.All() -> {}
      case Ports.Except(int port) -> out.add("neq", PortNames.print(port));
      case Ports.Range(int low, int high) when low == 0 -> out.add("lt", PortNames.print(high + 1));
      case Ports.Range(int low, int high) when high > PortNames.HIGHEST ->
          out.add("gt", PortNames.print(low - 1));
      case Ports.Range(int low, int high) when low == high -> out.add("eq", PortNames.print(low));
      case Ports.Range(int low, int high) ->
          out.add("range", PortNames.print(low), PortNames.print(high));
      case Ports.Union _ -> throw new IllegalStateException("no line writes a union of ports");
    }
  }
}
