package org.mailguard.config;

import static org.mailguard.config.Statement.statement;

import java.util.List;
import org.mailguard.config.InspectionSetting.ClassMap;
import org.mailguard.config.InspectionSetting.Fixup;
import org.mailguard.config.InspectionSetting.Inspect;
import org.mailguard.config.InspectionSetting.Match;
import org.mailguard.config.InspectionSetting.OldRelease;
import org.mailguard.config.InspectionSetting.PolicyClass;
import org.mailguard.config.InspectionSetting.PolicyMap;
import org.mailguard.config.InspectionSetting.ServicePolicy;
import org.mailguard.policy.Ports;

/** Which policy holds for which port, in the words of the PIX and in those of the ASA. */
final class InspectionStatements {
  private static final Argument<Ports.Range> PORTS =
      new Argument<>(
          "ports", Kinds.PORT_RANGE, "A port that clients connect to, or a range of them");
  private static final Argument<String> NAME =
      new Argument<>("name", Kinds.NAME, "A name of your own choice");
  private static final Argument<Integer> PORT =
      new Argument<>("port", PortNames.KIND, "A port that clients connect to");
  private static final Argument<String> LIST = new Argument<>("list", Kinds.NAME, "An access list");
  private static final Argument<String> REST =
      new Argument<>("rest", Kind.text(200), "Kept as it is, since no mail is meant");
  private static final Argument<String> MAP =
      new Argument<>("map", Kinds.NAME, "An inspection map");
  private static final Argument<String> INTERFACE =
      new Argument<>("interface", Kinds.INTERFACE, "An interface");
  private static final Argument<Integer> LOW = PORT.named("low", "The range's first port");
  private static final Argument<Integer> HIGH = PORT.named("high", "The range's last port");

  private static final Statement<Fixup> FIXUP =
      statement(Mode.GLOBAL, Fixup.class, "fixup protocol smtp <ports> [" + Releases.SYNTAX + "]")
          .help(
              "Inspection of a port, as on the PIX. It is on without any such line; \"no fixup"
                  + " protocol smtp 25\" relays that port with its framing checked and nothing"
                  + " else, and \"no fixup protocol smtp\" takes all such lines away. Of two lines"
                  + " for one port the later holds.")
          .origin("PIX 4.2 to 6.3")
          .byDefault("every mail port is inspected")
          .word("fixup", "Inspection, in the words of the PIX")
          .word("protocol", "A protocol follows")
          .word("smtp", "Mail")
          .extensionWord("release", "Look and behave as an old release did; for laboratories")
          .extensionWord(Releases.OTHERS, "What becomes of commands that it did not let pass")
          .extensionWord("swallow", "Answered with 250 OK, and kept from the server")
          .extensionWord("noop", "Made a NOOP on the way to the server")
          .extensionWord("overwrite", "Made X on the way to the server")
          .extensionWord(
              Releases.STRICT, "Mask the blank behind 220 as well, as the old article prints it")
          .arguments(PORTS, Releases.RELEASE)
          .negated(in -> new Fixup(in.get(PORTS), false, null))
          .removedBy("fixup protocol smtp")
          .single(Fixup::ports)
          .sample("fixup protocol smtp 25")
          .sample("fixup protocol smtp 2525-2530")
          .sample("no fixup protocol smtp 25")
          .sample("fixup protocol smtp 25 release p51")
          .sample("fixup protocol smtp 25 release p40")
          .sample("fixup protocol smtp 25 release p51 strict-greeting")
          .sample("fixup protocol smtp 25 release p51 others noop strict-greeting")
          .sample("fixup protocol smtp 25 release p51 others swallow")
          .sample("fixup protocol smtp 25 release p42 others overwrite")
          .readsAndWrites(
              in -> new Fixup(in.get(PORTS), true, Releases.read(in)),
              InspectionStatements::writeFixup);

