package org.mailguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShieldTermsTest {
  private static final String BEFORE =
      """
      static (inside,outside) tcp interface smtp 10.0.0.5 smtp
      access-list mail permit tcp any interface outside eq smtp
      access-group mail in interface outside
      policy-map type inspect esmtp edge
      """;
  private static final String BEHIND =
      """
      policy-map global_policy
       class inspection_default
        inspect esmtp edge
      service-policy global_policy global
      """;

  private static ConfigResult read(String map) {
    return ConfigParser.parse("test", BEFORE + map.indent(1) + BEHIND);
  }

  private static String warnings(String map) {
    return read(map) instanceof ConfigResult.Accepted accepted
        ? accepted.configuration().warnings().toString()
        : "refused";
  }

  @Test
  void aShieldWarnsIfTlsGoesRoundIt() {
    assertThat(warnings("shield exim-2019-06")).contains("no allow-tls");
    assertThat(warnings("shield exim-2019-06 monitor")).doesNotContain("no allow-tls");
    assertThat(warnings("parameters\n no allow-tls\nshield exim-2019-06"))
        .doesNotContain("behind it");
    assertThat(warnings("shield exim-2026-05\nshield exim-2019-06")).doesNotContain("behind it");
    assertThat(warnings("parameters\n monitor\nshield exim-2019-06")).doesNotContain("behind it");
  }

  @Test
  void aMapCannotRelaxWhatItsShieldRefuses() {
    assertThat(read("parameters\n bare-newline normalize\nshield smtp-smuggling-2023-12"))
        .isInstanceOf(ConfigResult.Refused.class);
    assertThat(read("parameters\n bare-newline normalize\nshield exim-2019-06"))
        .isInstanceOf(ConfigResult.Accepted.class);
    assertThat(read("parameters\n bare-newline reject\nshield smtp-smuggling-2023-12"))
        .isInstanceOf(ConfigResult.Accepted.class);
  }
}
