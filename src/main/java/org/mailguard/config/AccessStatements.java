package org.mailguard.config;

import static org.mailguard.config.Statement.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.AccessSetting.AlertInterval;
import org.mailguard.config.AccessSetting.Compiled;
import org.mailguard.config.AccessSetting.DenyFlowMax;
import org.mailguard.config.AccessSetting.Group;
import org.mailguard.config.AccessSetting.Log;
import org.mailguard.config.AccessSetting.OtherRule;
import org.mailguard.config.AccessSetting.Protocol;
import org.mailguard.config.AccessSetting.Remark;
import org.mailguard.config.AccessSetting.Rule;
import org.mailguard.config.AccessSetting.Tail;
import org.mailguard.config.AccessSetting.Where;
import org.mailguard.config.Names.GroupType;
import org.mailguard.events.Severity;

/** Access lists and where they are bound. */
final class AccessStatements {
  private static final Argument<String> ID =
      new Argument<>("id", Kinds.NAME, "Name or number of the list");
  private static final Argument<Integer> LINE =
      new Argument<>(
          "line", Kind.range(1, 1_000_000), "Place in the list; what stands there moves down");
  private static final Argument<String> TEXT =
      new Argument<>("text", Kind.text(200), "A comment that stays with the list");
  private static final Argument<Integer> INTERVAL =
      new Argument<>("seconds", Kind.range(1, 600), "Seconds between two lines for one flow");
  private static final Argument<String> RANGE = new Argument<>("range", Kinds.NAME, "A time-range");
  private static final Argument<String> OTHER_PROTOCOL =
      new Argument<>("protocol", Protocols.OTHER, "A protocol that carries no mail");
  private static final Argument<String> REST =
      new Argument<>("rest", Kind.text(1000), "Kept as it is, since no mail depends on it");
  private static final Argument<String> INTERFACE =
      new Argument<>("interface", Kinds.INTERFACE, "The interface");
  private static final Argument<Integer> FLOWS =
      new Argument<>("flows", Kind.range(1, 65_536), "Denied flows that are counted at once");
  private static final Argument<Integer> ALERT =
      new Argument<>("alert", Kind.range(1, 3600), "Seconds between two alerts");
  private static final Argument<String> PROTOCOL_GROUP =
      new Argument<>(
          "protocol-group",
          Kinds.group(GroupType.PROTOCOL, GroupType.SERVICE),
          "A group of protocols or of services");
  private static final Argument<String> SERVICE =
      new Argument<>("service", Kinds.NAME, "An object service");

  private static final Argument<String> WHO =
      new Argument<>("who", Kinds.NAME, "Somebody, as the device knows him");

  private static final List<String> IDENTITIES =
      List.of("user", "user-group", "object-group-user", "object-group-security");

  private static final String HEAD = " <id> [line <line>]";

  private static final Statement<Rule> RULE =
      rule("access-list" + HEAD + " [extended]", false)
          .help(
              "A rule of a list: source first, then destination. The first rule that matches a"
                  + " connection decides; behind the last one everything is denied. The"
                  + " destination is the address that clients connect to; behind a line ASA"
                  + " Version 8.3 or later, or a compatibility line that says so, it is the"
                  + " server's own. A permit for a user never matches, since the guard does not"
                  + " know who its clients are, and a deny for one is refused.")
          .word("access-list", "Rules on who may connect")
          .word("extended", "Accepted and written, as the ASA does")
          .sample("access-list mail extended permit tcp any interface outside eq smtp")
          .sample("access-list mail extended permit tcp any4 host 192.0.2.25 eq smtp log")
          .sample(
              "access-list mail extended deny tcp 198.51.100.0 255.255.255.0 any range smtp 587")
          .sample("access-list mail extended deny ip host 203.0.113.9 any log warnings interval 60")
          .sample(
              "access-list mail extended permit tcp 2001:db8::/32 gt 1023 host 2001:db8::25 eq smtp"
                  + " log disable")
          .sample("access-list mail extended deny tcp any6 lt 1024 any neq smtp inactive")
          .sample("access-list 100 extended permit ip host 2001:db8:9::1 any6 log default")
          .sample(
              "access-list mail extended permit tcp object-group admins object relay object-group"
                  + " mail-ports time-range office-hours")
          .sample("access-list mail extended permit object-group mail-services any object relay")
          .sample("access-list mail extended permit object submission any host 192.0.2.25")
          .sample("access-list mail extended permit tcp user CORP\\jo any any eq smtp")
          .sample("access-list mail extended permit ip user-group CORP\\\\admins any any")
          .sample("access-list mail extended permit ip object-group-user admins any any")
          .sample("access-list mail extended permit ip object-group-security lab any any")
          .variant(
              "access-list mail line 3 permit ip any any",
              "access-list mail extended permit ip any any")
          .variant(
              "access-list mail deny tcp any range 587 smtp any log 4",
              "access-list mail extended deny tcp any range smtp 587 any log warnings")
          .variant(
              "access-list mail permit tcp any any eq submission",
              "access-list mail extended permit tcp any any eq 587")
          .readsAndWrites(in -> readRule(in, false), AccessStatements::writeRule);

