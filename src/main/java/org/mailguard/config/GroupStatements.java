package org.mailguard.config;

import static org.mailguard.config.Statement.statement;

import java.util.ArrayList;
import java.util.List;
import org.mailguard.config.Names.GroupType;
import org.mailguard.config.ObjectSetting.Group;
import org.mailguard.config.ObjectSetting.Member.OfGroup;
import org.mailguard.config.ObjectSetting.Member.OfIcmp;
import org.mailguard.config.ObjectSetting.Member.OfNetwork;
import org.mailguard.config.ObjectSetting.Member.OfPorts;
import org.mailguard.config.ObjectSetting.Member.OfProtocol;
import org.mailguard.config.ObjectSetting.Member.OfService;
import org.mailguard.config.ObjectSetting.Member.OfServiceObject;

/** Object-groups and what stands in them. */
final class GroupStatements {
  private static final String ORIGIN = "PIX 6.2 and 6.3, ASA 7.0 and later";

  private static final Argument<String> NAME =
      new Argument<>("name", Kinds.NAME, "A name of your own choice");
  private static final Argument<String> OBJECT = new Argument<>("object", Kinds.NAME, "An object");
  private static final Argument<String> PROTOCOL =
      new Argument<>("protocol", Protocols.ANY, "A protocol");
  private static final Argument<String> TYPE =
      new Argument<>("type", Kinds.NAME, "A type of ICMP message");

  private static final Statement<Group> GROUP =
      statement(
              Mode.GLOBAL,
              Group.class,
              "object-group {network <name>|service <name> [tcp|udp|tcp-udp]"
                  + "|protocol <name>|icmp-type <name>}")
          .help(
              "A group of addresses, of ports (with tcp, udp or tcp-udp behind its name), of"
                  + " services, of protocols, or of types of ICMP messages. What is in it follows."
                  + " A group must stand above the lines that use it.")
          .origin(ORIGIN)
          .word("object-group", "A group")
          .word("network", "Of addresses")
          .word("service", "Of ports or services")
          .word("protocol", "Of protocols")
          .word("icmp-type", "Of types of ICMP messages; kept, no mail depends on it")
          .word("tcp", "Its members are ports of TCP")
          .word("udp", "Its members are ports of UDP")
          .word("tcp-udp", "Its members are ports of both")
          .arguments(NAME)
          .opensFor(group -> modeOf(((Group) group).type()))
          .single(Group::name)
          .sample("object-group network partners")
          .sample("object-group service mail-ports tcp")
          .sample("object-group service dns tcp-udp")
          .sample("object-group service syslog udp")
          .sample("object-group service mail-services")
          .sample("object-group protocol both")
          .sample("object-group icmp-type ping")
          .readsAndWrites(GroupStatements::readGroup, GroupStatements::writeGroup);

  private static final Statement<OfNetwork> NETWORK_OBJECT =
      statement(
              Mode.GROUP_NETWORK,
              OfNetwork.class,
              "network-object {host <address>|<network> <mask>|<prefix>|object <object>}")
          .help("An address, a network or an object that belongs to the group.")
          .origin(ORIGIN)
          .word("network-object", "An address of the group")
          .word("host", "One address")
          .word("object", "What an object stands for")
          .arguments(Specs.ADDRESS, Specs.NETWORK, Specs.MASK, Specs.PREFIX, Specs.OBJECT)
          .sample("network-object host 203.0.113.9")
          .sample("network-object 198.51.100.0 255.255.255.0")
          .sample("network-object 2001:db8::/32")
          .sample("network-object object mail-server")
          .readsAndWrites(
              in -> new OfNetwork(Specs.readSpec(in)),
              (line, out) -> Specs.writeSpec(line.spec(), out.add("network-object")));

  private static final Statement<OfPorts> PORT_OBJECT =
      statement(Mode.GROUP_SERVICE, OfPorts.class, "port-object {eq <port>|range <low> <high>}")
          .help("A port or a range of ports that belongs to the group.")
          .origin(ORIGIN)
          .word("port-object", "A port of the group")
          .word("eq", "This port")
          .word("range", "Ports from one to another")
          .arguments(Specs.PORT, Specs.LOW, Specs.HIGH)
          .sample("port-object eq smtp")
          .sample("port-object range 587 588")
          .readsAndWrites(
              in -> new OfPorts(Specs.readPorts(in)),
              (line, out) -> Specs.writePorts(line.ports(), out.add("port-object")));

