package org.mailguard.config;

import static org.mailguard.config.Statement.statement;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.AddressSetting.Mapped;
import org.mailguard.config.AddressSetting.ObjectNat;
import org.mailguard.config.AddressSetting.Pair;
import org.mailguard.config.AddressSetting.Peers;
import org.mailguard.config.AddressSetting.Service;
import org.mailguard.config.AddressSetting.ServicePair;
import org.mailguard.config.AddressSetting.TwiceNat;

/** Which servers stand behind the guard, in the words of ASA 8.3 and later. */
final class NatStatements {
  private static final Argument<Pair> PAIR =
      new Argument<>("real,mapped", Kinds.PAIR, "Where the server is, where clients come from");
  private static final Argument<InetAddress> ADDRESS =
      new Argument<>("address", Kinds.ADDRESS, "Address that clients connect to");
  private static final Argument<String> MAPPED =
      new Argument<>("mapped", Kinds.OBJECT, "Object with the address that clients connect to");
  private static final Argument<Integer> REAL_PORT =
      new Argument<>("real-port", PortNames.KIND, "Port of the server");
  private static final Argument<Integer> MAPPED_PORT =
      new Argument<>("mapped-port", PortNames.KIND, "Port that clients connect to");
  private static final Argument<String> REAL =
      new Argument<>("real", Kinds.NAME, "Object with the address of the server");
  private static final Argument<String> PEERS_MAPPED =
      new Argument<>("peers", Kinds.NAME, "Object with the peers");
  private static final Argument<String> PEERS_REAL =
      new Argument<>("real-peers", Kinds.NAME, "Object with the peers as they are");
  private static final Argument<String> REAL_SERVICE =
      new Argument<>("real-service", Kinds.NAME, "Object with the port of the server");
  private static final Argument<String> MAPPED_SERVICE =
      new Argument<>("mapped-service", Kinds.NAME, "Object with the port that clients connect to");
  private static final Argument<Integer> PLACE =
      new Argument<>("place", Kind.range(1, 100_000), "Place among such lines");
  private static final Argument<String> TEXT = new Argument<>("text", Kind.text(200), "A comment");

  private static final List<String> OBJECT_FLAGS = List.of("dns", "no-proxy-arp", "route-lookup");
  private static final List<String> TWICE_FLAGS =
      List.of("net-to-net", "dns", "unidirectional", "no-proxy-arp", "route-lookup");

  private static final Statement<ObjectNat> OBJECT_NAT =
      statement(
              Mode.OBJECT_NETWORK,
              ObjectNat.class,
              "nat <real,mapped> static {interface [ipv6]|<address>|<mapped>}"
                  + " [dns] [no-proxy-arp] [route-lookup]"
                  + " [service {tcp|udp} <real-port> <mapped-port> [dns] [no-proxy-arp]"
                  + " [route-lookup]]")
          .help(
              "Publishes the object: the guard listens on the mapped address and carries each"
                  + " session to the object's own. Without service it is the mail port, 25, and"
                  + " each other mail port that a rule permits by name.")
          .origin("ASA 8.3 and later")
          .byDefault("the object is not published")
          .word("nat", "Publish the object")
          .word("static", "At one address")
          .word("interface", "At the address of the clients' interface")
          .word("ipv6", "At its IPv6 address; kept")
          .word("dns", "Kept; the guard rewrites no answer of DNS")
          .word("no-proxy-arp", "Kept; ARP is the kernel's")
          .word("route-lookup", "Kept; routes are the kernel's")
          .word("service", "At one port")
          .word("tcp", "A port of TCP")
          .word("udp", "A port of UDP: the line is kept and not used")
          .arguments(PAIR, ADDRESS, MAPPED, REAL_PORT, MAPPED_PORT)
          .single()
          .removedBy("nat <real,mapped> static")
          .sample("nat (inside,outside) static 192.0.2.25")
          .sample("nat (inside,outside) static mail-public dns")
          .sample("nat (dmz,outside) static interface service tcp smtp smtp")
          .sample("nat (dmz,outside) static interface no-proxy-arp route-lookup service udp 53 53")
          .variant(
              "nat (dmz,outside) static interface ipv6 service tcp 25 587",
              "nat (dmz,outside) static interface service tcp smtp 587")
          .readsAndWrites(NatStatements::readObjectNat, NatStatements::writeObjectNat);

