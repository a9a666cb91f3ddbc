package org.mailguard.config;

import static org.mailguard.config.Statement.statement;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import org.mailguard.config.AddressSetting.Hardware;
import org.mailguard.config.AddressSetting.HardwareName;
import org.mailguard.config.AddressSetting.InterfaceAddress;
import org.mailguard.config.AddressSetting.InterfaceBlock;
import org.mailguard.config.AddressSetting.InterfaceLevel;
import org.mailguard.config.AddressSetting.InterfaceName;
import org.mailguard.config.AddressSetting.OtherAddress6;
import org.mailguard.config.AddressSetting.OwnAddress;
import org.mailguard.config.AddressSetting.SameLevel;

/**
 * Interfaces, in the words of the PIX and in those of the ASA. Here they are names for where the
 * guard listens; nothing is configured in the kernel.
 */
final class InterfaceStatements {
  private static final Argument<String> HARDWARE =
      new Argument<>(
          "hardware", Kinds.NAME, "What the device calls it; kept, nothing depends on it");
  private static final Argument<String> NAME =
      new Argument<>("interface", Kinds.INTERFACE, "Name of the interface, such as outside");
  private static final Argument<Integer> SECURITY =
      new Argument<>("level", Kinds.SECURITY, "From 0, the Internet, to 100, the own network");
  private static final Argument<Integer> LEVEL =
      new Argument<>("level", Kind.range(0, 100), "From 0, the Internet, to 100, the own network");
  private static final Argument<InetAddress> ADDRESS =
      new Argument<>("address", Kinds.ADDRESS, "Address of the interface");
  private static final Argument<Integer> MASK =
      new Argument<>("mask", Kinds.MASK, "Mask of the network that the interface is in");
  private static final Argument<Kinds.Prefix> PREFIX =
      new Argument<>("prefix", Kinds.PREFIX6, "Address, and the length of the network's prefix");
  private static final Argument<InetAddress> STANDBY =
      new Argument<>("other", Kinds.ADDRESS, "Address of the other box; kept, not used");

  private static final Argument<String> POOL =
      new Argument<>("pool", Kinds.NAME, "Addresses of the boxes of a cluster");
  private static final Argument<String> SETTINGS =
      new Argument<>("settings", Kind.text(100), "As it is written");

  private static final String NO_KERNEL =
      " The guard sets no address of the machine: it must be there already.";

  private static final Statement<HardwareName> NAMEIF =
      statement(Mode.GLOBAL, HardwareName.class, "nameif <hardware> <interface> <level>")
          .help(
              "Gives an interface its name and its security level. From a higher level to a lower"
                  + " one connections need no permit. Without any such line there are outside with"
                  + " level 0 and inside with level 100.")
          .origin("PIX 4.0 to 6.3")
          .word("nameif", "Name an interface")
          .arguments(HARDWARE, NAME, SECURITY)
          .removedBy("nameif <hardware>")
          .single(HardwareName::name)
          .sample("nameif ethernet0 outside security0")
          .sample("nameif ethernet2 dmz security50")
          .variant("nameif ethernet2 dmz sec50", "nameif ethernet2 dmz security50")
          .readsAndWrites(
              in -> new HardwareName(in.get(HARDWARE), in.get(NAME), in.get(SECURITY)),
              (line, out) ->
                  out.add("nameif", line.hardware(), line.name(), "security" + line.level()));

  private static final Statement<InterfaceAddress> IP_ADDRESS =
      statement(
              Mode.GLOBAL,
              InterfaceAddress.class,
              "ip address <interface> {<address> [<mask>] [standby <other>]|<prefix>"
                  + "|dhcp [setroute]|pppoe [setroute]}")
          .help(
              "The address that \"interface\" stands for in other lines; one of each family."
                  + " Without such a line it stands for every address of the machine."
                  + NO_KERNEL)
          .origin("PIX 4.0 to 6.3; IPv6, and an address without a mask, are extensions")
          .word("ip", "Addresses of the guard")
          .word("address", "Address of an interface")
          .word("standby", "The other box of a pair")
          .word("dhcp", "The machine gets its address by DHCP: interface is every address of it")
          .word("pppoe", "The machine gets its address by PPPoE: interface is every address of it")
          .word("setroute", "Read and left out: routes are the kernel's")
          .arguments(NAME, ADDRESS, MASK, PREFIX, STANDBY)
          .removedBy("ip address <interface>")
          .single(line -> List.of(line.name(), line.address().isV6()))
          .sample("ip address outside 192.0.2.25 255.255.255.0")
          .sample("ip address outside 192.0.2.25")
          .sample("ip address outside 2001:db8::25")
          .sample("ip address outside 2001:db8::25/64")
          .sample("ip address inside 10.0.0.1 255.255.255.0 standby 10.0.0.2")
          .sample("ip address outside dhcp")
          .variant("ip address outside pppoe setroute", "ip address outside dhcp")
          .readsAndWrites(
              in -> new InterfaceAddress(in.get(NAME), readAddress(in)),
              (line, out) -> {
                out.add("ip address", line.name());
                writeAddress(line.address(), out);
              });

