package org.mailguard.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mailguard.config.AppliedPolicies;
import org.mailguard.console.LiveGuard.PolicyTraffic;
import org.mailguard.events.Event;
import org.mailguard.events.Intervention;
import org.mailguard.events.Intervention.Verdict;
import org.mailguard.events.MessageId;
import org.mailguard.events.PolicyImpact;
import org.mailguard.events.RuleCounts;

/** {@code show service-policy} and {@code show policy impact}. */
class ShownPoliciesTest {
  private static final String TEXT =
      """
      static (inside,outside) tcp interface smtp 10.0.0.5 smtp
      access-list mail permit tcp any interface outside eq smtp
      access-group mail in interface outside
      class-map mail
       match port tcp eq smtp
      class-map other
       match port tcp eq 2525
      policy-map type inspect esmtp edge
       match cmd verb vrfy
        refuse log
       match cmd verb help
        refuse log
        monitor
       match header line length gt 998
        reset
      policy-map incoming
       class mail
        inspect esmtp edge
       class other
        no inspect esmtp
      service-policy incoming global
      """;

  private final PolicyImpact impact = new PolicyImpact(_ -> {});
  private final RuleCounts counts = new RuleCounts(impact);

  private void happens(int number, String rule, Verdict verdict, boolean observed) {
    counts.log(
        new Event(
            observed ? MessageId.RULE_OBSERVED : MessageId.RULE_ENFORCED,
            1,
            "192.0.2.1/4711",
            "edge " + rule,
            "",
            "",
            "",
            null,
            new Intervention("mail", "command", "edge", number, rule, verdict, observed, false)));
  }

  @Test
  void rulesWithWhatTheyDidAndWouldHaveDone() {
    happens(1, "cmd verb vrfy", Verdict.REFUSED, false);
    happens(2, "cmd verb help", Verdict.REFUSED, true);
    happens(2, "cmd verb help", Verdict.REFUSED, true);
    happens(3, "header line length gt 998", Verdict.RESET, false);
    assertThat(
            ShownPolicies.services(
                AppliedPolicies.of(Configurations.read(TEXT)),
                List.of(
                    new PolicyTraffic("mail", "edge", 3, 42),
                    new PolicyTraffic("elsewhere", "edge", 30, 420)),
                counts,
                true))
        .isEqualTo(
            """
            Global policy:
              Service-policy: incoming
                Class-map: mail
                  Inspect: esmtp edge, packet 42, lock fail 0, drop 1, reset-drop 1
                    mask-banner, count 3
                    match cmd verb vrfy
                      refuse log, packet 1
                    match cmd verb help
                      refuse log, packet 0, observed 2
                    match header line length gt 998
                      reset, packet 1
                Class-map: other
                  No inspection but for framing, packet 0
            """);
  }

  @Test
  void fixupLinesAreTheUsualPolicy() {
    String text =
        """
        static (inside,outside) tcp interface smtp 10.0.0.5 smtp
        access-list mail permit tcp any interface outside eq smtp
        access-group mail in interface outside
        fixup protocol smtp 25 release p51
        """;
    assertThat(
            ShownPolicies.services(
                AppliedPolicies.of(Configurations.read(text)),
                List.of(new PolicyTraffic("", "release p51", 1, 7)),
                counts,
                false))
        .isEqualTo(
            """
            Global policy:
              Service-policy: global_policy
                Class-map: inspection_default
                  Inspect: esmtp release p51, packet 7, lock fail 0, drop 0, reset-drop 0
            """);
  }

  @Test
  void whomARuleMet() {
    assertThat(ShownPolicies.impact(impact.report()))
        .isEqualTo("No rule matched since this configuration came.\n");
    happens(2, "cmd verb help", Verdict.REFUSED, true);
    assertThat(ShownPolicies.impact(impact.report()))
        .isEqualTo(
            """
            edge 2 cmd verb help
              would have refused 1; 192.0.2.1 (1)
            """);
    assertThat(impact.report()).as("to look takes nothing away").hasSize(1);
  }

  @Test
  void rulesBeyondTheBoundAreNotCounted() {
    for (int i = 0; i < 5000; i++) {
      happens(i, "rule " + i, Verdict.REFUSED, false);
    }
    assertThat(counts.byClass().get("mail")).extracting(RuleCounts.Count::dropped).isEqualTo(4096L);
    counts.clear();
    assertThat(counts.byClass()).isEmpty();
  }
}
