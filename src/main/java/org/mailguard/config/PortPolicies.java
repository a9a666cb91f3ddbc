package org.mailguard.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.AddressSetting.Pair;
import org.mailguard.config.Candidate.Branch;
import org.mailguard.config.Candidate.Found;
import org.mailguard.config.InspectionSetting.ClassMap;
import org.mailguard.config.InspectionSetting.Fixup;
import org.mailguard.config.InspectionSetting.Inspect;
import org.mailguard.config.InspectionSetting.Match;
import org.mailguard.config.InspectionSetting.OldRelease;
import org.mailguard.config.InspectionSetting.PolicyClass;
import org.mailguard.config.InspectionSetting.PolicyMap;
import org.mailguard.config.InspectionSetting.ServicePolicy;
import org.mailguard.policy.AccessList;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Ports;

/**
 * Says which policy holds for a published port, and for which clients.
 *
 * <p>There are two languages for it, and a configuration uses one of them. Without any line of
 * either, every published port is inspected.
 *
 * <ul>
 *   <li>PIX: the last {@code fixup} line that covers the port decides. A port that none covers is
 *       inspected as long as all lines only turn inspection off; as soon as one turns it on, it is
 *       on for the ports of such lines and for 25, as on the PIX.
 *   <li>ASA: the service-policies of the two interfaces, then the global one, are searched for the
 *       first class that covers the connection and says something about inspection. What no class
 *       covers is not inspected: as soon as somebody writes a service-policy, it says everything,
 *       as on the ASA. A class by access list covers those connections that its list permits.
 * </ul>
 *
 * <p>Both at once is refused even where they agree. Which of two lines wins would be one more rule
 * to know, and it would matter on the day when one of them is changed.
 */
final class PortPolicies {
  private static final Map<String, List<Match>> BUILT_IN =
      Map.of(
          "inspection_default", List.of(new Match.Default()),
          "class-default", List.of(new Match.All()));

  private final Problems problems;
  private final Ledger ledger;
  private final Lists lists;
  private final InspectionMaps maps;
  private final List<Found<Fixup>> fixups;
  private final List<Found<ServicePolicy>> services;
  private final Map<String, Found<PolicyMap>> policyMaps = new LinkedHashMap<>();
  private final Map<String, Found<ClassMap>> classMaps = new LinkedHashMap<>();
  private final Map<String, List<Found<Match>>> matches = new HashMap<>();

  /**
   * A decision.
   *
   * @param traffic those whom it is for, or null for everybody
   * @param because the line that made it, or null if none did
   */
  record Choice(@Nullable AccessList traffic, Policy policy, @Nullable Location because) {}

  PortPolicies(
      Branch root,
      Interfaces interfaces,
      Lists lists,
      InspectionMaps maps,
      Problems problems,
      Ledger ledger) {
    this.maps = maps;
    this.problems = problems;
    this.ledger = ledger;
    this.lists = lists;
    fixups = root.all(Fixup.class);
    services = root.all(ServicePolicy.class);
    root.all(ClassMap.class).forEach(this::readClassMap);
    for (Found<PolicyMap> map : root.all(PolicyMap.class)) {
      policyMaps.put(map.setting().name(), map);
      map.node().all(PolicyClass.class).forEach(this::checkClass);
    }
    for (Found<ServicePolicy> service : services) {
      checkService(service);
      if (!service.setting().global()) {
        interfaces.require(service.setting().name(), service.where());
      }
    }
    enterUnused();
    refuseTwoLanguages();
  }

  private void readClassMap(Found<ClassMap> map) {
    List<Found<Match>> all = map.node().all(Match.class);
    String name = map.setting().name();
    if (all.isEmpty()) {
      problems.add(
          map.where()
              .error("class-map " + name + " has no match line", "a match line below it", ""));
    }
    classMaps.put(name, map);
    matches.put(name, all);
  }

  private void checkClass(Found<PolicyClass> line) {
    String name = line.setting().classMap();
    if (!classMaps.containsKey(name) && !BUILT_IN.containsKey(name) && !problems.isDoubtful(name)) {
      List<String> known = new ArrayList<>(classMaps.keySet());
      BUILT_IN.keySet().stream().sorted().forEach(known::add);
      problems.add(
          Expectation.missing("class-map", name, "class-map " + name, known, line.where()));
    }
    line.node()
        .last(Inspect.class)
        .filter(found -> !found.setting().map().isEmpty())
        .ifPresent(found -> maps.require(found.setting().map(), found.where()));
    LaboratoryPolicies.check(line, problems);
  }

  private void checkService(Found<ServicePolicy> line) {
    String name = line.setting().policyMap();
    if (!policyMaps.containsKey(name) && !problems.isDoubtful(name)) {
      problems.add(
          Expectation.missing(
              "policy-map", name, "policy-map " + name, policyMaps.keySet(), line.where()));
    }
  }

