package org.mailguard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailguard.policy.Access.Decision;
import org.mailguard.policy.Appearance;
import org.mailguard.policy.Connection;
import org.mailguard.policy.Endpoint;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Publication;
import org.mailguard.smtp.Octets;

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
    assertThat(publication.access().judge(from(25)))
        .isInstanceOfSatisfying(
            Decision.Permitted.class,
            permitted -> {
              assertThat(permitted.by()).isEqualTo("mail");
              assertThat(permitted.entry()).isNotNull();
              assertThat(permitted.hits()).isEqualTo(1);
            });
    assertThat(configuration.warnings()).isEqualTo(List.of());
  }

  @Test
  void deniesByDefault() throws ConfigException {
    Configuration configuration =
        ConfigParser.parse(
                "one.conf", "static (inside,outside) tcp interface 2525 mail.example 25\n")
            .orElseThrow();

    assertThat(configuration.publications().getFirst().access().judge(from(2525)))
        .isEqualTo(new Decision.NothingPermits("no access-group"));
    assertThat(configuration.warnings())
        .extracting(Problem::message)
        .containsExactly("nobody may connect: nothing in use permits tcp to port 2525");
  }

  @Test
  void octetsThatAreNoUtf8AreNamedWithTheirPlace() {
    byte[] latin1 =
        "hostname mx\naccess-list mail remark M\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(problems(ConfigParser.parse("latin1.conf", latin1)))
        .containsExactly("2:26 octet 0xfc is not UTF-8 here");
  }

  @Test
  void aSequenceThatEndsTooEarlyIsNoUtf8() {
    byte[] cut = {'!', (byte) 0xc3};

    assertThat(problems(ConfigParser.parse("cut.conf", cut)))
        .containsExactly("1:2 octet 0xc3 is not UTF-8 here");
  }

  @Test
  void aByteOrderMarkAndDosLineEndsAreNoMatter() throws ConfigException {
    byte[] octets = "\ufeffhostname mx.example.com\r\n! end\r\n".getBytes(StandardCharsets.UTF_8);

    assertThat(ConfigParser.parse("dos.conf", octets).orElseThrow().hostname())
        .contains("mx.example.com");
  }

  @Test
  void aHugeFileIsRefusedUnread() {
    assertThat(problems(ConfigParser.parse("huge", "x".repeat(SourceText.MAX_TEXT + 1))))
        .containsExactly("1:1 a configuration has at most 33554432 octets, this one has 33554433");
  }

  @Test
  void whatIsBeyondAHundredProblemsIsCounted() {
    List<String> problems = problems(ConfigParser.parse("nginx.conf", "server {\n".repeat(130)));

    assertThat(problems).hasSize(101).endsWith("100:1 and 30 more errors");
  }

  /** Each line is compared with those before it; that must not make it quadratic. */
  @Test
  void aListOfAHundredThousandRulesIsReadAtOnce() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      text.append("access-list big line ")
          .append(i + 1)
          .append(" deny tcp host 10.")
          .append(i >> 16)
          .append('.')
          .append(i >> 8 & 255);
      text.append('.').append(i & 255).append(" any eq smtp\n");
    }
    assertTimeout(
        Duration.ofSeconds(20), () -> ConfigParser.parse("big", text.toString()).orElseThrow());
  }

  @Test
  void anEmptyFileIsGoodForNothing() throws ConfigException {
    assertThat(ConfigParser.parse("empty", "").orElseThrow().warnings())
        .extracting(Problem::message)
        .containsExactly("no server is published: the guard has nothing to do");
  }

  /** Indentation means nothing; the first word says where a line belongs. */
  @Test
  void aStatementOfAnOuterModeEndsTheInnerOnes() throws ConfigException {
    Configuration configuration =
        ConfigParser.parse(
                "flat.conf",
                """
                policy-map p
                class inspection_default
                no inspect esmtp
                   class-map late
                 match any
                policy-map p
                class late
                inspect esmtp
                service-policy p global
                """)
            .orElseThrow();

    assertThat(ConfigWriter.write(configuration))
        .isEqualTo(
            """
            class-map late
             match any
            policy-map p
             class inspection_default
              no inspect esmtp
             class late
              inspect esmtp
            service-policy p global
            : end
            """);
  }

  /**
   * A line that is wrong in its mode is an error there, even if the mode above knew such a line.
   */
  @Test
  void noLineIsTriedInAnotherMode() {
    assertThat(problems(ConfigParser.parse("x", "policy-map p\n class c\n  inspect smtp\n")))
        .contains("3:11 \"smtp\" does not fit here");
    assertThat(problems(ConfigParser.parse("x", "class inspection_default\n")))
        .containsExactly("1:1 \"class\" stands in another place");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                            | 25   | mailguard_default",
        "no fixup protocol smtp 25                     | 25   | no inspect",
        "no fixup protocol smtp 25                     | 2525 | mailguard_default",
        "no fixup protocol smtp 20-30; fixup protocol smtp 25 | 25 | mailguard_default",
        "no fixup protocol smtp 25; no fixup protocol smtp    | 25 | mailguard_default",
        "no fixup protocol smtp 25; clear fixup        | 25   | mailguard_default",
        "no fixup protocol smtp 25; clear configure fixup | 25 | mailguard_default",
        "fixup protocol smtp 25; no fixup protocol smtp 25 | 25 | no inspect",
        "fixup protocol smtp 20-30; no fixup protocol smtp | 587 | mailguard_default",
        "fixup protocol smtp 25 release p51            | 25   | release p51",
        "fixup protocol smtp 25                        | 587  | no inspect",
        "fixup protocol smtp 587                       | 25   | mailguard_default",
        "policy-map p; class inspection_default; inspect esmtp; service-policy p global | 25 |"
            + " mailguard_default",
        "policy-map p; class inspection_default; inspect esmtp; service-policy p global | 2525 |"
            + " no inspect",
        "policy-map p; class class-default; inspect esmtp; service-policy p global | 2525 |"
            + " mailguard_default",
        "policy-map p; class inspection_default; service-policy p global | 25 | no inspect",
        "class-map c; match port tcp eq 25; policy-map p; class c; inspect esmtp; service-policy p"
            + " global | 587 | no inspect",
        "class-map c; match port tcp eq 25; policy-map p; class c; inspect esmtp; service-policy p"
            + " global | 25 | mailguard_default",
        "policy-map p; class inspection_default; inspect esmtp; policy-map q; class"
            + " inspection_default; release p51; service-policy p global; service-policy q"
            + " interface outside | 25 | release p51",
      })
  void aPortHasThePolicyThatItsLinesSay(String lines, int port, String policy)
      throws ConfigException {
    String text =
        "static (inside,outside) tcp interface "
            + port
            + " 10.0.0.5 25\n"
            + lines.replace("; ", "\n")
            + "\n";

    assertThat(
            ConfigParser.parse("x", text).orElseThrow().publications().getFirst().policy().name())
        .isEqualTo(policy);
  }

  @Test
  void nameLimitsTimesAndStrictGreetingReachThePolicy() throws ConfigException {
    Configuration configuration =
        ConfigParser.parse(
                "x",
                """
                hostname mx.example.com
                limit recipients 200
                limit sessions 7
                limit sessions per-address 3
                timeout smtp connect 0:00:05
                static (inside,outside) tcp interface smtp 10.0.0.5 smtp
                fixup protocol smtp 25 release p51 strict-greeting
                """)
            .orElseThrow();
    Policy policy = configuration.publications().getFirst().policy();

    assertThat(policy.hostname()).isEqualTo(Octets.ascii("mx.example.com"));
    assertThat(policy.limits().recipients()).isEqualTo(200);
    assertThat(policy.timeouts().connect()).isEqualTo(Duration.ofSeconds(5));
    assertThat(policy.timeouts().greeting()).isEqualTo(Duration.ofMinutes(5));
    assertThat(policy.appearance().greeting()).isEqualTo(Appearance.Greeting.STARRED_WITH_BLANK);
    assertThat(configuration.bounds().sessions()).isEqualTo(7);
    assertThat(configuration.bounds().sessionsPerAddress()).isEqualTo(3);
  }

  private static Connection from(int port) {
    return new Connection(CLIENT, 40_000, LOCAL, port, Instant.EPOCH);
  }

  private static List<String> problems(ConfigResult result) {
    return ((ConfigResult.Refused) result)
        .problems().stream()
            .map(problem -> problem.line() + ":" + problem.column() + " " + problem.message())
            .toList();
  }
}
