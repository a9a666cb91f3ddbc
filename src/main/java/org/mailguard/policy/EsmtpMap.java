package org.mailguard.policy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * An inspection map: {@code policy-map type inspect esmtp}. Immutable; what no rule is about costs
 * nothing, since the rules of a phase are asked for by phase.
 */
public final class EsmtpMap {
  /** No rules. */
  public static final EsmtpMap EMPTY = new EsmtpMap("", MapSettings.DEFAULT, List.of());

  private final String name;
  private final MapSettings settings;
  private final List<Rule> rules;
  private final Map<RulePhase, List<Rule>> byPhase = new EnumMap<>(RulePhase.class);
  private final ContentRules content;

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
    content = new ContentRules(rules);
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

  /** Those that are about mail content. */
  public ContentRules content() {
    return content;
  }

  /**
   * True if octets of a message may change on their way. Chunks are counted before they come, so
   * such a message can only go by DATA.
   */
  public boolean editsContent() {
    return settings.bareNewline() != MapSettings.BareNewline.REJECT
        || rules.stream()
            .anyMatch(rule -> !rule.observed() && rule.action() instanceof Action.Strip);
  }

  /** True if content has to be looked at. */
  public boolean looksAtContent() {
    return !content.isEmpty();
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