  private static final Statement<InterfaceBlock> INTERFACE =
      statement(Mode.GLOBAL, InterfaceBlock.class, "interface <hardware>")
          .help(
              "An interface; its name, level and address follow. Speed, VLAN and the like are the"
                  + " kernel's and not used.")
          .origin("ASA 7.0 and later")
          .word("interface", "An interface of the device")
          .arguments(HARDWARE)
          .opens(Mode.INTERFACE)
          .sample("interface GigabitEthernet0/1.20")
          .readsAndWrites(
              in -> new InterfaceBlock(in.get(HARDWARE)),
              (line, out) -> out.add("interface", line.hardware()));

  private static final Statement<Hardware> HARDWARE_LINE =
      statement(Mode.GLOBAL, Hardware.class, "interface <hardware> <settings>")
          .help("Speed of an interface of a PIX, or that it is off: kept and not used.")
          .origin("PIX 4.0 to 6.3")
          .word("interface", "An interface of the device")
          .arguments(HARDWARE, SETTINGS)
          .single(Hardware::hardware)
          .sample("interface ethernet0 auto")
          .sample("interface ethernet1 100full shutdown")
          .readsAndWrites(
              in -> new Hardware(in.get(HARDWARE), in.get(SETTINGS)),
              (line, out) -> out.add("interface", line.hardware(), line.settings()));

  private static final Statement<InterfaceName> BLOCK_NAME =
      statement(Mode.INTERFACE, InterfaceName.class, "nameif <interface>")
          .help("The name by which other lines call the interface.")
          .origin("ASA 7.0 and later")
          .byDefault("none: no line can be about the interface")
          .word("nameif", "Name the interface")
          .arguments(NAME)
          .removedBy("nameif")
          .single()
          .sample("nameif outside")
          .readsAndWrites(
              in -> new InterfaceName(in.get(NAME)), (line, out) -> out.add("nameif", line.name()));

  private static final Statement<InterfaceLevel> BLOCK_LEVEL =
      statement(Mode.INTERFACE, InterfaceLevel.class, "security-level <level>")
          .help("From a higher level to a lower one connections need no permit.")
          .origin("ASA 7.0 and later")
          .byDefault("100 for inside, 0 for every other name")
          .word("security-level", "How much the network there is trusted")
          .arguments(LEVEL)
          .removedBy("security-level")
          .single()
          .sample("security-level 50")
          .readsAndWrites(
              in -> new InterfaceLevel(in.get(LEVEL)),
              (line, out) -> out.add("security-level", line.level()));

  private static final Statement<OwnAddress> BLOCK_ADDRESS =
      statement(
              Mode.INTERFACE,
              OwnAddress.class,
              "ip address {<address> [<mask>] [standby <other>|cluster-pool <pool>]"
                  + "|dhcp [setroute]|pppoe [setroute]}")
          .help(
              "The address that \"interface\" stands for in other lines. Without it that is every"
                  + " address of the machine."
                  + NO_KERNEL)
          .origin("ASA 7.0 and later")
          .byDefault("every address of the machine")
          .word("ip", "Addresses of the interface")
          .word("address", "Its IPv4 address")
          .word("standby", "The other box of a pair")
          .word("dhcp", "The machine gets its address by DHCP: interface is every address of it")
          .word("pppoe", "The machine gets its address by PPPoE: interface is every address of it")
          .word("setroute", "Read and left out: routes are the kernel's")
          .word("cluster-pool", "Read and left out: there is one guard")
          .arguments(ADDRESS, MASK, STANDBY, POOL)
          .writes(address -> !address.isV6())
          .removedBy("ip address")
          .single()
          .sample("ip address 192.0.2.25 255.255.255.0")
          .sample("ip address 10.0.0.1 255.255.255.0 standby 10.0.0.2")
          .sample("ip address dhcp")
          .variant("ip address pppoe setroute", "ip address dhcp")
          .variant(
              "ip address 10.0.0.1 255.255.255.0 cluster-pool p",
              "ip address 10.0.0.1 255.255.255.0")
          .readsAndWrites(
              InterfaceStatements::readAddress,
              (address, out) -> writeAddress(address, out.add("ip address")));

