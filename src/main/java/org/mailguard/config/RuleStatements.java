package org.mailguard.config;

import static org.mailguard.config.Statement.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.AccessSetting.Log;
import org.mailguard.config.AccessSetting.Protocol;
import org.mailguard.config.AccessSetting.Rule;
import org.mailguard.config.AccessSetting.Tail;
import org.mailguard.config.Names.GroupType;
import org.mailguard.events.Severity;

/** Rules of access lists. */
final class RuleStatements {
  private static final Argument<String> ID =
      new Argument<>("id", Kinds.NAME, "Name or number of the list");
  private static final Argument<Integer> LINE =
      new Argument<>(
          "line", Kind.range(1, 1_000_000), "Place in the list; what stands there moves down");
  private static final Argument<Integer> INTERVAL =
      new Argument<>("seconds", Kind.range(1, 600), "Seconds between two lines for one flow");
  private static final Argument<String> RANGE = new Argument<>("range", Kinds.NAME, "A time-range");
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
          .readsAndWrites(in -> readRule(in, false), RuleStatements::writeRule);

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
          .readsAndWrites(in -> readRule(in, true), RuleStatements::writeRule);

  static final List<Statement<?>> ALL = List.of(RULE, RULE6);

  private RuleStatements() {}

  private static StatementBuilder<Rule> rule(String head, boolean v6) {
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
