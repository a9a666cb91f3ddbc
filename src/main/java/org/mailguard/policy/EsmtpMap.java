package org.mailguard.policy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * An inspection map: {@code policy-map type inspect esmtp}. Immutable; what no rule is about costs
 * nothing, since the rules of a phase are asked for by phase.
 */
public final class EsmtpMap {
  /** {@code mailguard_default}: what holds where nobody chose a map. */
  public static final EsmtpMap MAILGUARD_DEFAULT =
      new EsmtpMap(
          "mailguard_default",
          MapSettings.DEFAULT,
          List.of(
              new Rule(
                  1,
                  "mailguard_default",
                  "header line length gt 998",
                  new Criterion.HeaderLineLength(998),
                  false,
                  new Action.Log(),
                  true,
                  false)));

  /** No rules. */
  public static final EsmtpMap EMPTY = new EsmtpMap("", MapSettings.DEFAULT, List.of());

  private final String name;
  private final MapSettings settings;
  private final List<Rule> rules;
  private final Map<RulePhase, List<Rule>> byPhase = new EnumMap<>(RulePhase.class);

  /**
   * A map of its own.
   *
   * @param rules in the order in which they are asked: parameters, shields, the map's own
   */
  public EsmtpMap(String name, MapSettings settings, List<Rule> rules) {
    this.name = name;
    this.settings = settings;
    this.rules = List.copyOf(rules);
    for (RulePhase phase : RulePhase.values()) {
      byPhase.put(phase, rules.stream().filter(rule -> rule.phase() == phase).toList());
    }
  }

  public String name() {
    return name;
  }

  public MapSettings settings() {
    return settings;
  }

  public List<Rule> rules() {
    return rules;
  }

  /** Those that are asked in {@code phase}, in order. */
  public List<Rule> in(RulePhase phase) {
    return byPhase.getOrDefault(phase, List.of());
  }

  /** The same map, whose rules only observe. */
  public EsmtpMap observed() {
    return new EsmtpMap(name, settings, rules.stream().map(Rule::onlyObserved).toList());
  }

  /** True if content has to be looked at. */
  public boolean looksAtContent() {
    return rules.stream().anyMatch(rule -> rule.phase().isContent());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EsmtpMap that
        && name.equals(that.name)
        && settings.equals(that.settings)
        && rules.equals(that.rules);
  }

  @Override
  public int hashCode() {
    return rules.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