  private static final Statement<OwnAddress> BLOCK_ADDRESS6 =
      statement(
              Mode.INTERFACE,
              OwnAddress.class,
              "ipv6 address <prefix> [standby <other>|cluster-pool <pool>]")
          .help("The IPv6 address that \"interface\" stands for in other lines." + NO_KERNEL)
          .origin("ASA 7.0 and later")
          .word("ipv6", "IPv6 of the interface")
          .word("address", "Its IPv6 address")
          .word("standby", "The other box of a pair")
          .word("cluster-pool", "Read and left out: there is one guard")
          .arguments(PREFIX, STANDBY, POOL)
          .writes(OwnAddress::isV6)
          .sample("ipv6 address 2001:db8::25/64")
          .sample("ipv6 address 2001:db8::25/64 standby 2001:db8::26")
          .variant("ipv6 address 2001:db8::25/64 cluster-pool p", "ipv6 address 2001:db8::25/64")
          .readsAndWrites(
              in ->
                  new OwnAddress(in.get(PREFIX).address(), in.get(PREFIX).bits(), in.find(STANDBY)),
              (address, out) -> writeAddress(address, out.add("ipv6 address")));

  private static final Statement<OtherAddress6> OTHER_ADDRESS6 =
      statement(
              Mode.INTERFACE,
              OtherAddress6.class,
              "ipv6 address {<address> link-local [standby <other>]|<prefix> eui-64"
                  + "|autoconfig [default]|dhcp [default]}")
          .help("An address that nothing is published at, or that the kernel makes: not used.")
          .origin("ASA 7.0 and later")
          .word("ipv6", "IPv6 of the interface")
          .word("address", "An address of it")
          .word("link-local", "For the wire only")
          .word("standby", "The other box of a pair")
          .word("eui-64", "The kernel makes its second half")
          .word("autoconfig", "The kernel makes it")
          .word("dhcp", "The machine gets it by DHCP")
          .word("default", "With a route")
          .arguments(ADDRESS, PREFIX, STANDBY)
          .sample("ipv6 address fe80::1 link-local")
          .sample("ipv6 address fe80::1 link-local standby fe80::2")
          .sample("ipv6 address 2001:db8::/64 eui-64")
          .sample("ipv6 address autoconfig")
          .sample("ipv6 address dhcp default")
          .readsAndWrites(
              InterfaceStatements::readOtherAddress,
              (line, out) -> out.add("ipv6 address", line.text()));

  private static final Statement<SameLevel> SAME_LEVEL =
      statement(
              Mode.GLOBAL,
              SameLevel.class,
              "same-security-traffic permit {inter-interface|intra-interface}")
          .help(
              "Between interfaces of one level connections need no permit. Without the line they"
                  + " need one, as from a lower level to a higher one.")
          .origin("ASA 7.0 and later")
          .word("same-security-traffic", "Connections between equals")
          .word("permit", "Let them in")
          .word("inter-interface", "From one interface to another")
          .word("intra-interface", "Out by the interface they came in; not used")
          .arguments()
          .sample("same-security-traffic permit inter-interface")
          .sample("same-security-traffic permit intra-interface")
          .readsAndWrites(
              in -> new SameLevel(in.has("inter-interface")),
              (line, out) ->
                  out.add("same-security-traffic permit")
                      .add(line.interInterface() ? "inter-interface" : "intra-interface"));

  /** Before the blocks of interfaces, so that no line is read as part of one. */
  static final List<Statement<?>> ALL =
      List.of(
          NAMEIF,
          IP_ADDRESS,
          HARDWARE_LINE,
          INTERFACE,
          ObjectStatements.description(Mode.INTERFACE),
          BLOCK_NAME,
          BLOCK_LEVEL,
          BLOCK_ADDRESS,
          BLOCK_ADDRESS6,
          OTHER_ADDRESS6,
          SAME_LEVEL);

  private InterfaceStatements() {}

  private static OwnAddress readAddress(Arguments in) {
    Kinds.Prefix prefix = in.find(PREFIX);
    return prefix == null
        ? new OwnAddress(in.find(ADDRESS), in.find(MASK, OwnAddress.NO_PREFIX), in.find(STANDBY))
        : new OwnAddress(prefix.address(), prefix.bits(), in.find(STANDBY));
  }

  private static OtherAddress6 readOtherAddress(Arguments in) {
    InetAddress address = in.find(ADDRESS);
    Kinds.Prefix prefix = in.find(PREFIX);
    InetAddress standby = in.find(STANDBY);
    if (prefix != null) {
      return new OtherAddress6(prefix + " eui-64");
    }
    if (address == null) {
      String how = in.has("autoconfig") ? "autoconfig" : "dhcp";
      return new OtherAddress6(in.has("default") ? how + " default" : how);
    }
    String text = AddressText.print(address) + " link-local";
    return new OtherAddress6(
        standby == null ? text : text + " standby " + AddressText.print(standby));
  }

  private static void writeAddress(OwnAddress own, LinePrinter out) {
    InetAddress address = own.address();
    if (address == null) {
      out.add("dhcp");
    } else if (own.prefix() == OwnAddress.NO_PREFIX) {
      out.address(address);
    } else if (address instanceof Inet4Address) {
      out.address(address).add(AddressText.mask(own.prefix()));
    } else {
      out.add(new Kinds.Prefix(address, own.prefix()));
    }
    InetAddress standby = own.standby();
    if (standby != null) {
      out.add("standby").address(standby);
    }
  }
}