  private static final Statement<OfService> SERVICE_OBJECT =
      ObjectStatements.service(
              statement(
                  Mode.GROUP_SERVICE,
                  OfService.class,
                  "service-object {{tcp|udp|tcp-udp} " + direct() + "|" + withSides() + "}"))
          .help("A protocol with its ports that belongs to the group.")
          .origin("ASA 8.0 and later")
          .word("service-object", "A service of the group")
          .sample("service-object tcp destination eq smtp")
          .sample("service-object tcp source gt 1023 destination range smtp 587")
          .sample("service-object udp destination eq domain")
          .sample("service-object icmp echo-reply")
          .sample("service-object ip")
          .sample("service-object tcp-udp destination neq ssh")
          .variant("service-object tcp eq 25", "service-object tcp destination eq smtp")
          .variant("service-object tcp lt 1024", "service-object tcp destination lt 1024")
          .readsAndWrites(
              GroupStatements::readServiceObject,
              (line, out) ->
                  ObjectStatements.writeService(line.service(), out.add("service-object")));

  private static final Statement<OfServiceObject> NAMED_SERVICE =
      statement(Mode.GROUP_SERVICE, OfServiceObject.class, "service-object object <object>")
          .help("An object service that belongs to the group.")
          .origin("ASA 8.3 and later")
          .word("service-object", "A service of the group")
          .word("object", "What an object stands for")
          .arguments(OBJECT)
          .sample("service-object object submission")
          .readsAndWrites(
              in -> new OfServiceObject(in.get(OBJECT)),
              (line, out) -> out.add("service-object object", line.name()));

  private static final Statement<OfProtocol> PROTOCOL_OBJECT =
      statement(Mode.GROUP_PROTOCOL, OfProtocol.class, "protocol-object <protocol>")
          .help("A protocol that belongs to the group.")
          .origin(ORIGIN)
          .word("protocol-object", "A protocol of the group")
          .arguments(PROTOCOL)
          .sample("protocol-object tcp")
          .variant("protocol-object 17", "protocol-object udp")
          .readsAndWrites(
              in -> new OfProtocol(in.get(PROTOCOL)),
              (line, out) -> out.add("protocol-object", line.protocol()));

  private static final Statement<OfIcmp> ICMP_OBJECT =
      statement(Mode.GROUP_ICMP, OfIcmp.class, "icmp-object <type>")
          .help("A type of ICMP message that belongs to the group; kept, no mail depends on it.")
          .origin(ORIGIN)
          .word("icmp-object", "A type of the group")
          .arguments(TYPE)
          .sample("icmp-object echo-reply")
          .readsAndWrites(
              in -> new OfIcmp(in.get(TYPE)), (line, out) -> out.add("icmp-object", line.type()));

  static final List<Statement<?>> ALL = all();

  private GroupStatements() {}

  private static List<Statement<?>> all() {
    List<Statement<?>> all =
        new ArrayList<>(
            List.of(
                GROUP,
                NETWORK_OBJECT,
                PORT_OBJECT,
                SERVICE_OBJECT,
                NAMED_SERVICE,
                PROTOCOL_OBJECT,
                ICMP_OBJECT));
    for (GroupType type : GroupType.values()) {
      all.add(nested(type));
      all.add(ObjectStatements.description(modeOf(type)));
    }
    return all;
  }

  private static Mode modeOf(GroupType type) {
    return switch (type) {
      case NETWORK -> Mode.GROUP_NETWORK;
      case SERVICE -> Mode.GROUP_SERVICE;
      case PROTOCOL -> Mode.GROUP_PROTOCOL;
      case ICMP_TYPE -> Mode.GROUP_ICMP;
    };
  }

  private static Statement<OfGroup> nested(GroupType type) {
    Argument<String> other =
        new Argument<>("group", Kinds.group(type), "A group of the same type, defined above");
    return statement(modeOf(type), OfGroup.class, "group-object <group>")
        .help("What is in another group belongs to this one as well.")
        .origin(ORIGIN)
        .word("group-object", "Another group inside this one")
        .arguments(other)
        .sample("group-object " + exampleOf(type))
        .readsAndWrites(
            in -> new OfGroup(in.get(other)), (line, out) -> out.add("group-object", line.name()));
  }

  /** Groups that the samples of all statements speak of. */
  static String exampleOf(GroupType type) {
    return switch (type) {
      case NETWORK -> "admins";
      case SERVICE -> "mail-ports";
      case PROTOCOL -> "protocols";
      case ICMP_TYPE -> "ping";
    };
  }

  private static Group readGroup(Arguments in) {
    GroupType type = GroupType.NETWORK;
    for (GroupType one : GroupType.values()) {
      type = in.has(one.word()) ? one : type;
    }
    String protocol =
        in.has("tcp") ? "tcp" : in.has("udp") ? "udp" : in.has("tcp-udp") ? "tcp-udp" : "";
    return new Group(type, in.get(NAME), protocol);
  }

  private static void writeGroup(Group group, LinePrinter out) {
    out.add("object-group", group.type().word(), group.name())
        .addIf(!group.protocol().isEmpty(), group.protocol());
  }

  private static String direct() {
    return "destination:{{eq|neq|lt|gt} <port>|range <low> <high>}";
  }

  private static String withSides() {
    return ObjectStatements.serviceGrammar();
  }

  private static OfService readServiceObject(Arguments in) {
    return new OfService(ObjectStatements.readService(in));
  }
}