  private static final Statement<OtherRule> OTHER =
      statement(
              Mode.GLOBAL,
              OtherRule.class,
              "access-list" + HEAD + " [extended] {permit|deny} <protocol> <rest>")
          .help(
              "A rule on a protocol that carries no mail. It keeps its place in the list and is"
                  + " written with it; nothing depends on it.")
          .origin("PIX 5.0 to 6.3, ASA 7.0 and later")
          .word("access-list", "Rules on who may connect")
          .word("line", "Put the rule at a place in the list instead of its end")
          .word("extended", "Accepted and written, as the ASA does")
          .word("permit", "Let it pass")
          .word("deny", "Refuse it")
          .arguments(ID, LINE, OTHER_PROTOCOL, REST)
          .writes(rule -> !rule.v6())
          .positioned(LINE, OtherRule::list)
          .sample("access-list mail extended permit icmp any any echo-reply")
          .sample("access-list mail extended deny udp any any eq domain")
          .variant(
              "access-list mail line 2 permit 50 any any",
              "access-list mail extended permit esp any any")
          .readsAndWrites(
              in -> readOther(in, false),
              (rule, out) ->
                  out.add("access-list", rule.list(), "extended")
                      .add(rule.permit() ? "permit" : "deny", rule.protocol(), rule.rest()));

  private static final Statement<Remark> REMARK =
      statement(Mode.GLOBAL, Remark.class, "access-list" + HEAD + " remark <text>")
          .help(
              "A comment inside a list. It keeps its place between the rules and is written with"
                  + " them.")
          .origin("PIX 6.3, ASA 7.0 and later")
          .word("access-list", "Rules on who may connect")
          .word("line", "Put the comment at a place in the list instead of its end")
          .word("remark", "A comment")
          .arguments(ID, LINE, TEXT)
          .writes(remark -> !remark.v6())
          .removedBy("access-list <id>")
          .positioned(LINE, Remark::list)
          .sample("access-list mail remark Partners, asked for by P. Müller  (ticket 17)")
          .variant("access-list mail line 1 remark On top", "access-list mail remark On top")
          .readsAndWrites(
              in -> new Remark(false, in.get(ID), in.get(TEXT)),
              (remark, out) -> out.add("access-list", remark.list(), "remark", remark.text()));

  private static final Statement<Compiled> COMPILED =
      statement(Mode.GLOBAL, Compiled.class, "access-list [<id>] compiled")
          .help("Lists are always indexed; the line is kept.")
          .origin("PIX 6.2 and 6.3")
          .word("access-list", "Rules on who may connect")
          .word("compiled", "Look rules up instead of trying one after the other")
          .arguments(ID)
          .sample("access-list compiled")
          .sample("access-list mail compiled")
          .readsAndWrites(
              in -> new Compiled(in.find(ID)),
              (line, out) -> {
                String list = line.list();
                out.add("access-list");
                if (list != null) {
                  out.add(list);
                }
                out.add("compiled");
              });

