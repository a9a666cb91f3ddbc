package org.mailguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mailguard.policy.Access.Decision;
import org.mailguard.policy.Endpoint;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Publication;

final class ConfigParserTest {
  private static final InetAddress CLIENT = InetAddress.ofLiteral("198.51.100.7");
  private static final InetAddress LOCAL = InetAddress.ofLiteral("192.0.2.25");

  @Test
  void threeLinesPublishAServer() throws ConfigException {
    Configuration configuration =
        ConfigParser.parse(
                "three.conf",
                """
                static (inside,outside) tcp interface smtp 10.0.0.5 smtp
                access-list mail permit tcp any interface outside eq smtp
                access-group mail in interface outside
                """)
            .orElseThrow();

    Publication publication = configuration.publications().getFirst();
    assertThat(configuration.publications()).hasSize(1);
    assertThat(publication.listenAddress()).isNull();
    assertThat(publication.listenPort()).isEqualTo(25);
    assertThat(publication.server()).isEqualTo(new Endpoint("10.0.0.5", 25));
    assertThat(publication.policy()).isEqualTo(Policy.MAILGUARD_DEFAULT);
    assertThat(publication.access().judge(CLIENT, 40_000, LOCAL, 25))
        .isEqualTo(
            new Decision.Permitted(
                "mail", "access-list mail extended permit tcp any interface outside eq smtp"));
    assertThat(configuration.warnings()).isEqualTo(List.of());
  }

  @Test
  void deniesByDefault() throws ConfigException {
    Configuration configuration =
        ConfigParser.parse(
                "one.conf", "static (inside,outside) tcp interface 2525 mail.example 25\n")
            .orElseThrow();

    assertThat(configuration.publications().getFirst().access().judge(CLIENT, 40_000, LOCAL, 2525))
        .isEqualTo(new Decision.NothingBound());
    assertThat(configuration.warnings())
        .extracting(Problem::message)
        .containsExactly("nobody may connect: no access-list in use permits tcp to port 2525");
  }
}
