package org.mailguard.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mailguard.config.ConfigParser;
import org.mailguard.config.ConfigResult;
import org.mailguard.config.Configuration;
import org.mailguard.policy.Laboratory;
import org.mailguard.policy.Laboratory.Defect;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Rates;
import org.mailguard.policy.Release;
import org.mailguard.policy.RuleWatch;
import org.mailguard.session.Intermediary;
import org.mailguard.session.Session;

/** Nobody gets into the laboratory without a line of the configuration that says so. */
class IntermediariesTest {
  private static final String PUBLISHED =
      """
      static (inside,outside) tcp interface smtp 10.0.0.5 smtp
      access-list mail permit tcp any interface outside eq smtp
      access-group mail in interface outside
      """;

  private static Intermediary of(Policy policy) {
    return Intermediaries.of(policy, Rates.UNLIMITED, RuleWatch.NOBODY);
  }

  private static Policy configured(String lines) {
    return switch (ConfigParser.parse("test", PUBLISHED + lines)) {
      case ConfigResult.Accepted(Configuration configuration) ->
          configuration.publications().getFirst().policy();
      case ConfigResult.Refused refused ->
          throw new IllegalArgumentException(lines + refused.problems());
    };
  }

  private static String inClass(String line) {
    return "policy-map global_policy\n class inspection_default\n  "
        + line
        + "\nservice-policy global_policy global\n";
  }

  /** Whatever a configuration without the word can say of the sessions of a port. */
  private static List<Policy> withoutLaboratory() {
    List<Policy> policies =
        new ArrayList<>(
            List.of(
                Policy.MAILGUARD_DEFAULT,
                Policy.MAILGUARD_DEFAULT.observed(),
                Policy.FRAMING_ONLY,
                configured(""),
                configured("no fixup protocol smtp 25\n"),
                configured("fixup protocol smtp 25\n"),
                configured(inClass("inspect esmtp")),
                configured(inClass("no inspect esmtp")),
                configured(inClass("inspect esmtp mailguard_default")),
                configured(inClass("inspect esmtp _default_esmtp_map"))));
    for (Release release : Release.values()) {
      policies.add(release.policy());
      policies.add(Configuration.release(release));
      policies.add(configured("fixup protocol smtp 25 release " + release.word() + "\n"));
      policies.add(configured(inClass("release " + release.word())));
      policies.add(configured(inClass("release " + release.word() + " others swallow")));
    }
    return policies;
  }

  @Test
  void withoutALineOfTheLaboratoryThereIsTheGuardsSession() {
    assertThat(withoutLaboratory())
        .allSatisfy(policy -> {
          assertThat(policy.laboratory().isInForce()).isFalse();
          assertThat(of(policy)).isExactlyInstanceOf(Session.class);
        });
  }

  @Test
  void eachDefectLeadsIntoTheLaboratory() {
    for (Defect defect : Defect.values()) {
      Policy policy = configured(inClass("release p51\n  laboratory defect " + defect.word()));

      assertThat(of(policy)).as(defect.word()).isExactlyInstanceOf(LaboratorySession.class);
      assertThat(of(Release.P51.policy().in(new Laboratory(Set.of(defect), null))))
          .isExactlyInstanceOf(LaboratorySession.class);
    }
  }
}
