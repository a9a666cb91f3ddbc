package org.mailguard.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.mailguard.config.MapSetting.AllowTls;
import org.mailguard.config.MapSetting.AuthMechanisms;
import org.mailguard.config.MapSetting.BareNewline;
import org.mailguard.config.MapSetting.InspectionMap;
import org.mailguard.config.MapSetting.LeastDataRate;
import org.mailguard.config.MapSetting.MapObserved;
import org.mailguard.config.MapSetting.MaskBanner;
import org.mailguard.config.MapSetting.RateLimit;
import org.mailguard.config.MapSetting.Reaction;
import org.mailguard.config.MapSetting.ReplyCodes;
import org.mailguard.config.MapSetting.Shield;
import org.mailguard.policy.Action;
import org.mailguard.policy.Criterion;
import org.mailguard.policy.EsmtpMap;
import org.mailguard.policy.MapSettings;
import org.mailguard.policy.Rule;
import org.mailguard.policy.RulePhase;

/**
 * An inspection map as it is in force, in the words of the configuration: what its lines, its
 * shields and {@code monitor all} come to together.
 *
 * @param parameters lines below {@code parameters} that say something else than holds without them;
 *     those that are rules stand among the rules
 * @param shields by name, with {@code monitor} if they only observe
 * @param rules in the order in which they are asked
 */
record MapLines(String name, List<String> parameters, List<String> shields, List<Line> rules) {

  /**
   * One rule.
   *
   * @param origin the map's name, or {@code shield NAME}
   * @param number among those of its origin, 0 for a parameter
   * @param match what it looks for, as written behind {@code match} or below {@code parameters}
   * @param action what it does, as written below it
   */
  record Line(
      RulePhase phase, String origin, int number, String match, String action, boolean observed) {}

  MapLines {
    parameters = List.copyOf(parameters);
    shields = List.copyOf(shields);
    rules = List.copyOf(rules);
  }

  /** A map of {@code configuration}, or one that is built in. */
  static MapLines of(EsmtpMap map, Configuration configuration) {
    List<Line> rules = new ArrayList<>();
    for (RulePhase phase : RulePhase.values()) {
      map.in(phase).forEach(rule -> rules.add(line(rule)));
    }
    return new MapLines(
        map.name(),
        parameters(map.settings()),
        shields(map.name(), configuration.entries()),
        rules);
  }

  private static List<String> shields(String map, List<Entry> entries) {
    return entries.stream()
        .filter(entry -> entry.setting().equals(new InspectionMap(map)))
        .flatMap(entry -> entry.below().stream())
        .map(Entry::setting)
        .filter(Shield.class::isInstance)
        .map(Shield.class::cast)
        .map(shield -> shield.name() + (shield.observed() ? " monitor" : ""))
        .toList();
  }

  private static List<String> parameters(MapSettings settings) {
    MapSettings standard = MapSettings.DEFAULT;
    List<Setting> lines = new ArrayList<>();
    if (settings.observed()) {
      lines.add(new MapObserved());
    }
    if (settings.maskBanner() != standard.maskBanner()) {
      lines.add(new MaskBanner(settings.maskBanner()));
    }
    if (settings.tls() != standard.tls()) {
      lines.add(new AllowTls(settings.tls()));
    }
    if (settings.bareNewline() != standard.bareNewline()) {
      lines.add(new BareNewline(settings.bareNewline()));
    }
    if (!settings.authMechanisms().equals(standard.authMechanisms())) {
      lines.add(new AuthMechanisms(settings.authMechanisms()));
    }
    new TreeSet<>(settings.replyCodes().keySet())
        .forEach(verb ->
            lines.add(new ReplyCodes(verb, settings.replyCodes().getOrDefault(verb, Set.of()))));
    if (settings.leastDataRate() != standard.leastDataRate()) {
      lines.add(new LeastDataRate(settings.leastDataRate()));
    }
    return lines.stream().map(MapLines::written).toList();
  }

  static Line line(Rule rule) {
    return new Line(
        rule.phase(),
        rule.origin(),
        rule.number(),
        rule.isParameter() ? parameter(rule) : rule.text(),
        action(rule),
        rule.observed());
  }

  /** The text of such a rule is the device's for its log; in front stands the statement's word. */
  private static String parameter(Rule rule) {
    String word = rule.text().substring(0, rule.text().indexOf(':'));
    return rule.criterion() instanceof Criterion.MailRelay(Set<String> domains)
        ? word + " " + String.join(" ", new TreeSet<>(domains))
        : word;
  }

  /** What it does, as written below it. */
  static String action(Rule rule) {
    if (rule.action() instanceof Action.RateLimit(long perSecond, boolean mask, var reply)) {
      String limit = written(new RateLimit(perSecond, reply));
      return mask
          ? limit + ", " + written(new Reaction(new Action.Mask(), rule.log()))
          : limit + (rule.log() ? ", log" : "");
    }
    return written(new Reaction(rule.action(), rule.log()));
  }

  private static String written(Setting setting) {
    return Catalogue.of(setting).write(setting, Names.none());
  }
}
