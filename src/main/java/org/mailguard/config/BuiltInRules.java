package org.mailguard.config;

import java.util.ArrayList;
import java.util.List;
import org.mailguard.config.MapSetting.Match;
import org.mailguard.policy.EsmtpMap;
import org.mailguard.policy.Rule;

/** What the maps that come with the program say by a statement, for the reference. */
final class BuiltInRules {
  private BuiltInRules() {}

  /** Of a {@code match} statement, map by map; of others none. */
  static List<String> of(Statement<?> statement) {
    List<String> said = new ArrayList<>();
    if (statement.type() == Match.class) {
      for (String name : List.of(InspectionMaps.STANDARD, InspectionMaps.OF_DEVICE)) {
        EsmtpMap map = InspectionMaps.builtIn(name);
        map.rules().stream()
            .filter(rule -> statement.writes(new Match(rule.negated(), rule.criterion())))
            .forEach(rule -> said.add(in(name, rule)));
      }
    }
    return said;
  }

  private static String in(String map, Rule rule) {
    return "in `%s` `match %s`, %s".formatted(map, rule.text(), MapLines.action(rule));
  }
}
