package org.mailguard.config;

import static org.mailguard.config.Statement.statement;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.AccessSetting.Group;
import org.mailguard.config.AccessSetting.Log;
import org.mailguard.config.AccessSetting.Remark;
import org.mailguard.config.AccessSetting.Rule;
import org.mailguard.config.AccessSetting.Spec;
import org.mailguard.events.Severity;
import org.mailguard.policy.Ports;

/** Who may connect. */
final class AccessStatements {
  private static final Argument<String> ID =
      new Argument<>("id", Kinds.NAME, "Name or number of the list");
  private static final Argument<Integer> LINE =
      new Argument<>(
          "line", Kind.range(1, 1_000_000), "Place in the list; what stands there moves down");
  private static final Argument<String> TEXT =
      new Argument<>("text", Kind.text(200), "A comment that stays with the list");
  private static final Argument<InetAddress> ADDRESS =
      new Argument<>("address", Kinds.ADDRESS, "One address");
  private static final Argument<InetAddress> NETWORK =
      new Argument<>("network", Kinds.IPV4, "An IPv4 network; its mask follows");
  private static final Argument<Integer> MASK =
      new Argument<>(
          "mask", Kinds.MASK, "The network's mask, as on the device and not inverted as on IOS");
  private static final Argument<Kinds.Prefix> PREFIX =
      new Argument<>("prefix", Kinds.PREFIX6, "An IPv6 network");
  private static final Argument<Integer> PORT = new Argument<>("port", PortNames.KIND, "A port");
  private static final Argument<Integer> LOW =
      new Argument<>("low", PortNames.KIND, "The range's first port");
  private static final Argument<Integer> HIGH =
      new Argument<>("high", PortNames.KIND, "The range's last port");
  private static final Argument<Integer> INTERVAL =
      new Argument<>("seconds", Kind.range(1, 600), "Seconds between two lines for one flow");

  private static final String SPEC =
      "{any|any4|any6|host <address>|<network> <mask>|<prefix>|interface outside}";
  private static final String PORTS = "[{eq|neq|lt|gt} <port>|range <low> <high>]";

  private static final Statement<Rule> RULE =
      statement(
              Mode.GLOBAL,
              Rule.class,
              ("access-list <id> [line <line>] [extended] {permit|deny}"
                      + " {ip source:SPEC destination:SPEC"
                      + "|tcp source:SPEC source:PORTS destination:SPEC destination:PORTS}"
                      + " [log ["
                      + Levels.GRAMMAR
                      + "|disable|default] [interval <seconds>]]")
                  .replace("SPEC", SPEC)
                  .replace("PORTS", PORTS))
          .help(
              "A rule of a list: source first, then destination. The first rule that matches a"
                  + " connection decides; behind the last one everything is denied. The destination"
                  + " is the address that clients connect to, never the server's own.")
          .word("access-list", "Rules on who may connect")
          .word("line", "Put the rule at a place in the list instead of its end")
          .word("extended", "Accepted and written, as the ASA does")
          .word("permit", "Let the connection in")
          .word("deny", "Refuse the connection")
          .word("ip", "Any port")
          .word("tcp", "Ports may be named")
          .word("any", "Every address")
          .word("any4", "Every IPv4 address")
          .word("any6", "Every IPv6 address")
          .word("host", "One address")
          .word("interface", "The address of an interface")
          .word("outside", "The interface that clients come from")
          .word("eq", "This port")
          .word("neq", "Every port but this one")
          .word("lt", "Ports below this one")
          .word("gt", "Ports above this one")
          .word("range", "Ports from one to another")
          .word("log", "Kept; what is denied is logged in any case")
          .word("disable", "No log line for this rule")
          .word("default", "The log line of a rule without this word")
          .word("interval", "How often one flow is logged")
          .levels()
          .arguments(ID, LINE, ADDRESS, NETWORK, MASK, PREFIX, PORT, LOW, HIGH, INTERVAL)
          .removedBy("access-list <id>")
          .positioned(LINE, Rule::list)
          .sample("access-list mail extended permit tcp any interface outside eq smtp")
          .sample("access-list mail extended permit tcp any4 host 192.0.2.25 eq smtp log")
          .sample(
              "access-list mail extended deny tcp 198.51.100.0 255.255.255.0 any range smtp 587")
          .sample("access-list mail extended deny ip host 203.0.113.9 any log warnings interval 60")
          .sample(
              "access-list mail extended permit tcp 2001:db8::/32 gt 1023 host 2001:db8::25 eq smtp"
                  + " log disable")
          .sample("access-list mail extended deny tcp any6 lt 1024 any neq smtp")
          .sample("access-list 100 extended permit ip host 2001:db8:9::1 any6 log default")
          .variant(
              "access-list mail line 3 permit ip any any",
              "access-list mail extended permit ip any any")
          .variant(
              "access-list mail deny tcp any range 587 smtp any log 4",
              "access-list mail extended deny tcp any range smtp 587 any log warnings")
          .variant(
              "access-list mail permit tcp any any eq submission",
              "access-list mail extended permit tcp any any eq 587")
          .readsAndWrites(AccessStatements::readRule, AccessStatements::writeRule);

