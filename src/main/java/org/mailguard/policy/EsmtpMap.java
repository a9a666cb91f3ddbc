package org.mailguard.policy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailguard.smtp.Extension;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Verb;

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
                  new ContentCriterion.HeaderLineLength(998),
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
  private final Map<RulePhase, List<Rule>> byAddress = new EnumMap<>(RulePhase.class);
  private final Set<String> countedVerbs;
  private final List<Rule> boundsOfDeclaredSize;
  private final MapBounds bounds;
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
      byAddress.put(phase, in(phase).stream().filter(EsmtpMap::isOfAddressAlone).toList());
    }
    countedVerbs =
        rules.stream()
            .map(Rule::criterion)
            .filter(Criterion.VerbCount.class::isInstance)
            .map(criterion -> ((Criterion.VerbCount) criterion).verb())
            .collect(Collectors.toUnmodifiableSet());
    boundsOfDeclaredSize =
        rules.stream()
            .filter(rule -> rule.criterion() instanceof ContentCriterion.MessageLength)
            .filter(MapBounds::stops)
            .toList();
    bounds = MapBounds.of(rules);
    content = new ContentRules(rules);
  }

  private static boolean isOfAddressAlone(Rule rule) {
    return rule.criterion() instanceof Criterion.AddressLength
        || rule.criterion() instanceof Criterion.AddressRegex
        || rule.criterion() instanceof Criterion.AddressForms;
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

  /** Those of a phase that need nothing but an address, whatever it is. */
  List<Rule> ofAddressAlone(RulePhase phase) {
    return byAddress.getOrDefault(phase, List.of());
  }

  /** Those that stop a message for its length: a client that declares it need not send it. */
  List<Rule> boundsOfDeclaredSize() {
    return boundsOfDeclaredSize;
  }

  /** True if a rule asks how often {@code verb}, in upper case, came. */
  boolean countsVerb(String verb) {
    return countedVerbs.contains(verb);
  }

  /** What the rules let through at most. */
  public MapBounds bounds() {
    return bounds;
  }

  /**
   * What becomes of a verb whatever stands behind it: the action of the first rule that is about it
   * and always decides, or null if there is none.
   */
  @Nullable Action actionOn(Verb verb) {
    for (Rule rule : in(RulePhase.COMMAND)) {
      if (rule.criterion() instanceof Criterion.CommandVerb(var verbs, _)
          && verbs.contains(verb.word()) != rule.negated()
          && !rule.observed()
          && rule.action().isDecisive()
          && !(rule.action() instanceof Action.RateLimit)) {
        return rule.action();
      }
    }
    return null;
  }

  /** What becomes of a keyword, likewise. */
  @Nullable Action actionOn(Extension extension) {
    Subject keyword = new OfferedKeyword(Octets.ascii(extension.keyword()));
    for (Rule rule : in(RulePhase.EHLO_REPLY)) {
      if (keyword.is(rule.criterion()) != rule.negated()
          && !rule.observed()
          && rule.action().isDecisive()) {
        return rule.action();
      }
    }
    return null;
  }

  /**
   * True if a rule takes a keyword away by its name. Its verb goes with it, also one that is older
   * than keywords: VRFY, EXPN, HELP.
   */
  boolean masksByName(Verb verb) {
    for (Rule rule : in(RulePhase.EHLO_REPLY)) {
      if (rule.criterion() instanceof Criterion.EhloKeyword(var keywords, _)
          && keywords.contains(verb.word())
          && !rule.negated()
          && !rule.observed()
          && rule.action().isDecisive()) {
        return !(rule.action() instanceof Action.Allow);
      }
    }
    return false;
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

  /** The same map, which only observes as a whole. */
  public EsmtpMap observed() {
    return new EsmtpMap(
        name, settings.onlyObserved(), rules.stream().map(Rule::onlyObserved).toList());
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