  private static final Statement<TwiceNat> TWICE_NAT =
      statement(
              Mode.GLOBAL,
              TwiceNat.class,
              "nat <real,mapped> [<place>] [after-auto] [<place>] source static <real>"
                  + " {interface [ipv6]|<mapped>}"
                  + " [destination static peers:{interface|<peers>} <real-peers>]"
                  + " [service <real-service> <mapped-service>]"
                  + " [net-to-net] [dns] [unidirectional] [no-proxy-arp] [route-lookup] [inactive]"
                  + " [description <text>]")
          .help(
              "Publishes an object at the address of another, or at that of the interface. A line"
                  + " with a destination is for the peers in it only.")
          .origin("ASA 8.3 and later")
          .word("nat", "Publish a server")
          .word("after-auto", "Behind the translations of objects")
          .word("source", "The server")
          .word("static", "One for one")
          .word("interface", "At the address of the clients' interface")
          .word("ipv6", "At its IPv6 address; kept")
          .word("destination", "For some peers only")
          .word("service", "At one port")
          .word("net-to-net", "Kept")
          .word("dns", "Kept; the guard rewrites no answer of DNS")
          .word("unidirectional", "From the server outwards only: the line is kept and not used")
          .word("no-proxy-arp", "Kept; ARP is the kernel's")
          .word("route-lookup", "Kept; routes are the kernel's")
          .word("inactive", "The line is kept and does not hold")
          .word("description", "A comment follows")
          .arguments(
              PAIR,
              PLACE,
              REAL,
              MAPPED,
              PEERS_MAPPED,
              PEERS_REAL,
              REAL_SERVICE,
              MAPPED_SERVICE,
              TEXT)
          .positioned(PLACE, TwiceNat::afterAuto)
          .sample("nat (inside,outside) source static mail-server mail-public")
          .sample("nat (inside,outside) source static mail-server interface service smtp smtp")
          .sample(
              "nat (inside,outside) source static lan lan destination static branch branch"
                  + " no-proxy-arp route-lookup")
          .sample(
              "nat (dmz,outside) after-auto source static mail-server mail-public net-to-net dns"
                  + " unidirectional inactive description On trial")
          .sample("nat (inside,outside) source static lan lan destination static interface branch")
          .variant(
              "nat (inside,outside) 1 source static a interface ipv6",
              "nat (inside,outside) source static a interface")
          .readsAndWrites(NatStatements::readTwiceNat, NatStatements::writeTwiceNat);

  static final List<Statement<?>> ALL = List.of(OBJECT_NAT, TWICE_NAT);

  private NatStatements() {}

  private static Mapped readMapped(Arguments in) {
    InetAddress address = in.find(ADDRESS);
    String object = in.find(MAPPED);
    return address != null
        ? new Mapped.Address(address)
        : object != null ? new Mapped.Named(object) : new Mapped.Interface();
  }

  private static void writeMapped(Mapped mapped, LinePrinter out) {
    switch (mapped) {
      case Mapped.Interface() -> out.add("interface");
      case Mapped.Address(InetAddress address) -> out.address(address);
      case Mapped.Named(String object) -> out.add(object);
    }
  }

  private static String flags(Arguments in, List<String> known) {
    List<String> flags = new ArrayList<>();
    known.stream().filter(in::has).forEach(flags::add);
    return String.join(" ", flags);
  }

  private static ObjectNat readObjectNat(Arguments in) {
    Integer real = in.find(REAL_PORT);
    Service service =
        real == null ? null : new Service(in.has("udp") ? "udp" : "tcp", real, in.get(MAPPED_PORT));
    return new ObjectNat(in.get(PAIR), readMapped(in), service, flags(in, OBJECT_FLAGS));
  }

  private static void writeObjectNat(ObjectNat nat, LinePrinter out) {
    out.add("nat", nat.pair(), "static");
    writeMapped(nat.mapped(), out);
    out.addIf(!nat.flags().isEmpty(), nat.flags());
    Service service = nat.service();
    if (service != null) {
      boolean tcp = service.protocol().equals("tcp");
      out.add("service", service.protocol())
          .add(tcp ? PortNames.print(service.real()) : service.real())
          .add(tcp ? PortNames.print(service.mapped()) : service.mapped());
    }
  }

  private static TwiceNat readTwiceNat(Arguments in) {
    String realPeers = in.find(PEERS_REAL);
    String service = in.find(REAL_SERVICE);
    return new TwiceNat(
        in.get(PAIR),
        in.has("after-auto"),
        in.get(REAL),
        readMapped(in),
        realPeers == null ? null : new Peers(readPeers(in.in("peers")), realPeers),
        service == null ? null : new ServicePair(service, in.get(MAPPED_SERVICE)),
        flags(in, TWICE_FLAGS),
        in.has("inactive"),
        in.find(TEXT, ""));
  }

  private static Mapped readPeers(Arguments in) {
    String object = in.find(PEERS_MAPPED);
    return object == null ? new Mapped.Interface() : new Mapped.Named(object);
  }

  private static void writeTwiceNat(TwiceNat nat, LinePrinter out) {
    out.add("nat", nat.pair())
        .addIf(nat.afterAuto(), "after-auto")
        .add("source static", nat.real());
    writeMapped(nat.mapped(), out);
    writePeers(nat.destination(), out);
    ServicePair service = nat.service();
    if (service != null) {
      out.add("service", service.real(), service.mapped());
    }
    out.addIf(!nat.flags().isEmpty(), nat.flags())
        .addIf(nat.inactive(), "inactive")
        .addIf(!nat.description().isEmpty(), "description", nat.description());
  }

  private static void writePeers(@Nullable Peers peers, LinePrinter out) {
    if (peers != null) {
      out.add("destination static");
      writeMapped(peers.mapped(), out);
      out.add(peers.real());
    }
  }
}
