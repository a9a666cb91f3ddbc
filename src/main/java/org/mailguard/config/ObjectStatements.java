package org.mailguard.config;

import static org.mailguard.config.Statement.statement;

import java.net.InetAddress;
import java.util.List;
import org.mailguard.config.AccessSetting.PortSpec;
import org.mailguard.config.AccessSetting.Spec;
import org.mailguard.config.ObjectSetting.Description;
import org.mailguard.config.ObjectSetting.Network;
import org.mailguard.config.ObjectSetting.NetworkContent;
import org.mailguard.config.ObjectSetting.Service;
import org.mailguard.config.ObjectSetting.ServiceContent;
import org.mailguard.config.ObjectSetting.ServiceObject;

/** Objects: one address, network or service under a name. */
final class ObjectStatements {
  private static final Argument<String> NAME =
      new Argument<>("name", Kinds.NAME, "A name of your own choice");
  private static final Argument<InetAddress> FIRST =
      new Argument<>("first", Kinds.ADDRESS, "First address of the range");
  private static final Argument<InetAddress> LAST =
      new Argument<>("last", Kinds.ADDRESS, "Last address of the range");
  private static final Argument<String> FQDN = new Argument<>("fqdn", Kinds.HOST, "A name of DNS");
  private static final Argument<String> TEXT = new Argument<>("text", Kind.text(255), "A comment");
  private static final Argument<String> PROTOCOL =
      new Argument<>("protocol", Protocols.OTHER, "Another protocol");
  private static final Argument<String> REST =
      new Argument<>("rest", Kind.text(200), "Kept as it is, since no mail depends on it");

  private static final String PLAIN_PORTS = "[{eq|neq|lt|gt} <port>|range <low> <high>]";

  private static final Statement<Network> NETWORK =
      statement(Mode.GLOBAL, Network.class, "object network <name>")
          .help("An address, a range or a network under a name; what it is follows.")
          .origin("ASA 8.3 and later")
          .word("object", "Something with a name")
          .word("network", "An address or several")
          .arguments(NAME)
          .opens(Mode.OBJECT_NETWORK)
          .sample("object network mail-server")
          .readsAndWrites(
              in -> new Network(in.get(NAME)),
              (line, out) -> out.add("object network", line.name()));

  private static final Statement<NetworkContent.Host> HOST =
      content(NetworkContent.Host.class, "host <address>")
          .help("The object is one address.")
          .word("host", "One address")
          .arguments(Specs.ADDRESS)
          .sample("host 10.0.0.5")
          .readsAndWrites(
              in -> new NetworkContent.Host(in.get(Specs.ADDRESS)),
              (host, out) -> out.add("host").address(host.address()));

  private static final Statement<NetworkContent.Subnet> SUBNET =
      content(NetworkContent.Subnet.class, "subnet {<network> <mask>|<prefix>}")
          .help("The object is a network.")
          .word("subnet", "A network")
          .arguments(Specs.NETWORK, Specs.MASK, Specs.PREFIX)
          .sample("subnet 198.51.100.0 255.255.255.0")
          .sample("subnet 2001:db8::/32")
          .readsAndWrites(
              ObjectStatements::readSubnet,
              (subnet, out) ->
                  Specs.writeSpec(
                      new Spec.Net(subnet.address(), subnet.prefix()), out.add("subnet")));

  private static final Statement<NetworkContent.Range> RANGE =
      content(NetworkContent.Range.class, "range <first> <last>")
          .help("The object is all addresses from one to another, both included.")
          .word("range", "Addresses from one to another")
          .arguments(FIRST, LAST)
          .sample("range 203.0.113.10 203.0.113.20")
          .readsAndWrites(
              in -> new NetworkContent.Range(in.get(FIRST), in.get(LAST)),
              (range, out) -> out.add("range").address(range.low()).address(range.high()));

  private static final Statement<NetworkContent.Fqdn> NAMED =
      content(NetworkContent.Fqdn.class, "fqdn [v4|v6] <fqdn>")
          .help(
              "The object is what a name of DNS stands for. It can be published; in a rule it never"
                  + " matches, since the guard decides by addresses.")
          .word("fqdn", "A name of DNS")
          .word("v4", "Its IPv4 addresses")
          .word("v6", "Its IPv6 addresses")
          .arguments(FQDN)
          .sample("fqdn mail.example.com")
          .sample("fqdn v4 mail.example.com")
          .sample("fqdn v6 mail.example.com")
          .readsAndWrites(
              in ->
                  new NetworkContent.Fqdn(
                      in.has("v4") ? "v4" : in.has("v6") ? "v6" : "", in.get(FQDN)),
              (fqdn, out) ->
                  out.add("fqdn").addIf(!fqdn.family().isEmpty(), fqdn.family()).add(fqdn.name()));