  private static final Statement<DenyFlowMax> FLOW_MAX =
      statement(Mode.GLOBAL, DenyFlowMax.class, "access-list deny-flow-max <flows>")
          .help(
              "How many denied flows the log lines of rules are counted for at once. What is"
                  + " beyond is denied all the same, and message 106101 says that it is not"
                  + " counted.")
          .origin("PIX 6.3, ASA 7.0 and later")
          .byDefault("4096")
          .word("access-list", "Rules on who may connect")
          .word("deny-flow-max", "Bound on the flows that are counted")
          .arguments(FLOWS)
          .removedBy("access-list deny-flow-max")
          .single()
          .sample("access-list deny-flow-max 1024")
          .readsAndWrites(
              in -> new DenyFlowMax(in.get(FLOWS)),
              (line, out) -> out.add("access-list deny-flow-max", line.flows()));

  private static final Statement<AlertInterval> ALERT_INTERVAL =
      statement(Mode.GLOBAL, AlertInterval.class, "access-list alert-interval <alert>")
          .help("How often message 106101 is written at most.")
          .origin("PIX 6.3, ASA 7.0 and later")
          .byDefault("300")
          .word("access-list", "Rules on who may connect")
          .word("alert-interval", "Seconds between two messages 106101")
          .arguments(ALERT)
          .removedBy("access-list alert-interval")
          .single()
          .sample("access-list alert-interval 120")
          .readsAndWrites(
              in -> new AlertInterval(in.get(ALERT)),
              (line, out) -> out.add("access-list alert-interval", line.seconds()));

  private static final Statement<Group> GROUP =
      statement(
              Mode.GLOBAL,
              Group.class,
              "access-group <id> {in interface <interface> [per-user-override|control-plane]"
                  + "|out interface <interface>|global}")
          .help(
              "Binds a list: to connections that come in by an interface, to those that leave by"
                  + " it towards a server, or, behind the list of the interface, to all. Without a"
                  + " bound list nobody gets in but by a conduit or from an interface of a higher"
                  + " security level. A list that is bound takes the place of all conduits there.")
          .origin("PIX 5.0 to 6.3, ASA 7.0 and later; out since 7.0, global since 8.3")
          .word("access-group", "Bind a list to an interface")
          .word("in", "To connections that come in")
          .word("out", "To connections that leave")
          .word("interface", "An interface follows")
          .word("global", "To connections that come in by any interface")
          .word("per-user-override", "Read and left out: the guard's clients do not log in")
          .word("control-plane", "To the box itself; the guard has no such traffic")
          .arguments(ID, INTERFACE)
          .sample("access-group mail in interface outside")
          .sample("access-group to-servers out interface inside")
          .sample("access-group everywhere global")
          .sample("access-group managers in interface inside control-plane")
          .variant(
              "access-group mail in interface outside per-user-override",
              "access-group mail in interface outside")
          .readsAndWrites(
              in -> new Group(in.get(ID), readWhere(in)),
              (group, out) ->
                  out.add("access-group", group.list())
                      .add(
                          switch (group.where()) {
                            case Where.In(String name) -> "in interface " + name;
                            case Where.Out(String name) -> "out interface " + name;
                            case Where.Everywhere() -> "global";
                            case Where.ControlPlane(String name) ->
                                "in interface " + name + " control-plane";
                          }));

  private static final Statement<Rule> RULE6 =
      rule("ipv6 access-list" + HEAD, true)
          .help(
              "A rule of a list for IPv6 alone, as ASA 7.0 to 8.x had them beside those for IPv4."
                  + " Both may be bound to one interface.")
          .word("ipv6", "IPv6")
          .word("access-list", "Rules on who may connect")
          .sample("ipv6 access-list mail6 permit tcp any host 2001:db8::25 eq smtp")
          .sample(
              "ipv6 access-list mail6 deny tcp 2001:db8:bad::/48 any range smtp 587 log warnings"
                  + " interval 60")
          .sample("ipv6 access-list mail6 permit tcp any6 gt 1023 interface outside neq smtp log")
          .sample(
              "ipv6 access-list mail6 permit ip 192.0.2.0 255.255.255.0 any4 log default"
                  + " time-range office-hours")
          .sample(
              "ipv6 access-list mail6 deny tcp object-group admins lt 1024 object relay object-group"
                  + " mail-ports log disable inactive")
          .sample("ipv6 access-list mail6 permit object-group mail-services any object relay")
          .sample("ipv6 access-list mail6 permit object submission any any")
          .sample("ipv6 access-list mail6 permit ip user jo any any")
          .sample("ipv6 access-list mail6 permit ip user-group admins any any")
          .sample("ipv6 access-list mail6 permit ip object-group-user admins any any")
          .sample("ipv6 access-list mail6 permit ip object-group-security lab any any")
          .variant(
              "ipv6 access-list mail6 line 2 permit ip any any",
              "ipv6 access-list mail6 permit ip any any")
          .variant(
              "ipv6 access-list mail6 permit ip any any log 4",
              "ipv6 access-list mail6 permit ip any any log warnings")
          .readsAndWrites(in -> readRule(in, true), AccessStatements::writeRule);

