package org.mailguard.config;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.AccessSetting.ListLine;
import org.mailguard.config.AccessSetting.Log;
import org.mailguard.config.AccessSetting.OtherRule;
import org.mailguard.config.AccessSetting.Remark;
import org.mailguard.config.AccessSetting.Rule;
import org.mailguard.config.AccessSetting.Spec;
import org.mailguard.config.Candidate.Branch;
import org.mailguard.config.Candidate.Found;
import org.mailguard.events.Severity;
import org.mailguard.policy.AccessEntry;
import org.mailguard.policy.AccessList;
import org.mailguard.policy.AccessMatch;
import org.mailguard.policy.AddressSet;
import org.mailguard.policy.Ports;
import org.mailguard.policy.TimeRange;

/** Makes access lists of their lines: those that something in use asks for. */
final class Lists {
  private final Objects objects;
  private final TimeRanges times;
  private final Names names;
  private final Problems problems;
  private final Ledger ledger;
  private final Map<String, List<Found<ListLine>>> lines = new LinkedHashMap<>();
  private final Set<String> v6 = new HashSet<>();
  private final Map<String, AccessList> made = new HashMap<>();

  Lists(
      Branch root,
      Objects objects,
      TimeRanges times,
      Names names,
      Problems problems,
      Ledger ledger) {
    this.objects = objects;
    this.times = times;
    this.names = names;
    this.problems = problems;
    this.ledger = ledger;
    for (Found<ListLine> line : root.all(ListLine.class)) {
      lines.computeIfAbsent(line.setting().list(), list -> new ArrayList<>()).add(line);
      if (line.setting() instanceof Rule rule && rule.v6()) {
        v6.add(rule.list());
      }
    }
  }

  /** Reports {@code name} if there is no such list. */
  void require(String name, Location where) {
    if (!lines.containsKey(name) && !problems.isDoubtful(name)) {
      problems.add(
          Expectation.missing(
              "access-list", name, "access-list " + name + " ...", lines.keySet(), where));
    }
  }

  /** The list, made on the first call; nothing, and a problem, if it is not there. */
  Optional<AccessList> list(String name, Location where) {
    List<Found<ListLine>> entries = lines.get(name);
    if (entries == null) {
      require(name, where);
      return Optional.empty();
    }
    AccessList known = made.get(name);
    if (known == null) {
      known = make(name, entries);
      made.put(name, known);
    }
    return Optional.of(known);
  }

  /** True if the list is one of {@code ipv6 access-list}. */
  boolean isV6(String name) {
    return v6.contains(name);
  }

  /** All lists in use. */
  List<AccessList> inUse() {
    return List.copyOf(made.values());
  }

  /** The rules of a list that hold: for policy statics, which read them the other way round. */
  List<Found<Rule>> rules(String name) {
    List<Found<Rule>> rules = new ArrayList<>();
    for (Found<ListLine> line : lines.getOrDefault(name, List.of())) {
      if (line.setting() instanceof Rule rule
          && !rule.tail().inactive()
          && rule.tail().identity().isEmpty()) {
        rules.add(new Found<>(rule, line.node()));
      }
    }
    return rules;
  }

  /** A rule that says who may use a translation: its destination is the peers. */
  AccessEntry peers(Found<Rule> line) {
    Rule rule = line.setting();
    AddressSet peers = objects.addresses(rule.destination(), line.where());
    List<AccessMatch> matches =
        objects
            .services(rule.protocol(), rule.sourcePorts(), rule.destinationPorts(), line.where())
            .stream()
            .map(tcp ->
                new AccessMatch(peers, tcp.destination(), new AddressSet.All(), new Ports.All()))
            .toList();
    return new AccessEntry(
        rule.permit(),
        matches,
        new AccessEntry.Log.Denials(),
        times(rule, line.where()),
        write(rule));
  }

  /** Enters the lists that nothing in use asked for. */
  void enterUnused() {
    lines.forEach((name, entries) -> {
      if (!made.containsKey(name)) {
        String reason = "no line that is used asks for access-list " + name;
        entries.forEach(line -> ledger.notUsed(line.node(), reason));
      }
    });
  }

  private AccessList make(String name, List<Found<ListLine>> entries) {
    List<AccessEntry> made = new ArrayList<>(entries.size());
    for (Found<ListLine> line : entries) {
      switch (line.setting()) {
        case Rule rule when rule.tail().inactive() -> ledger.notUsed(line.node(), "inactive");
        case Rule rule when !rule.tail().identity().isEmpty() -> refuseIdentity(rule, line);
        case Rule rule -> made.add(entry(rule, line.where()));
        case OtherRule other -> ledger.notUsed(line.node(), other.protocol() + " carries no mail");
        case Remark _ -> {}
      }
    }
    return new AccessList(name, made);
  }

  private void refuseIdentity(Rule rule, Found<ListLine> line) {
    if (rule.permit()) {
      ledger.notUsed(line.node(), "the guard does not know who its clients are: never matches");
    } else {
      problems.add(
          line.where()
              .error(
                  "the guard does not know who its clients are, and would let in what this denies",
                  "a rule on addresses alone",
                  ""));
    }
  }

  private AccessEntry entry(Rule rule, Location where) {
    objects.warnOfNames(rule.permit(), rule.source(), rule.destination(), where);
    AddressSet source = family(rule.v6(), objects.addresses(rule.source(), where));
    AddressSet destination = family(rule.v6(), objects.addresses(rule.destination(), where));
    List<AccessMatch> matches =
        objects
            .services(rule.protocol(), rule.sourcePorts(), rule.destinationPorts(), where)
            .stream()
            .map(tcp -> new AccessMatch(source, tcp.source(), destination, tcp.destination()))
            .toList();
    return new AccessEntry(
        rule.permit(), matches, log(rule.tail().log()), times(rule, where), write(rule));
  }

  /** In a list for IPv6 {@code any} is every IPv6 address. */
  private static AddressSet family(boolean v6, AddressSet set) {
    return v6 && set instanceof AddressSet.All ? new AddressSet.Family(true) : set;
  }

  private @Nullable TimeRange times(Rule rule, Location where) {
    String range = rule.tail().timeRange();
    return range == null ? null : times.range(range, where);
  }

  private static AccessEntry.Log log(@Nullable Log log) {
    if (log == null || log.how().equals("default")) {
      return new AccessEntry.Log.Denials();
    }
    if (log.how().equals("disable")) {
      return new AccessEntry.Log.Nothing();
    }
    return new AccessEntry.Log.Flows(
        log.how().isEmpty() ? Severity.INFORMATIONAL : Levels.named(log.how()), log.interval());
  }

  private String write(Rule rule) {
    return Catalogue.of(rule).write(rule, names);
  }

  /** The one address that a spec names; empty if it names more. */
  Optional<InetAddress> host(Spec spec, Location where) {
    return objects.addresses(spec, where)
                instanceof AddressSet.Network(InetAddress address, int bits)
            && bits == 8 * address.getAddress().length
        ? Optional.of(address)
        : Optional.empty();
  }
}
