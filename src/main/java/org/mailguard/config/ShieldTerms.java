package org.mailguard.config;

import java.util.List;
import org.mailguard.config.Candidate.Found;
import org.mailguard.config.MapSetting.Shield;
import org.mailguard.policy.Action;
import org.mailguard.policy.Criterion;
import org.mailguard.policy.MapSettings;
import org.mailguard.policy.MapSettings.BareNewline;
import org.mailguard.policy.MapSettings.Tls;
import org.mailguard.policy.Rule;

/** What has to be so in a map for its shields to hold. */
final class ShieldTerms {
  private ShieldTerms() {}

  /**
   * Says what is not so.
   *
   * @param lines of the map, of shields that exist
   * @param rules of the map, those of its shields among them
   */
  static void check(
      List<Found<Shield>> lines,
      Shields shields,
      MapSettings settings,
      List<Rule> rules,
      Problems problems) {
    List<Found<Shield>> enforced =
        lines.stream().filter(line -> !line.setting().observed()).toList();
    for (Found<Shield> line : enforced) {
      if (shields.refusesBareNewlines(line.setting().name())
          && settings.bareNewline() != BareNewline.REJECT) {
        problems.add(
            line.where()
                .error(
                    "the map lets bare line ends in, and this shield is there to refuse them",
                    "one of the two, or a class and a map of their own for the clients in question",
                    ""));
      }
    }
    if (!enforced.isEmpty()
        && settings.tls() != Tls.HIDE
        && rules.stream().noneMatch(ShieldTerms::hidesTls)) {
      problems.add(
          enforced
              .getFirst()
              .where()
              .warning(
                  "STARTTLS passes, and what is said behind it no shield can stop: unless the"
                      + " server does not offer it, write no allow-tls below parameters"));
    }
  }

  private static boolean hidesTls(Rule rule) {
    return rule.criterion() instanceof Criterion.EhloKeyword(var keywords, _)
        && keywords.contains("STARTTLS")
        && !rule.negated()
        && !rule.observed()
        && (rule.action() instanceof Action.Mask || rule.action() instanceof Action.Refuse);
  }
}