  private static final Statement<OtherRule> OTHER6 =
      statement(
              Mode.GLOBAL,
              OtherRule.class,
              "ipv6 access-list" + HEAD + " {permit|deny} <protocol> <rest>")
          .help("As access-list with a protocol that carries no mail.")
          .origin("ASA 7.0 to 8.4")
          .word("ipv6", "IPv6")
          .word("access-list", "Rules on who may connect")
          .word("line", "Put the rule at a place in the list instead of its end")
          .word("permit", "Let it pass")
          .word("deny", "Refuse it")
          .arguments(ID, LINE, OTHER_PROTOCOL, REST)
          .writes(OtherRule::v6)
          .positioned(LINE, OtherRule::list)
          .sample("ipv6 access-list mail6 permit icmp6 any any")
          .variant(
              "ipv6 access-list mail6 line 1 deny udp any any",
              "ipv6 access-list mail6 deny udp any any")
          .readsAndWrites(
              in -> readOther(in, true),
              (rule, out) ->
                  out.add("ipv6 access-list", rule.list())
                      .add(rule.permit() ? "permit" : "deny", rule.protocol(), rule.rest()));

  private static final Statement<Remark> REMARK6 =
      statement(Mode.GLOBAL, Remark.class, "ipv6 access-list" + HEAD + " remark <text>")
          .help("A comment inside a list for IPv6.")
          .origin("ASA 7.0 to 8.4")
          .word("ipv6", "IPv6")
          .word("access-list", "Rules on who may connect")
          .word("line", "Put the comment at a place in the list instead of its end")
          .word("remark", "A comment")
          .arguments(ID, LINE, TEXT)
          .writes(Remark::v6)
          .positioned(LINE, Remark::list)
          .sample("ipv6 access-list mail6 remark Partners")
          .variant(
              "ipv6 access-list mail6 line 1 remark On top", "ipv6 access-list mail6 remark On top")
          .readsAndWrites(
              in -> new Remark(true, in.get(ID), in.get(TEXT)),
              (remark, out) -> out.add("ipv6 access-list", remark.list(), "remark", remark.text()));

  static final List<Statement<?>> ALL =
      List.of(
          RULE, OTHER, REMARK, COMPILED, FLOW_MAX, ALERT_INTERVAL, RULE6, OTHER6, REMARK6, GROUP);

  private AccessStatements() {}

