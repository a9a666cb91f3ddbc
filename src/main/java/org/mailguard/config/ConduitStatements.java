package org.mailguard.config;

import static org.mailguard.config.Statement.statement;

import java.util.List;
import org.mailguard.config.AddressSetting.Conduit;
import org.mailguard.config.AddressSetting.OtherConduit;

/** Who may connect, in the words of the PIX before it had access lists. */
final class ConduitStatements {
  private static final Argument<String> OTHER_PROTOCOL =
      new Argument<>("protocol", Protocols.OTHER, "A protocol that carries no mail");
  private static final Argument<String> REST =
      new Argument<>("rest", Kind.text(1000), "Kept as it is, since no mail depends on it");

  private static final Statement<Conduit> CONDUIT =
      Specs.describe(
              statement(
                  Mode.GLOBAL,
                  Conduit.class,
                  "conduit {permit|deny} {ip global:SPEC foreign:SPEC|"
                      .concat("tcp global:SPEC global:PORTS foreign:SPEC foreign:PORTS}")
                      .replace("SPEC", Specs.SPEC)
                      .replace("PORTS", Specs.PORTS)))
          .help(
              "Lets clients in to a published server: the address that they connect to stands"
                  + " first, then who they are. Conduits hold together, in their order, on every"
                  + " interface that no access-list is bound to.")
          .origin("PIX 4.2 to 6.3")
          .word("conduit", "Permit connections to a server")
          .word("permit", "Let the connection in")
          .word("deny", "Refuse the connection")
          .word("ip", "Any port")
          .word("tcp", "Ports may be named")
          .sample("conduit permit tcp host 192.0.2.25 eq smtp any")
          .sample(
              "conduit deny tcp 192.0.2.0 255.255.255.0 range smtp 587 198.51.100.0 255.255.255.0")
          .sample("conduit permit ip host 192.0.2.25 host 203.0.113.9")
          .sample("conduit permit tcp interface outside eq smtp object-group admins gt 1023")
          .sample("conduit deny tcp any4 object-group mail-ports any6 lt 1024")
          .sample("conduit permit tcp object relay neq smtp 2001:db8::/32")
          .readsAndWrites(ConduitStatements::readConduit, ConduitStatements::writeConduit);

  private static final Statement<OtherConduit> OTHER_CONDUIT =
      statement(Mode.GLOBAL, OtherConduit.class, "conduit {permit|deny} <protocol> <rest>")
          .help("A conduit of a protocol that carries no mail: kept and not used.")
          .origin("PIX 4.2 to 6.3")
          .word("conduit", "Permit connections to a server")
          .word("permit", "Let them in")
          .word("deny", "Refuse them")
          .arguments(OTHER_PROTOCOL, REST)
          .sample("conduit permit icmp any any")
          .sample("conduit deny udp host 192.0.2.53 eq domain any")
          .readsAndWrites(
              in -> new OtherConduit(in.has("permit"), in.get(OTHER_PROTOCOL), in.get(REST)),
              (line, out) ->
                  out.add("conduit", line.permit() ? "permit" : "deny")
                      .add(line.protocol(), line.rest()));

  static final List<Statement<?>> ALL = List.of(CONDUIT, OTHER_CONDUIT);

  private ConduitStatements() {}

  private static Conduit readConduit(Arguments in) {
    return new Conduit(
        in.has("permit"),
        in.has("tcp") ? new AccessSetting.Protocol.Tcp() : new AccessSetting.Protocol.Ip(),
        Specs.readSpec(in.in("global")),
        Specs.readPorts(in.in("global")),
        Specs.readSpec(in.in("foreign")),
        Specs.readPorts(in.in("foreign")));
  }

  private static void writeConduit(Conduit line, LinePrinter out) {
    out.add("conduit", line.permit() ? "permit" : "deny", Protocols.write(line.protocol()));
    Specs.writeSpec(line.global(), out);
    Specs.writePorts(line.globalPorts(), out);
    Specs.writeSpec(line.foreign(), out);
    Specs.writePorts(line.foreignPorts(), out);
  }
}