  private static final Statement<Remark> REMARK =
      statement(Mode.GLOBAL, Remark.class, "access-list <id> [line <line>] remark <text>")
          .help(
              "A comment inside a list. It keeps its place between the rules and is written with"
                  + " them.")
          .word("access-list", "Rules on who may connect")
          .word("line", "Put the comment at a place in the list instead of its end")
          .word("remark", "A comment")
          .arguments(ID, LINE, TEXT)
          .removedBy("access-list <id>")
          .positioned(LINE, Remark::list)
          .sample("access-list mail remark Partners, asked for by P. Müller  (ticket 17)")
          .variant("access-list mail line 1 remark On top", "access-list mail remark On top")
          .readsAndWrites(
              in -> new Remark(in.get(ID), in.get(TEXT)),
              (remark, out) -> out.add("access-list", remark.list(), "remark", remark.text()));

  private static final Statement<Group> GROUP =
      statement(Mode.GLOBAL, Group.class, "access-group <id> in interface outside")
          .help(
              "Binds a list to the interface that clients come from. Without a bound list nobody"
                  + " gets in. Later releases know more interfaces.")
          .word("access-group", "Bind a list to an interface")
          .word("in", "To connections that come in")
          .word("interface", "An interface follows")
          .word("outside", "The interface that clients come from")
          .arguments(ID)
          .single()
          .sample("access-group mail in interface outside")
          .readsAndWrites(
              in -> new Group(in.get(ID)),
              (group, out) -> out.add("access-group", group.list(), "in interface outside"));

  static final List<Statement<?>> ALL = List.of(RULE, REMARK, GROUP);

  private AccessStatements() {}

  private static Rule readRule(Arguments in) {
    return new Rule(
        in.get(ID),
        in.has("permit"),
        in.has("tcp"),
        readSpec(in.in("source")),
        readPorts(in.in("source")),
        readSpec(in.in("destination")),
        readPorts(in.in("destination")),
        in.has("log") ? readLog(in) : null);
  }

  private static Spec readSpec(Arguments in) {
    for (Spec.Any any : Spec.Any.values()) {
      if (in.has(any.word())) {
        return any;
      }
    }
    if (in.has("interface")) {
      return new Spec.Outside();
    }
    if (in.has("host")) {
      return new Spec.Host(in.get(ADDRESS));
    }
    Kinds.Prefix prefix = in.find(PREFIX);
    return prefix == null
        ? new Spec.Net(in.get(NETWORK), in.get(MASK))
        : new Spec.Net(prefix.address(), prefix.bits());
  }

  private static Ports readPorts(Arguments in) {
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

  private static Log readLog(Arguments in) {
    Severity level = Levels.find(in);
    String how =
        in.has("disable")
            ? "disable"
            : in.has("default") ? "default" : level == null ? "" : Levels.print(level);
    return new Log(how, in.find(INTERVAL, Log.DEFAULT_INTERVAL));
  }

  static void writeRule(Rule rule, LinePrinter out) {
    out.add("access-list", rule.list(), "extended")
        .add(rule.permit() ? "permit" : "deny", rule.tcp() ? "tcp" : "ip");
    writeSpec(rule.source(), out);
    writePorts(rule.sourcePorts(), out);
    writeSpec(rule.destination(), out);
    writePorts(rule.destinationPorts(), out);
    writeLog(rule.log(), out);
  }

  private static void writeSpec(Spec spec, LinePrinter out) {
    switch (spec) {
      case Spec.Any any -> out.add(any.word());
      case Spec.Host(InetAddress address) -> out.add("host", AddressText.print(address));
      case Spec.Outside() -> out.add("interface outside");
      case Spec.Net(InetAddress address, int prefix) when address instanceof Inet4Address ->
          out.add(AddressText.print(address), AddressText.mask(prefix));
      case Spec.Net(InetAddress address, int prefix) -> out.add(new Kinds.Prefix(address, prefix));
    }
  }

  private static void writePorts(Ports ports, LinePrinter out) {
    switch (ports) {
      case Ports.All() -> {}
      case Ports.Except(int port) -> out.add("neq", PortNames.print(port));
      case Ports.Range(int low, int high) when low == 0 -> out.add("lt", PortNames.print(high + 1));
      case Ports.Range(int low, int high) when high > PortNames.HIGHEST ->
          out.add("gt", PortNames.print(low - 1));
      case Ports.Range(int low, int high) when low == high -> out.add("eq", PortNames.print(low));
      case Ports.Range(int low, int high) ->
          out.add("range", PortNames.print(low), PortNames.print(high));
    }
  }

  private static void writeLog(@Nullable Log log, LinePrinter out) {
    if (log != null) {
      out.add("log")
          .addIf(!log.how().isEmpty(), log.how())
          .addIf(log.interval() != Log.DEFAULT_INTERVAL, "interval", log.interval());
    }
  }
}
