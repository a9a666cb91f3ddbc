package org.mailguard.config;

import static org.mailguard.config.Statement.statement;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.AddressSetting.Bounds;
import org.mailguard.config.AddressSetting.HostStatic;
import org.mailguard.config.AddressSetting.OutsideAddress;
import org.mailguard.config.AddressSetting.PortStatic;
import org.mailguard.config.AddressSetting.Static;

/** Where the guard listens and which servers stand behind it. */
final class AddressStatements {
  private static final Argument<InetAddress> ADDRESS =
      new Argument<>("address", Kinds.ADDRESS, "Address of the outside interface");
  private static final Argument<Integer> MASK =
      new Argument<>(
          "mask", Kinds.MASK, "Mask of the network; kept for the reader, nothing depends on it");
  private static final Argument<Kinds.Prefix> PREFIX =
      new Argument<>("prefix", Kinds.PREFIX6, "The same, with the length of the network's prefix");

  private static final Argument<InetAddress> GLOBAL =
      new Argument<>("global", Kinds.ADDRESS, "Address that clients connect to");
  private static final Argument<Integer> GLOBAL_PORT =
      new Argument<>("global-port", PortNames.KIND, "Port that clients connect to");
  private static final Argument<String> SERVER =
      new Argument<>("server", Kinds.SERVER, "The mail server");
  private static final Argument<Integer> SERVER_PORT =
      new Argument<>("server-port", PortNames.KIND, "Port of the mail server");
  private static final Argument<Integer> HOST_MASK =
      new Argument<>("host-mask", Kinds.HOST_MASK, "A static publishes one address");
  private static final Argument<Integer> CONNECTIONS =
      new Argument<>(
          "connections",
          Kind.range(0, 65_535),
          "Connections at once, 0 for no limit; kept, enforced by a later release");
  private static final Argument<Integer> EMBRYONIC =
      new Argument<>(
          "embryonic",
          Kind.range(0, 65_535),
          "Half-open connections, 0 for no limit; kept, enforced by a later release");

  private static final Statement<OutsideAddress> IP_ADDRESS =
      statement(
              Mode.GLOBAL, OutsideAddress.class, "ip address outside {<address> [<mask>]|<prefix>}")
          .help(
              "The address that \"interface\" stands for; one of each family. Without such a line"
                  + " it stands for every address of the machine. The guard sets no address: it"
                  + " must be there already.")
          .word("ip", "Addresses of the guard")
          .word("address", "Address of an interface")
          .word("outside", "The interface that clients come from")
          .arguments(ADDRESS, MASK, PREFIX)
          .removedBy("ip address outside")
          .single(outside -> outside.address() instanceof Inet4Address)
          .sample("ip address outside 192.0.2.25 255.255.255.0")
          .sample("ip address outside 192.0.2.25")
          .sample("ip address outside 2001:db8::25")
          .sample("ip address outside 2001:db8::25/64")
          .readsAndWrites(AddressStatements::readOutside, AddressStatements::writeOutside);

  private static final Statement<Static> STATIC =
      statement(
              Mode.GLOBAL,
              Static.class,
              "static (inside,outside) {tcp {interface|<global>} <global-port> <server>"
                  + " <server-port>|{interface|<global>} <server>} [netmask <host-mask>]"
                  + " [<connections> [<embryonic>]] [norandomseq]")
          .help(
              "Publishes a mail server: the guard listens on the address and port outside and"
                  + " carries each session to the server. Without tcp and ports it is the mail"
                  + " port, 25, on both sides. Nobody gets in before an access-list permits it.")
          .word("static", "Publish a server")
          .word("(inside,outside)", "From the server's side to the clients' side")
          .word("tcp", "Name the ports")
          .word("interface", "The address of the outside interface")
          .word("netmask", "A mask follows")
          .word("norandomseq", "Kept; a proxy's sequence numbers are its own")
          .arguments(GLOBAL, GLOBAL_PORT, SERVER, SERVER_PORT, HOST_MASK, CONNECTIONS, EMBRYONIC)
          .removedBy(
              "static (inside,outside) {tcp {interface|<global>}"
                  + " <global-port>|{interface|<global>}}")
          .once(AddressStatements::place)
          .sample(
              "static (inside,outside) tcp interface smtp 10.0.0.5 smtp netmask 255.255.255.255")
          .sample(
              "static (inside,outside) tcp interface 587 mail.example.com 1587 netmask"
                  + " 255.255.255.255")
          .sample(
              "static (inside,outside) tcp 192.0.2.25 smtp 2001:db8:1::5 smtp netmask"
                  + " 255.255.255.255 100 20")
          .sample("static (inside,outside) tcp 2001:db8::25 465 2001:db8:1::5 465")
          .sample(
              "static (inside,outside) 192.0.2.26 10.0.0.6 netmask 255.255.255.255 0 5 norandomseq")
          .sample("static (inside,outside) interface 10.0.0.6 netmask 255.255.255.255")
          .variant(
              "static (inside,outside) tcp interface 25 10.0.0.5 25 0 0",
              "static (inside,outside) tcp interface smtp 10.0.0.5 smtp netmask 255.255.255.255")
          .readsAndWrites(AddressStatements::readStatic, AddressStatements::writeStatic);

  static final List<Statement<?>> ALL = List.of(IP_ADDRESS, STATIC);

  private AddressStatements() {}

  private static OutsideAddress readOutside(Arguments in) {
    Kinds.Prefix prefix = in.find(PREFIX);
    return prefix == null
        ? new OutsideAddress(in.get(ADDRESS), in.find(MASK, OutsideAddress.NO_PREFIX))
        : new OutsideAddress(prefix.address(), prefix.bits());
  }

  private static void writeOutside(OutsideAddress outside, LinePrinter out) {
    out.add("ip address outside");
    if (outside.prefix() == OutsideAddress.NO_PREFIX) {
      out.add(AddressText.print(outside.address()));
    } else if (outside.address() instanceof Inet4Address) {
      out.add(AddressText.print(outside.address()), AddressText.mask(outside.prefix()));
    } else {
      out.add(new Kinds.Prefix(outside.address(), outside.prefix()));
    }
  }

  private static Static readStatic(Arguments in) {
    Bounds bounds =
        new Bounds(in.find(CONNECTIONS, 0), in.find(EMBRYONIC, 0), in.has("norandomseq"));
    InetAddress global = in.find(GLOBAL);
    return in.has("tcp")
        ? new PortStatic(global, in.get(GLOBAL_PORT), in.get(SERVER), in.get(SERVER_PORT), bounds)
        : new HostStatic(global, in.get(SERVER), bounds);
  }

  private static void writeStatic(Static line, LinePrinter out) {
    out.add("static (inside,outside)");
    switch (line) {
      case PortStatic tcp ->
          out.add("tcp", global(tcp.global()), PortNames.print(tcp.globalPort()))
              .add(tcp.server(), PortNames.print(tcp.serverPort()));
      case HostStatic host -> out.add(global(host.global()), host.server());
    }
    Bounds bounds = line.bounds();
    out.addIf(
            line.global() == null || line.global() instanceof Inet4Address,
            "netmask 255.255.255.255")
        .addIf(
            bounds.connections() > 0 || bounds.embryonic() > 0,
            bounds.connections(),
            bounds.embryonic())
        .addIf(bounds.keepsSequence(), "norandomseq");
  }

  private static String global(@Nullable InetAddress global) {
    return global == null ? "interface" : AddressText.print(global);
  }

  /** Where a static listens, in words. */
  static String place(Static line) {
    return global(line.global()) + " port " + PortNames.print(line.globalPort());
  }
}