  /** Maps that no service-policy puts to use, and classes that say nothing about inspection. */
  private void enterUnused() {
    Set<String> applied = new HashSet<>();
    services.forEach(service -> applied.add(service.setting().policyMap()));
    Set<String> classesInUse = new HashSet<>();
    for (Found<PolicyMap> map : policyMaps.values()) {
      String name = map.setting().name();
      if (!applied.contains(name)) {
        ledger.notUsed(map.node(), "no service-policy puts policy-map " + name + " to use");
        problems.add(
            map.where()
                .warning(
                    "policy-map %s is not in use; to use it: service-policy %s global"
                        .formatted(name, name)));
        continue;
      }
      for (Found<PolicyClass> line : map.node().all(PolicyClass.class)) {
        if (saysSomething(line)) {
          classesInUse.add(line.setting().classMap());
          line.node().last(Inspect.class).ifPresent(inspect -> maps.use(inspect.setting().map()));
        } else {
          ledger.notUsed(line.where(), "the class says nothing about the inspection of mail");
        }
      }
    }
    classMaps.forEach((name, map) -> {
      if (!classesInUse.contains(name)) {
        ledger.notUsed(map.node(), "no class in use says something about the inspection of mail");
      }
    });
  }

  private static boolean saysSomething(Found<PolicyClass> line) {
    return LaboratoryPolicies.isMeantBy(line) || line.node().last(Inspect.class).isPresent();
  }

  private void refuseTwoLanguages() {
    if (!fixups.isEmpty() && !services.isEmpty()) {
      Location fixup = fixups.getFirst().where();
      Location service = services.getFirst().where();
      boolean fixupFirst = fixup.line() < service.line();
      Location later = fixupFirst ? service : fixup;
      Location earlier = fixupFirst ? fixup : service;
      problems.add(
          later.error(
              "fixup and service-policy say the same thing in two languages; this configuration"
                  + " began with the other one in line "
                  + earlier.line(),
              "lines of one of the two",
              ""));
    }
  }

  /** Ranges of ports that a line names as ports of mail. */
  List<Ports.Range> named() {
    List<Ports.Range> named = new ArrayList<>();
    fixups.forEach(line -> named.add(line.setting().ports()));
    for (Found<PolicyMap> map : policyMaps.values()) {
      for (Found<PolicyClass> line : map.node().all(PolicyClass.class)) {
        for (Match match : matchesOf(line.setting().classMap())) {
          if (match instanceof Match.Port(Ports.Range ports) && saysSomething(line)) {
            named.add(ports);
          }
        }
      }
    }
    return named;
  }

  private List<Match> matchesOf(String classMap) {
    List<Found<Match>> own = matches.get(classMap);
    return own == null
        ? BUILT_IN.getOrDefault(classMap, List.of())
        : own.stream().map(Found::setting).toList();
  }

  /** The decisions for one published port, the last of them for everybody. */
  List<Choice> of(int port, Pair interfaces) {
    return services.isEmpty() ? List.of(byFixup(port)) : byService(port, interfaces);
  }

  private Choice byFixup(int port) {
    for (Found<Fixup> line : fixups.reversed()) {
      Fixup fixup = line.setting();
      if (fixup.ports().contains(port)) {
        return new Choice(
            null, fixup.on() ? inspected(fixup.release()) : Policy.FRAMING_ONLY, line.where());
      }
    }
    boolean chosen = fixups.stream().anyMatch(line -> line.setting().on());
    return new Choice(
        null, chosen && port != PortNames.SMTP ? Policy.FRAMING_ONLY : inspected(""), null);
  }

  private List<Choice> byService(int port, Pair interfaces) {
    List<Choice> choices = new ArrayList<>();
    for (String name : List.of(interfaces.mapped(), interfaces.real(), "")) {
      for (Found<ServicePolicy> service : services) {
        Found<PolicyMap> map = policyMaps.get(service.setting().policyMap());
        if (service.setting().name().equals(name) && map != null && !isOver(choices)) {
          addClasses(map, port, choices);
        }
      }
    }
    if (!isOver(choices)) {
      choices.add(new Choice(null, Policy.FRAMING_ONLY, null));
    }
    return choices;
  }

  private static boolean isOver(List<Choice> choices) {
    return !choices.isEmpty() && choices.getLast().traffic() == null;
  }

  private void addClasses(Found<PolicyMap> map, int port, List<Choice> choices) {
    for (Found<PolicyClass> line : map.node().all(PolicyClass.class)) {
      List<Match> all = matchesOf(line.setting().classMap());
      if (isOver(choices)
          || !saysSomething(line)
          || all.isEmpty()
          || !all.stream().allMatch(match -> match.covers(port))) {
        continue;
      }
      AccessList traffic = null;
      for (Found<Match> match : matches.getOrDefault(line.setting().classMap(), List.of())) {
        if (match.setting() instanceof Match.ByList(String list)) {
          traffic = lists.list(list, match.where()).orElse(null);
        }
      }
      choices.add(choice(line, traffic));
    }
  }

  private Choice choice(Found<PolicyClass> line, @Nullable AccessList traffic) {
    String classMap = line.setting().classMap();
    if (LaboratoryPolicies.isMeantBy(line)) {
      return new Choice(
          traffic,
          LaboratoryPolicies.of(line, maps).forClass(classMap),
          LaboratoryPolicies.where(line));
    }
    Found<Inspect> inspect = line.node().last(Inspect.class).orElseThrow();
    Policy policy =
        inspect.setting().on() ? inspected(inspect.setting().map()) : Policy.FRAMING_ONLY;
    return new Choice(traffic, policy.forClass(classMap), inspect.where());
  }

  private Policy inspected(String map) {
    maps.use(map);
    return Policy.MAILGUARD_DEFAULT.withMap(maps.map(map));
  }

  private Policy inspected(@Nullable OldRelease release) {
    return release == null ? inspected("") : LaboratoryPolicies.of(release, null);
  }
}