  private static final Statement<ClassMap> CLASS_MAP =
      statement(Mode.GLOBAL, ClassMap.class, "class-map [match-any|match-all] <name>")
          .help(
              "Names a set of connections; its match line follows. inspection_default exists without"
                  + " being written and means port 25, class-default means everything.")
          .origin("ASA 7.0 and later")
          .word("class-map", "Name a set of connections")
          .word("match-any", "Read and left out")
          .word("match-all", "Read and left out")
          .arguments(NAME)
          .opens(Mode.CLASS_MAP)
          .sample("class-map submission")
          .variant("class-map match-any a", "class-map a")
          .variant("class-map match-all a", "class-map a")
          .readsAndWrites(
              in -> new ClassMap(in.get(NAME)), (map, out) -> out.add("class-map", map.name()));

  private static final Statement<Match> MATCH =
      statement(
              Mode.CLASS_MAP,
              Match.class,
              "match {any|default-inspection-traffic|access-list <list>"
                  + "|port {tcp {eq <port>|range <low> <high>}|udp <rest>}"
                  + "|{tunnel-group|dscp|precedence|rtp|flow} <rest>}")
          .help(
              "What the class-map holds. There is one such line in it, and a match"
                  + " default-inspection-traffic may stand beside a match access-list.")
          .origin("ASA 7.0 and later")
          .word("match", "What belongs to the class")
          .word("any", "Every connection")
          .word("default-inspection-traffic", "Of mail: connections to port 25")
          .word("access-list", "Connections that a list permits")
          .word("port", "By port")
          .word("tcp", "Of TCP, as mail is")
          .word("udp", "Of UDP: no mail is meant")
          .word("eq", "This port")
          .word("range", "Ports from one to another")
          .word("tunnel-group", "By VPN: no mail is meant")
          .word("dscp", "By mark: no mail is meant")
          .word("precedence", "By mark: no mail is meant")
          .word("rtp", "Of voice: no mail is meant")
          .word("flow", "By VPN: no mail is meant")
          .arguments(LIST, PORT, LOW, HIGH, REST)
          .once(match -> match instanceof Match.ByList)
          .sample("match any")
          .sample("match default-inspection-traffic")
          .sample("match port tcp eq 587")
          .sample("match port tcp range smtp 587")
          .sample("match access-list partners")
          .sample("match port udp eq 53")
          .sample("match tunnel-group branch")
          .sample("match dscp ef")
          .sample("match precedence 5")
          .sample("match rtp 2000 100")
          .sample("match flow ip destination-address")
          .readsAndWrites(InspectionStatements::readMatch, InspectionStatements::writeMatch);

  private static final Statement<PolicyMap> POLICY_MAP =
      statement(Mode.GLOBAL, PolicyMap.class, "policy-map <name>")
          .help(
              "Says what happens to classes of ports. The first class in it that covers a port and"
                  + " says something about inspection decides for that port.")
          .origin("ASA 7.0 and later")
          .word("policy-map", "Say what happens to classes of ports")
          .arguments(NAME)
          .opens(Mode.POLICY_MAP)
          .sample("policy-map global_policy")
          .readsAndWrites(
              in -> new PolicyMap(in.get(NAME)), (map, out) -> out.add("policy-map", map.name()));

  private static final Statement<PolicyClass> CLASS =
      statement(Mode.POLICY_MAP, PolicyClass.class, "class <name>")
          .help("A class-map; what happens to its ports follows.")
          .origin("ASA 7.0 and later")
          .word("class", "Name a class-map")
          .arguments(NAME)
          .opens(Mode.POLICY_CLASS)
          .sample("class inspection_default")
          .readsAndWrites(
              in -> new PolicyClass(in.get(NAME)),
              (line, out) -> out.add("class", line.classMap()));

