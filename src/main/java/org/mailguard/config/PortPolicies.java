package org.mailguard.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.Candidate.Branch;
import org.mailguard.config.Candidate.Found;
import org.mailguard.config.InspectionSetting.ClassMap;
import org.mailguard.config.InspectionSetting.ClassRelease;
import org.mailguard.config.InspectionSetting.Fixup;
import org.mailguard.config.InspectionSetting.Inspect;
import org.mailguard.config.InspectionSetting.Match;
import org.mailguard.config.InspectionSetting.MatchAll;
import org.mailguard.config.InspectionSetting.PolicyClass;
import org.mailguard.config.InspectionSetting.PolicyMap;
import org.mailguard.config.InspectionSetting.Release;
import org.mailguard.config.InspectionSetting.ServicePolicy;
import org.mailguard.policy.Appearance;
import org.mailguard.policy.Policy;

/**
 * Says which policy holds for a port.
 *
 * <p>There are two languages for it, and a configuration uses one of them. Without any line of
 * either, every port is inspected.
 *
 * <ul>
 *   <li>PIX: the last {@code fixup} line that covers the port decides; a port that none covers is
 *       inspected.
 *   <li>ASA: the service-policy of the interface, then the global one, is searched for the first
 *       class that covers the port and says something about inspection. A port that no class covers
 *       is not inspected: as soon as somebody writes a service-policy, it says everything, as on
 *       the ASA.
 * </ul>
 *
 * <p>Both at once is refused even where they agree. Which of two lines wins would be one more rule
 * to know, and it would matter on the day when one of them is changed.
 */
final class PortPolicies {
  /** Is there without being written, as on the ASA. */
  private static final String INSPECTION_DEFAULT = "inspection_default";

  private final Problems problems;
  private final List<Found<Fixup>> fixups;
  private final List<Found<ServicePolicy>> services;
  private final Map<String, Found<PolicyMap>> policyMaps = new HashMap<>();
  private final Map<String, Match> classMaps = new HashMap<>();

  /** The decision for one port; {@code because} is null if no line made it. */
  record Choice(Policy policy, @Nullable Location because) {}

  PortPolicies(Branch root, Problems problems) {
    this.problems = problems;
    fixups = root.all(Fixup.class);
    services = root.all(ServicePolicy.class);
    classMaps.put(INSPECTION_DEFAULT, new MatchAll(true));
    root.all(ClassMap.class).forEach(this::readClassMap);
    for (Found<PolicyMap> map : root.all(PolicyMap.class)) {
      policyMaps.put(map.setting().name(), map);
      map.node().all(PolicyClass.class).forEach(this::checkClass);
    }
    services.forEach(this::checkService);
    policyMaps.values().forEach(this::warnIfUnused);
    refuseTwoLanguages();
  }

  private void readClassMap(Found<ClassMap> map) {
    Optional<Found<Match>> match = map.node().last(Match.class);
    if (match.isEmpty()) {
      problems.add(
          map.where()
              .error(
                  "class-map " + map.setting().name() + " has no match line",
                  "a match line below it",
                  ""));
    }
    classMaps.put(map.setting().name(), match.map(Found::setting).orElse(new MatchAll(false)));
  }

  private void checkClass(Found<PolicyClass> line) {
    String name = line.setting().classMap();
    if (!classMaps.containsKey(name) && !problems.isDoubtful(name)) {
      problems.add(
          line.where()
              .error(
                  "there is no class-map " + name, "", NearestWord.to(name, classMaps.keySet())));
    }
    Optional<Found<ClassRelease>> release = line.node().last(ClassRelease.class);
    Optional<Found<Inspect>> inspect = line.node().last(Inspect.class);
    if (release.isPresent() && inspect.isPresent() && !inspect.get().setting().on()) {
      problems.add(
          release
              .get()
              .where()
              .error(
                  "an old release is a way of inspection, and line "
                      + inspect.get().where().line()
                      + " turns inspection off"));
    }
  }

  private void checkService(Found<ServicePolicy> line) {
    String name = line.setting().policyMap();
    if (!policyMaps.containsKey(name) && !problems.isDoubtful(name)) {
      problems.add(
          line.where()
              .error(
                  "there is no policy-map " + name, "", NearestWord.to(name, policyMaps.keySet())));
    }
  }

  private void warnIfUnused(Found<PolicyMap> map) {
    String name = map.setting().name();
    if (services.stream().noneMatch(service -> service.setting().policyMap().equals(name))) {
      problems.add(
          map.where()
              .warning(
                  "policy-map "
                      + name
                      + " is not in use; to use it: service-policy "
                      + name
                      + " global"));
    }
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
                  + earlier.line()));
    }
  }

  Choice of(int port) {
    return services.isEmpty() ? byFixup(port) : byService(port);
  }

  private Choice byFixup(int port) {
    for (Found<Fixup> line : fixups.reversed()) {
      Fixup fixup = line.setting();
      if (fixup.ports().contains(port)) {
        return new Choice(
            fixup.on() ? inspected(fixup.release()) : Policy.FRAMING_ONLY, line.where());
      }
    }
    return new Choice(Policy.MAILGUARD_DEFAULT, null);
  }

  private Choice byService(int port) {
    for (boolean global : new boolean[] {false, true}) {
      for (Found<ServicePolicy> service : services) {
        Found<PolicyMap> map = policyMaps.get(service.setting().policyMap());
        if (service.setting().global() == global && map != null) {
          Optional<Choice> choice = byClasses(map, port);
          if (choice.isPresent()) {
            return choice.get();
          }
        }
      }
    }
    return new Choice(Policy.FRAMING_ONLY, null);
  }

  private Optional<Choice> byClasses(Found<PolicyMap> map, int port) {
    for (Found<PolicyClass> line : map.node().all(PolicyClass.class)) {
      Match match = classMaps.get(line.setting().classMap());
      if (match == null || !match.covers(port)) {
        continue;
      }
      Optional<Found<ClassRelease>> release = line.node().last(ClassRelease.class);
      if (release.isPresent()) {
        return Optional.of(
            new Choice(inspected(release.get().setting().release()), release.get().where()));
      }
      Optional<Found<Inspect>> inspect = line.node().last(Inspect.class);
      if (inspect.isPresent()) {
        boolean on = inspect.get().setting().on();
        return Optional.of(
            new Choice(on ? Policy.MAILGUARD_DEFAULT : Policy.FRAMING_ONLY, inspect.get().where()));
      }
    }
    return Optional.empty();
  }

  private static Policy inspected(@Nullable Release release) {
    if (release == null) {
      return Policy.MAILGUARD_DEFAULT;
    }
    // The only release so far; the next ones turn this into a look-up.
    Policy old = Policy.P51;
    return release.strictGreeting()
        ? new Policy(
            old.name(),
            old.inspection(),
            new Appearance(old.appearance().name(), true, Appearance.Greeting.STARRED_WITH_BLANK),
            old.hostname(),
            old.verbs(),
            old.limits(),
            old.timeouts())
        : old;
  }
}
