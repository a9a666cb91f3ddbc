package org.mailguard.config;

import static org.mailguard.config.Statement.statement;

import java.util.List;
import org.mailguard.config.AccessSetting.AlertInterval;
import org.mailguard.config.AccessSetting.Compiled;
import org.mailguard.config.AccessSetting.DenyFlowMax;
import org.mailguard.config.AccessSetting.Group;
import org.mailguard.config.AccessSetting.OtherRule;
import org.mailguard.config.AccessSetting.Remark;
import org.mailguard.config.AccessSetting.Where;

/** What else stands in access lists, and where they are bound. */
final class AccessStatements {
  private static final Argument<String> ID =
      new Argument<>("id", Kinds.NAME, "Name or number of the list");
  private static final Argument<Integer> LINE =
      new Argument<>(
          "line", Kind.range(1, 1_000_000), "Place in the list; what stands there moves down");
  private static final Argument<String> TEXT =
      new Argument<>("text", Kind.text(200), "A comment that stays with the list");
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

  private static final String HEAD = " <id> [line <line>]";

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
      List.of(OTHER, REMARK, COMPILED, FLOW_MAX, ALERT_INTERVAL, OTHER6, REMARK6, GROUP);

  private AccessStatements() {}

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
}
