package org.mailguard.console;

import java.util.List;
import java.util.Map;
import org.mailguard.config.AppliedPolicies;
import org.mailguard.config.AppliedPolicies.Classified;
import org.mailguard.config.AppliedPolicies.RuleLine;
import org.mailguard.console.LiveGuard.PolicyTraffic;
import org.mailguard.events.PolicyImpact;
import org.mailguard.events.RuleCounts;
import org.mailguard.events.RuleCounts.Count;

/**
 * {@code show service-policy} in the layout of the ASA from 7.2 to 8.x, and {@code show policy
 * impact}.
 *
 * <p>What stands behind {@code packet} are reads of the network; {@code drop} is how often a rule
 * stopped something, {@code reset-drop} how often one reset a session. {@code lock fail} is there
 * for parsers: nothing is locked.
 */
final class ShownPolicies {
  private ShownPolicies() {}

  /**
   * {@code rules} adds a line for each rule, which the device does behind {@code inspect esmtp}.
   */
  static String services(
      List<AppliedPolicies> services,
      List<PolicyTraffic> traffic,
      RuleCounts counts,
      boolean rules) {
    StringBuilder out = new StringBuilder();
    Map<String, Count> byClass = counts.byClass();
    for (AppliedPolicies service : services) {
      out.append(out.isEmpty() ? "" : "\n");
      out.append(
          service.interfaceName().isEmpty()
              ? "Global policy:\n"
              : "Interface " + service.interfaceName() + ":\n");
      out.append("  Service-policy: ").append(service.policyMap()).append('\n');
      for (Classified one : service.classes()) {
        out.append("    Class-map: ").append(one.classMap()).append('\n');
        inspection(one, traffic, byClass.getOrDefault(one.trafficClass(), Count.NONE), out);
        if (rules && one.inspected()) {
          rules(one, sessions(one, traffic), counts, out);
        }
      }
    }
    return out.toString();
  }

  private static void inspection(
      Classified one, List<PolicyTraffic> traffic, Count count, StringBuilder out) {
    if (one.inspected()) {
      out.append(
          "      Inspect: esmtp %s, packet %d, lock fail 0, drop %d, reset-drop %d\n"
              .formatted(one.policy(), packets(one, traffic), count.dropped(), count.reset()));
    } else {
      out.append(
          "      No inspection but for framing, packet %d\n".formatted(packets(one, traffic)));
    }
  }

  private static void rules(Classified one, long sessions, RuleCounts counts, StringBuilder out) {
    if (one.maskBanner()) {
      out.append("        mask-banner, count ").append(sessions).append('\n');
    }
    for (RuleLine rule : one.rules()) {
      Count count =
          counts.of(
              new RuleCounts.Key(one.trafficClass(), rule.origin(), rule.number(), rule.rule()));
      String shield = rule.origin().equals(one.policy()) ? "" : rule.origin() + " ";
      out.append("        ")
          .append(shield)
          .append(rule.number() == 0 ? "" : "match ")
          .append(rule.match())
          .append('\n');
      out.append("          %s, packet %d".formatted(rule.action(), count.enforced()));
      if (rule.observed() || count.observed() > 0) {
        out.append(", observed ").append(count.observed());
      }
      out.append('\n');
    }
  }

  private static long packets(Classified one, List<PolicyTraffic> traffic) {
    return traffic.stream().filter(some -> isOf(some, one)).mapToLong(PolicyTraffic::packets).sum();
  }

  private static long sessions(Classified one, List<PolicyTraffic> traffic) {
    return traffic.stream()
        .filter(some -> isOf(some, one))
        .mapToLong(PolicyTraffic::sessions)
        .sum();
  }

  private static boolean isOf(PolicyTraffic traffic, Classified one) {
    return traffic.trafficClass().equals(one.trafficClass())
        && traffic.policy().equals(one.policy());
  }

  /** What rules did since the running configuration came, and to whom. */
  static String impact(List<PolicyImpact.Line> lines) {
    if (lines.isEmpty()) {
      return "No rule matched since this configuration came.\n";
    }
    StringBuilder out = new StringBuilder();
    for (PolicyImpact.Line line : lines) {
      out.append(ShownText.printable(line.name())).append('\n');
      out.append("  ").append(ShownText.printable(line.event().detail())).append('\n');
    }
    return out.toString();
  }
}