  private static Statement.Builder<Rule> rule(String head, boolean v6) {
    String grammar =
        head
            + (" {permit|deny}"
                    + " {ip [WHO] source:SPEC destination:SPEC"
                    + "|{tcp|object-group <protocol-group>}"
                    + " [WHO] source:SPEC source:PORTS destination:SPEC destination:PORTS"
                    + "|object <service> [WHO] source:SPEC destination:SPEC}"
                    + " [log ["
                    + Levels.GRAMMAR
                    + "|disable|default] [interval <seconds>]] [time-range <range>] [inactive]")
                .replace("SPEC", Specs.SPEC)
                .replace("PORTS", Specs.PORTS)
                .replace("WHO", "{" + String.join("|", IDENTITIES) + "} <who>");
    return Specs.describe(statement(Mode.GLOBAL, Rule.class, grammar))
        .origin(
            v6
                ? "ASA 7.0 to 8.4"
                : "PIX 5.0 to 6.3, ASA 7.0 and later; objects, time ranges and inactive since the"
                    + " ASA")
        .word("line", "Put the rule at a place in the list instead of its end")
        .word("permit", "Let the connection in")
        .word("deny", "Refuse the connection")
        .word("ip", "Any port")
        .word("tcp", "Ports may be named")
        .word("log", "Report what the rule permits and denies as message 106100")
        .word("disable", "No log line for this rule")
        .word("default", "The log line of a rule without this word")
        .word("interval", "How often one flow is logged")
        .word("time-range", "The rule holds at some times only")
        .word("inactive", "The rule is kept and does not hold")
        .word("user", "A user of the identity firewall: see the help of the statement")
        .word("user-group", "A group of the identity firewall")
        .word("object-group-user", "An object-group user")
        .word("object-group-security", "An object-group security")
        .levels()
        .arguments(ID, LINE, INTERVAL, RANGE, PROTOCOL_GROUP, SERVICE, WHO)
        .writes(rule -> rule.v6() == v6)
        .removedBy(v6 ? "ipv6 access-list <id>" : "access-list <id>")
        .positioned(LINE, Rule::list);
  }

  private static Rule readRule(Arguments in, boolean v6) {
    return new Rule(
        v6,
        in.get(ID),
        in.has("permit"),
        readProtocol(in),
        Specs.readSpec(in.in("source")),
        Specs.readPorts(in.in("source")),
        Specs.readSpec(in.in("destination")),
        Specs.readPorts(in.in("destination")),
        new Tail(
            readIdentity(in),
            in.has("log") ? readLog(in) : null,
            in.find(RANGE),
            in.has("inactive")));
  }

  private static String readIdentity(Arguments in) {
    for (String word : IDENTITIES) {
      if (in.has(word)) {
        return word + " " + in.get(WHO);
      }
    }
    return "";
  }

  private static Protocol readProtocol(Arguments in) {
    String group = in.find(PROTOCOL_GROUP);
    String service = in.find(SERVICE);
    return group != null
        ? new Protocol.ByGroup(group)
        : service != null
            ? new Protocol.ByObject(service)
            : in.has("tcp") ? new Protocol.Tcp() : new Protocol.Ip();
  }

  private static OtherRule readOther(Arguments in, boolean v6) {
    return new OtherRule(v6, in.get(ID), in.has("permit"), in.get(OTHER_PROTOCOL), in.get(REST));
  }

  private static Where readWhere(Arguments in) {
    if (in.has("global")) {
      return new Where.Everywhere();
    }
    String name = in.get(INTERFACE);
    return in.has("control-plane")
        ? new Where.ControlPlane(name)
        : in.has("in") ? new Where.In(name) : new Where.Out(name);
  }

  private static Log readLog(Arguments in) {
    Severity level = Levels.find(in);
    String how =
        in.has("disable")
            ? "disable"
            : in.has("default") ? "default" : level == null ? "" : Levels.print(level);
    return new Log(how, in.find(INTERVAL, Log.DEFAULT_INTERVAL));
  }

  private static void writeRule(Rule rule, LinePrinter out) {
    out.addIf(rule.v6(), "ipv6")
        .add("access-list", rule.list())
        .addIf(!rule.v6(), "extended")
        .add(rule.permit() ? "permit" : "deny")
        .add(Protocols.write(rule.protocol()))
        .addIf(!rule.tail().identity().isEmpty(), rule.tail().identity());
    Specs.writeSpec(rule.source(), out);
    Specs.writePorts(rule.sourcePorts(), out);
    Specs.writeSpec(rule.destination(), out);
    Specs.writePorts(rule.destinationPorts(), out);
    writeTail(rule.tail(), out);
  }

  private static void writeTail(Tail tail, LinePrinter out) {
    writeLog(tail.log(), out);
    String range = tail.timeRange();
    if (range != null) {
      out.add("time-range", range);
    }
    out.addIf(tail.inactive(), "inactive");
  }

  private static void writeLog(@Nullable Log log, LinePrinter out) {
    if (log != null) {
      out.add("log")
          .addIf(!log.how().isEmpty(), log.how())
          .addIf(log.interval() != Log.DEFAULT_INTERVAL, "interval", log.interval());
    }
  }
}