  private static final Statement<ServiceObject> SERVICE =
      statement(Mode.GLOBAL, ServiceObject.class, "object service <name>")
          .help("A protocol with its ports under a name; what it is follows.")
          .origin("ASA 8.3 and later")
          .word("object", "Something with a name")
          .word("service", "A protocol with its ports")
          .arguments(NAME)
          .opens(Mode.OBJECT_SERVICE)
          .sample("object service submission")
          .readsAndWrites(
              in -> new ServiceObject(in.get(NAME)),
              (line, out) -> out.add("object service", line.name()));

  private static final Statement<ServiceContent> SERVICE_CONTENT =
      service(statement(Mode.OBJECT_SERVICE, ServiceContent.class, "service " + serviceGrammar()))
          .help("What the object is. A later such line takes the place of an earlier one.")
          .origin("ASA 8.3 and later")
          .byDefault("none: the object must not be used")
          .word("service", "A protocol with its ports")
          .single()
          .sample("service tcp destination eq 587")
          .sample("service tcp source gt 1023 destination range smtp 587")
          .sample("service udp destination neq domain")
          .sample("service tcp-udp destination lt 1024")
          .sample("service ip")
          .sample("service icmp echo")
          .variant("service 47", "service gre")
          .variant("service tcp source lt 1024", "service tcp source lt 1024")
          .readsAndWrites(
              in -> new ServiceContent(readService(in)),
              (line, out) -> {
                out.add("service");
                writeService(line.service(), out);
              });

  static final List<Statement<?>> ALL =
      List.of(
          NETWORK,
          HOST,
          SUBNET,
          RANGE,
          NAMED,
          description(Mode.OBJECT_NETWORK),
          SERVICE,
          SERVICE_CONTENT,
          description(Mode.OBJECT_SERVICE));

  private ObjectStatements() {}

  /** {@code description} inside {@code mode}. */
  static Statement<Description> description(Mode mode) {
    return statement(mode, Description.class, "description <text>")
        .help("A comment that stays with it.")
        .origin("PIX 6.2 and later, ASA")
        .byDefault("no comment")
        .word("description", "A comment follows")
        .arguments(TEXT)
        .single()
        .removedBy("description")
        .sample("description The old one,  in the cellar")
        .readsAndWrites(
            in -> new Description(in.get(TEXT)),
            (line, out) -> out.add("description", line.text()));
  }

  /** A protocol with its ports: what {@link #service} describes and {@link #readService} reads. */
  static String serviceGrammar() {
    return ("{{tcp|udp|tcp-udp} [source source:PORTS] [destination destination:PORTS]"
            + "|ip|<protocol> [<rest>]}")
        .replace("[source source:PORTS]", "[source source:" + required() + "]")
        .replace("[destination destination:PORTS]", "[destination destination:" + required() + "]");
  }

  private static String required() {
    return PLAIN_PORTS.replace('[', '{').replace(']', '}');
  }

  static <T extends Setting> StatementBuilder<T> service(StatementBuilder<T> statement) {
    return Specs.ports(
        statement
            .word("tcp", "TCP")
            .word("udp", "UDP, which carries no mail")
            .word("tcp-udp", "Both")
            .word("ip", "Every protocol")
            .word("source", "The client's port")
            .word("destination", "The server's port")
            .arguments(PROTOCOL, REST));
  }

  static Service readService(Arguments in) {
    String other = in.find(PROTOCOL);
    if (other != null || in.has("ip")) {
      return new Service(
          other == null ? "ip" : other, PortSpec.ALL, PortSpec.ALL, in.find(REST, ""));
    }
    String protocol = in.has("tcp") ? "tcp" : in.has("udp") ? "udp" : "tcp-udp";
    return new Service(
        protocol, Specs.readPorts(in.in("source")), Specs.readPorts(in.in("destination")), "");
  }

  static void writeService(Service service, LinePrinter out) {
    out.add(service.protocol()).addIf(!service.rest().isEmpty(), service.rest());
    if (!service.source().equals(PortSpec.ALL)) {
      Specs.writePorts(service.source(), out.add("source"));
    }
    if (!service.destination().equals(PortSpec.ALL)) {
      Specs.writePorts(service.destination(), out.add("destination"));
    }
  }

  private static <T extends NetworkContent> StatementBuilder<T> content(
      Class<T> type, String grammar) {
    return statement(Mode.OBJECT_NETWORK, type, grammar)
        .origin("ASA 8.3 and later")
        .byDefault("none: the object must not be used")
        .single();
  }

  private static NetworkContent.Subnet readSubnet(Arguments in) {
    Kinds.Prefix prefix = in.find(Specs.PREFIX);
    return prefix == null
        ? new NetworkContent.Subnet(in.get(Specs.NETWORK), in.get(Specs.MASK))
        : new NetworkContent.Subnet(prefix.address(), prefix.bits());
  }
}
