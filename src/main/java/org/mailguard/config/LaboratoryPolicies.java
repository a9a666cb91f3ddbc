package org.mailguard.config;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.Candidate.Found;
import org.mailguard.config.InspectionSetting.ClassDefect;
import org.mailguard.config.InspectionSetting.ClassFirewall;
import org.mailguard.config.InspectionSetting.ClassRelease;
import org.mailguard.config.InspectionSetting.Inspect;
import org.mailguard.config.InspectionSetting.OldRelease;
import org.mailguard.config.InspectionSetting.PolicyClass;
import org.mailguard.policy.Action;
import org.mailguard.policy.Appearance;
import org.mailguard.policy.Criterion;
import org.mailguard.policy.EsmtpMap;
import org.mailguard.policy.Inspection;
import org.mailguard.policy.Laboratory;
import org.mailguard.policy.Limits;
import org.mailguard.policy.MapSettings;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Release;
import org.mailguard.policy.Rule;
import org.mailguard.policy.Timeouts;

/** What a class with a line of the laboratory in it means. */
final class LaboratoryPolicies {
  private LaboratoryPolicies() {}

  /** True if a release or a firewall is to be looked like. */
  static boolean isMeantBy(Found<PolicyClass> line) {
    return line.node().last(ClassRelease.class).isPresent()
        || line.node().last(ClassFirewall.class).isPresent();
  }

  /** The line that says so. */
  static Location where(Found<PolicyClass> line) {
    Optional<Found<ClassRelease>> release = line.node().last(ClassRelease.class);
    return release.isPresent()
        ? release.get().where()
        : line.node().last(ClassFirewall.class).orElseThrow().where();
  }

  /** Lines of one class that contradict each other. */
  static void check(Found<PolicyClass> line, Problems problems) {
    Optional<Found<ClassRelease>> release = line.node().last(ClassRelease.class);
    Optional<Found<ClassFirewall>> box = line.node().last(ClassFirewall.class);
    Optional<Found<Inspect>> inspect = line.node().last(Inspect.class);
    List<Found<ClassDefect>> defects = line.node().all(ClassDefect.class);
    if (release.isPresent() && inspect.isPresent()) {
      checkBoth(release.get(), inspect.get(), problems);
    }
    if (release.isEmpty() && !defects.isEmpty()) {
      problems.add(
          defects
              .getFirst()
              .where()
              .error("a defect is one of an old release", "a line release in the same class", ""));
    }
    if (box.isPresent() && (release.isPresent() || inspect.isPresent())) {
      int other = release.isPresent() ? release.get().where().line() : inspect.get().where().line();
      problems.add(
          box.get()
              .where()
              .error(
                  "a firewall of another make stands in place of the guard, and line "
                      + other
                      + " says how the guard inspects",
                  "one of the two lines",
                  ""));
    }
    if (box.isPresent()
        && box.get().setting().firewall() instanceof Laboratory.Firewall.Raptor raptor
        && raptor.hard() < raptor.soft()) {
      problems.add(
          box.get()
              .where()
              .error(
                  "the hard limit " + raptor.hard() + " is below the soft limit " + raptor.soft(),
                  "a hard limit that is not met first",
                  ""));
    }
  }

  private static void checkBoth(
      Found<ClassRelease> release, Found<Inspect> inspect, Problems problems) {
    int line = inspect.where().line();
    Release old = release.setting().release().release();
    if (!inspect.setting().on()) {
      problems.add(
          release
              .where()
              .error(
                  "an old release is a way of inspection, and line "
                      + line
                      + " turns inspection off",
                  "one of the two lines",
                  ""));
    } else if (!inspect.setting().map().isEmpty() && !old.hasMaps()) {
      problems.add(
          release
              .where()
              .error(
                  "release "
                      + old.word()
                      + " has no inspection maps, and line "
                      + line
                      + " names one",
                  "release a72 or a94, or inspect esmtp without a name",
                  ""));
    }
  }

  /** What holds for the clients of the class. */
  static Policy of(Found<PolicyClass> line, InspectionMaps maps) {
    Optional<Found<ClassFirewall>> box = line.node().last(ClassFirewall.class);
    if (box.isPresent()) {
      return of(box.get().setting().firewall());
    }
    Set<Laboratory.Defect> defects = EnumSet.noneOf(Laboratory.Defect.class);
    for (Found<ClassDefect> defect : line.node().all(ClassDefect.class)) {
      defects.add(defect.setting().defect());
    }
    String named = line.node().last(Inspect.class).map(it -> it.setting().map()).orElse("");
    EsmtpMap map = null;
    if (!named.isEmpty()) {
      maps.use(named);
      map = maps.map(named);
    }
    OldRelease release = line.node().last(ClassRelease.class).orElseThrow().setting().release();
    return of(release, map).in(new Laboratory(defects, null));
  }

  /** Its limits and waits are the guard's; nothing else of the policy is asked. */
  private static Policy of(Laboratory.Firewall make) {
    Appearance as =
        new Appearance(
            make.word(), Appearance.Suppression.OVERWRITTEN, Appearance.Greeting.STARRED, false);
    return new Policy(
            "firewall " + make.word(),
            Inspection.FULL,
            as,
            null,
            Policy.SEVEN,
            Limits.DEFAULT,
            Timeouts.DEFAULT)
        .in(new Laboratory(Set.of(), make));
  }

  /**
   * A release.
   *
   * @param map that it is to have, or null for what it had
   */
  static Policy of(OldRelease line, @Nullable EsmtpMap map) {
    Policy policy = line.release().policy(line.appearance());
    return switch (line.release()) {
      case P40, P42, P44, P51 -> policy;
      case P70 -> policy.withMap(fixedRules());
      case A72 -> policy.withMap(map == null ? Configuration.mapOfDevice() : map);
      case A94 -> policy.withMap(map == null ? letsTlsPass(Configuration.mapOfDevice()) : map);
    };
  }

  /** Before there were maps: what {@code others} names is masked, STARTTLS with it. */
  private static EsmtpMap fixedRules() {
    Rule others =
        new Rule(
            1,
            "release p70",
            "ehlo-reply-parameter others",
            new Criterion.EhloKeyword(Set.of(), true),
            false,
            new Action.Mask(),
            false,
            false);
    return new EsmtpMap("release p70", hidesTls(MapSettings.DEFAULT), List.of(others));
  }

  private static MapSettings hidesTls(MapSettings settings) {
    return settings.withTls(MapSettings.Tls.HIDE);
  }

  /** As boxes of 9.4 and later come. */
  private static EsmtpMap letsTlsPass(EsmtpMap map) {
    return new EsmtpMap(map.name(), map.settings().withTls(MapSettings.Tls.PASS), map.rules());
  }
}
