package org.mailguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TranslationsTest {
  /** Limits are counted by place: two ports of one static share them, as on the device. */
  @Test
  void aStaticForEveryPortHasOnePlace() throws ConfigException {
    Configuration configuration =
        ConfigParser.parse(
                "limits.conf",
                """
                static (inside,outside) 192.0.2.25 10.0.0.5 netmask 255.255.255.255 100 20
                static (inside,outside) tcp 192.0.2.26 smtp 10.0.0.6 smtp
                access-list mail permit tcp any any range smtp 587
                access-group mail in interface outside
                """)
            .orElseThrow();

    assertThat(configuration.publications())
        .extracting(
            publication -> publication.listenPort() + ": " + publication.translation().place())
        .containsExactly(
            "25: (inside,outside) 192.0.2.26 smtp",
            "25: (inside,outside) 192.0.2.25",
            "587: (inside,outside) 192.0.2.25");
  }
}