  private static final Statement<Inspect> INSPECT =
      statement(Mode.POLICY_CLASS, Inspect.class, "inspect esmtp [<map>]")
          .help(
              "Inspection with a policy-map type inspect esmtp or a built-in map; without a name"
                  + " that is mailguard_default. \"no inspect esmtp\" relays with the framing"
                  + " checked and nothing else; it is kept, and no later class changes its mind.")
          .origin("ASA 7.0 and later")
          .byDefault("the class says nothing about mail, and the next one that covers it is asked")
          .word("inspect", "Inspection")
          .word("esmtp", "Of mail")
          .arguments(MAP)
          .negated(in -> new Inspect(false, ""))
          .single()
          .sample("inspect esmtp")
          .sample("inspect esmtp edge")
          .sample("no inspect esmtp")
          .variant("no inspect esmtp edge", "no inspect esmtp")
          .readsAndWrites(
              in -> new Inspect(true, in.find(MAP, "")),
              (inspect, out) ->
                  out.addIf(!inspect.on(), "no")
                      .add("inspect esmtp")
                      .addIf(!inspect.map().isEmpty(), inspect.map()));

  private static final Statement<ServicePolicy> SERVICE_POLICY =
      statement(
              Mode.GLOBAL,
              ServicePolicy.class,
              "service-policy <name> {global|interface <interface>}")
          .help(
              "Puts a policy-map to use. As soon as there is one, a port that no class of it covers"
                  + " is not inspected. The policy of the interface wins over the global one. It"
                  + " and fixup lines exclude each other.")
          .origin("ASA 7.0 and later")
          .byDefault("no policy-map is in use, and every mail port is inspected")
          .word("service-policy", "Put a policy-map to use")
          .word("global", "For every interface")
          .word("interface", "For one interface")
          .arguments(NAME, INTERFACE)
          .single(ServicePolicy::name)
          .sample("service-policy global_policy global")
          .sample("service-policy edge interface outside")
          .readsAndWrites(
              in -> new ServicePolicy(in.get(NAME), in.find(INTERFACE, "")),
              (line, out) ->
                  out.add("service-policy", line.policyMap())
                      .add(line.global() ? "global" : "interface " + line.name()));

  static final List<Statement<?>> ALL =
      List.of(
          FIXUP,
          CLASS_MAP,
          ObjectStatements.description(Mode.CLASS_MAP),
          MATCH,
          POLICY_MAP,
          ObjectStatements.description(Mode.POLICY_MAP),
          CLASS,
          INSPECT,
          LaboratoryStatements.CLASS_RELEASE,
          LaboratoryStatements.DEFECT,
          LaboratoryStatements.FIREWALL,
          SERVICE_POLICY);

  private InspectionStatements() {}

  private static void writeFixup(Fixup fixup, LinePrinter out) {
    out.addIf(!fixup.on(), "no").add("fixup protocol smtp", Kinds.printRange(fixup.ports()));
    OldRelease release = fixup.release();
    if (release != null) {
      Releases.write(release, out);
    }
  }

  private static Match readMatch(Arguments in) {
    String rest = in.find(REST);
    if (rest != null) {
      for (String word : List.of("udp", "tunnel-group", "dscp", "precedence", "rtp", "flow")) {
        if (in.has(word)) {
          return new Match.Other((word.equals("udp") ? "port udp " : word + " ") + rest);
        }
      }
    }
    if (in.has("any")) {
      return new Match.All();
    }
    if (in.has("default-inspection-traffic")) {
      return new Match.Default();
    }
    if (in.has("access-list")) {
      return new Match.ByList(in.get(LIST));
    }
    if (in.has("eq")) {
      return new Match.Port(new Ports.Range(in.get(PORT), in.get(PORT)));
    }
    int low = in.get(LOW);
    int high = in.get(HIGH);
    return new Match.Port(new Ports.Range(Math.min(low, high), Math.max(low, high)));
  }

  private static void writeMatch(Match match, LinePrinter out) {
    out.add("match");
    switch (match) {
      case Match.All() -> out.add("any");
      case Match.Default() -> out.add("default-inspection-traffic");
      case Match.ByList(String list) -> out.add("access-list", list);
      case Match.Other(String what) -> out.add(what);
      case Match.Port(Ports.Range(int low, int high)) when low == high ->
          out.add("port tcp eq", PortNames.print(low));
      case Match.Port(Ports.Range(int low, int high)) ->
          out.add("port tcp range", PortNames.print(low), PortNames.print(high));
    }
  }
}
