package org.mailguard.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.mailguard.config.InspectionSetting.Inspect;
import org.mailguard.config.InspectionSetting.PolicyClass;
import org.mailguard.config.InspectionSetting.PolicyMap;
import org.mailguard.config.InspectionSetting.ServicePolicy;
import org.mailguard.policy.EsmtpMap;
import org.mailguard.policy.Inspection;
import org.mailguard.policy.Policies;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Publication;
import org.mailguard.policy.Rule;

/**
 * Which inspection holds where, in the words of {@code service-policy}, also where a configuration
 * says it otherwise: the device, too, shows fixup lines as its {@code global_policy} since 7.0.
 *
 * @param interfaceName empty for the global one
 */
public record AppliedPolicies(String interfaceName, String policyMap, List<Classified> classes) {
  private static final String USUAL_POLICY = "global_policy";
  private static final String USUAL_CLASS = "inspection_default";

  public AppliedPolicies {
    classes = List.copyOf(classes);
  }

  /**
   * A class and how it is inspected.
   *
   * @param trafficClass as interventions name it; empty where no class-map says it
   * @param inspected false if nothing but the framing is looked at
   * @param policy the name of the policy: that of its map or release
   * @param maskBanner true if the greeting is the guard's
   */
  public record Classified(
      String classMap,
      String trafficClass,
      boolean inspected,
      String policy,
      boolean maskBanner,
      List<RuleLine> rules) {
    public Classified {
      rules = List.copyOf(rules);
    }
  }

  /**
   * A rule.
   *
   * @param origin the map, or {@code shield NAME}
   * @param number 0 for a parameter
   * @param rule as interventions name it
   * @param match what it looks for, as it is written
   * @param action what it does, as it is written
   */
  public record RuleLine(
      String origin, int number, String rule, String match, String action, boolean observed) {}

  /** In the order of the lines. */
  public static List<AppliedPolicies> of(Configuration configuration) {
    List<AppliedPolicies> all = new ArrayList<>();
    for (Entry entry : configuration.entries()) {
      if (entry.setting() instanceof ServicePolicy(String policyMap, String name)) {
        all.add(new AppliedPolicies(name, policyMap, classes(policyMap, configuration)));
      }
    }
    if (all.isEmpty()) {
      all.add(new AppliedPolicies("", USUAL_POLICY, withoutClasses(configuration)));
    }
    return all;
  }

  private static List<Classified> classes(String policyMap, Configuration configuration) {
    Map<String, Policy> inForce = new LinkedHashMap<>();
    policies(configuration).forEach(policy -> inForce.putIfAbsent(policy.trafficClass(), policy));
    List<Classified> classes = new ArrayList<>();
    for (Entry line : below(configuration, new PolicyMap(policyMap))) {
      if (line.setting() instanceof PolicyClass(String classMap)) {
        Optional.ofNullable(inForce.get(classMap))
            .or(() -> asWritten(line, configuration))
            .map(policy -> classified(classMap, classMap, policy))
            .ifPresent(classes::add);
      }
    }
    return classes;
  }

  /** Of a class that no published port is of. */
  private static Optional<Policy> asWritten(Entry line, Configuration configuration) {
    return line.below().stream()
        .map(Entry::setting)
        .filter(Inspect.class::isInstance)
        .map(Inspect.class::cast)
        .findFirst()
        .map(inspect -> {
          if (!inspect.on()) {
            return Policy.FRAMING_ONLY;
          }
          return configuration.maps().stream()
              .filter(map -> map.name().equals(inspect.map()))
              .findFirst()
              .map(Policy.MAILGUARD_DEFAULT::withMap)
              .orElse(Policy.MAILGUARD_DEFAULT);
        });
  }

  private static List<Classified> withoutClasses(Configuration configuration) {
    List<Classified> classes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    policies(configuration)
        .filter(policy -> names.add(policy.name()))
        .forEach(policy -> classes.add(classified(USUAL_CLASS, "", policy)));
    return classes;
  }

  private static Stream<Policy> policies(Configuration configuration) {
    return configuration.publications().stream()
        .map(Publication::policies)
        .flatMap(policies ->
            Stream.concat(
                policies.choices().stream().map(Policies.Choice::policy),
                Stream.of(policies.otherwise())));
  }

  private static List<Entry> below(Configuration configuration, Setting setting) {
    return configuration.entries().stream()
        .filter(entry -> entry.setting().equals(setting))
        .findFirst()
        .map(Entry::below)
        .orElse(List.of());
  }

  private static Classified classified(String classMap, String trafficClass, Policy policy) {
    boolean rules = PolicyAccount.hasMap(policy);
    EsmtpMap map = policy.map();
    return new Classified(
        classMap,
        trafficClass,
        policy.inspection() == Inspection.FULL,
        policy.name(),
        rules && map.settings().maskBanner(),
        rules ? map.rules().stream().map(AppliedPolicies::line).toList() : List.of());
  }

  private static RuleLine line(Rule rule) {
    MapLines.Line line = MapLines.line(rule);
    return new RuleLine(
        line.origin(), line.number(), rule.text(), line.match(), line.action(), line.observed());
  }
}
