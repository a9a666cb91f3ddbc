package org.mailguard.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.Candidate.Found;
import org.mailguard.config.Candidate.Node;
import org.mailguard.config.MapSetting.AllowTls;
import org.mailguard.config.MapSetting.AuthMechanisms;
import org.mailguard.config.MapSetting.BareNewline;
import org.mailguard.config.MapSetting.InspectionMap;
import org.mailguard.config.MapSetting.LeastDataRate;
import org.mailguard.config.MapSetting.MailRelay;
import org.mailguard.config.MapSetting.MapObserved;
import org.mailguard.config.MapSetting.MaskBanner;
import org.mailguard.config.MapSetting.Match;
import org.mailguard.config.MapSetting.Observed;
import org.mailguard.config.MapSetting.Parameters;
import org.mailguard.config.MapSetting.RateLimit;
import org.mailguard.config.MapSetting.Reaction;
import org.mailguard.config.MapSetting.ReplyCodes;
import org.mailguard.config.MapSetting.Shield;
import org.mailguard.config.MapSetting.SpecialCharacter;
import org.mailguard.policy.Action;
import org.mailguard.policy.AddressForm;
import org.mailguard.policy.Criterion;
import org.mailguard.policy.Criterion.Whose;
import org.mailguard.policy.EsmtpMap;
import org.mailguard.policy.MapSettings;
import org.mailguard.policy.Rule;

/** Makes rules and settings of the lines of one inspection map. */
final class MapBuilder {
  private static final String MAIL_RELAY = "mail-relay: No Mail Relay allowed";
  private static final String SPECIAL_CHARACTER = "special-character: Special character in address";

  private final Found<InspectionMap> map;
  private final String origin;
  private final Expressions expressions;
  private final Shields shields;
  private final Problems problems;
  private final @Nullable Node parameters;
  private final List<Rule> rules = new ArrayList<>();

  MapBuilder(
      Found<InspectionMap> map, Expressions expressions, Shields shields, Problems problems) {
    this(map, map.setting().name(), expressions, shields, problems);
  }

  /**
   * Of the map of a shield.
   *
   * @param origin as the rules tell it
   */
  MapBuilder(
      Found<InspectionMap> map,
      String origin,
      Expressions expressions,
      Shields shields,
      Problems problems) {
    this.map = map;
    this.origin = origin;
    this.expressions = expressions;
    this.shields = shields;
    this.problems = problems;
    this.parameters = map.node().last(Parameters.class).map(Found::node).orElse(null);
  }

  /** The map; if something is wrong with it, that is a problem, and a map comes all the same. */
  EsmtpMap build() {
    addMailRelay();
    parameter(SpecialCharacter.class).ifPresent(line -> addSpecialCharacter(line.setting()));
    map.node().all(Shield.class).forEach(this::addShield);
    int number = 0;
    for (Found<Match> match : map.node().all(Match.class)) {
      addRule(++number, match);
    }
    MapSettings settings = settings();
    EsmtpMap built = new EsmtpMap(map.setting().name(), settings, rules);
    if (parameter(MapObserved.class).isPresent()) {
      return built.observed();
    }
    ShieldTerms.check(map.node().all(Shield.class), shields, settings, rules, problems);
    return built;
  }

  private <T extends Setting> Optional<Found<T>> parameter(Class<T> type) {
    return parameters == null ? Optional.empty() : parameters.last(type);
  }

  private <T extends Setting> List<Found<T>> parameters(Class<T> type) {
    return parameters == null ? List.of() : parameters.all(type);
  }

  // ---- parameters

  private MapSettings settings() {
    MapSettings standard = MapSettings.DEFAULT;
    Map<String, Set<Integer>> codes = new HashMap<>();
    parameters(ReplyCodes.class)
        .forEach(line -> codes.put(line.setting().verb(), line.setting().codes()));
    return new MapSettings(
        parameter(MaskBanner.class).map(line -> line.setting().on()).orElse(standard.maskBanner()),
        parameter(AllowTls.class).map(line -> line.setting().tls()).orElse(standard.tls()),
        parameter(BareNewline.class)
            .map(line -> line.setting().what())
            .orElse(standard.bareNewline()),
        parameter(AuthMechanisms.class)
            .map(line -> line.setting().names())
            .orElse(standard.authMechanisms()),
        codes,
        parameter(LeastDataRate.class)
            .map(line -> line.setting().octets())
            .orElse(standard.leastDataRate()));
  }

  private void addMailRelay() {
    List<Found<MailRelay>> lines = parameters(MailRelay.class);
    if (lines.isEmpty()) {
      return;
    }
    Found<MailRelay> first = lines.getFirst();
    Set<String> domains = new HashSet<>();
    for (Found<MailRelay> line : lines) {
      domains.add(line.setting().domain());
      if (!line.setting().reaction().equals(first.setting().reaction())) {
        problems.add(
            line.where()
                .ofWord("action")
                .error(
                    "all mail-relay lines of a map have one action, and line "
                        + first.where().line()
                        + " has another",
                    "as there: " + action(first),
                    ""));
      }
    }
    addParameter(MAIL_RELAY, new Criterion.MailRelay(domains), first.setting().reaction());
  }

  /** The end of such a line, from {@code action} on. */
  private static String action(Found<MailRelay> line) {
    String written = Catalogue.of(line.setting()).write(line.setting(), Names.none());
    return written.substring(written.indexOf(" action ") + 1);
  }

  private void addSpecialCharacter(SpecialCharacter line) {
    for (Whose whose : Whose.values()) {
      addParameter(
          SPECIAL_CHARACTER,
          new Criterion.AddressForms(whose, Set.of(AddressForm.SPECIAL_CHARACTER)),
          line.reaction());
    }
  }

  private void addParameter(String text, Criterion criterion, Reaction reaction) {
    rules.add(
        new Rule(0, origin, text, criterion, false, reaction.action(), reaction.log(), false));
  }

  // ---- shields

  private void addShield(Found<Shield> line) {
    Optional<EsmtpMap> shield = shields.named(line.setting().name());
    if (shield.isEmpty()) {
      problems.add(
          line.where()
              .ofWord(line.setting().name())
              .error(
                  "there is no shield " + line.setting().name(),
                  String.join(", ", shields.names()),
                  NearestWord.to(line.setting().name(), shields.names())));
      return;
    }
    rules.addAll(
        line.setting().observed() ? shield.get().observed().rules() : shield.get().rules());
  }

  // ---- rules

  private void addRule(int number, Found<Match> line) {
    Match match = line.setting();
    Criterion criterion =
        expressions.resolved(match.criterion(), line.where(), map.setting().name());
    String text = Catalogue.of(match).write(match, Names.none()).substring("match ".length());
    Reaction reaction = reaction(line, text);
    if (reaction == null) {
      if (!line.node().isDoubtful()) {
        problems.add(
            line.where()
                .error(
                    "nothing is done about " + text,
                    "a line below it: " + Permitted.with(criterion),
                    ""));
      }
      return;
    }
    rules.add(
        new Rule(
            number,
            origin,
            text,
            criterion,
            match.negated(),
            reaction.action(),
            reaction.log(),
            line.node().last(Observed.class).isPresent()));
  }

  /** What the lines below a match say together, or null if they say nothing. */
  private @Nullable Reaction reaction(Found<Match> line, String text) {
    Optional<Found<Reaction>> reaction = line.node().last(Reaction.class);
    Optional<Found<RateLimit>> limit = line.node().last(RateLimit.class);
    reaction.ifPresent(
        found -> require(found.setting().action(), line.setting(), text, found.where()));
    if (limit.isEmpty()) {
      return reaction.map(Found::setting).orElse(null);
    }
    boolean mask = reaction.isPresent() && reaction.get().setting().action() instanceof Action.Mask;
    RateLimit limited = limit.get().setting();
    if (mask && limited.reply() != null) {
      problems.add(
          limit
              .get()
              .where()
              .error(
                  "what is masked has no words of its own",
                  "rate-limit " + limited.perSecond(),
                  ""));
    }
    Action action = new Action.RateLimit(limited.perSecond(), mask, limited.reply());
    require(action, line.setting(), text, limit.get().where());
    if (reaction.isPresent()
        && !mask
        && !(reaction.get().setting().action() instanceof Action.Log)) {
      problems.add(
          limit
              .get()
              .where()
              .error(
                  "rate-limit does not go with %s in line %d"
                      .formatted(
                          Permitted.word(reaction.get().setting().action()),
                          reaction.get().where().line()),
                  "mask or log beside it, or rate-limit alone",
                  ""));
    }
    return new Reaction(action, reaction.isPresent() && reaction.get().setting().log());
  }

  private void require(Action action, Match match, String text, Location where) {
    if (!Permitted.with(action, match.criterion())) {
      problems.add(
          where.error(
              Permitted.word(action) + " does not go with " + text,
              Permitted.with(match.criterion()),
              ""));
    }
  }
}
