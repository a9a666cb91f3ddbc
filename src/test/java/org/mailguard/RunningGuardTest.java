package org.mailguard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mailguard.config.ConfigParser;
import org.mailguard.config.ConfigResult;
import org.mailguard.config.Configuration;
import org.mailguard.peers.ScriptedServer;
import org.mailguard.peers.WireClient;
import org.mailguard.proxy.HandedOver;
import org.mailguard.proxy.Tap;

/** What a guard says of its rules when a configuration ends. */
@Timeout(60)
final class RunningGuardTest {
  private static final String IMPACT = "MG-5-750802: What a rule";

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private int port;

  @BeforeEach
  void choosePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      port = socket.getLocalPort();
    }
  }

  private Configuration configuration(int serverPort, String more) {
    String text =
        """
        ip address outside 127.0.0.1
        static (inside,outside) tcp interface %1$d 127.0.0.1 %2$d
        access-list mail permit tcp any interface outside eq %1$d
        access-group mail in interface outside
        class-map mail
         match port tcp eq %1$d
        policy-map type inspect esmtp edge
         match cmd verb vrfy
          refuse log
         match cmd verb help
          refuse log
          monitor
        policy-map incoming
         class mail
          inspect esmtp edge
        service-policy incoming global
        %3$s
        """
            .formatted(port, serverPort, more);
    return switch (ConfigParser.parse("test", text)) {
      case ConfigResult.Accepted(Configuration accepted) -> accepted;
      case ConfigResult.Refused(_, var problems, _) ->
          throw new IllegalArgumentException(problems.toString());
    };
  }

  private static void server(ScriptedServer.Session session) throws IOException {
    session.say("220 backend.test ESMTP");
    session.dialogue("HELP", "214 help yourself");
    session.awaitEnd();
  }

  /** One refused, one only observed, one refused by the guard itself, which is no rule. */
  private void converse() throws IOException {
    try (var client = WireClient.connect(port)) {
      client.expect(220);
      client.command("VRFY postmaster", 502);
      client.command("HELP", 214);
      client.command("EXPN staff", 502);
    }
  }

  private List<String> impact() {
    return log.toString(UTF_8).lines().filter(line -> line.contains(IMPACT)).toList();
  }

  @Test
  void whatRulesDidIsInTheLogAtAReloadAndAtTheStop() throws Exception {
    try (var server = ScriptedServer.start(RunningGuardTest::server)) {
      RunningGuard guard =
          RunningGuard.start(configuration(server.port(), ""), HandedOver.NONE, log, Tap.NONE);
      try {
        converse();
        assertThat(impact()).as("nothing before the end").isEmpty();

        guard.reload(configuration(server.port(), "hostname other.example"));
        await().untilAsserted(() -> assertThat(impact()).hasSize(2));
        assertThat(impact().get(0))
            .contains("refused 1; 127.0.0.1 (1)", "\"edge 1 cmd verb vrfy\"");
        assertThat(impact().get(1))
            .contains("would have refused 1; 127.0.0.1 (1)", "\"edge 2 cmd verb help\"");

        converse();
        converse();
      } finally {
        guard.stop(Duration.ofSeconds(5));
      }
    }
    assertThat(impact()).as("counted anew since the reload").hasSize(4);
    assertThat(impact().get(2)).contains("refused 2; 127.0.0.1 (2)");
    assertThat(impact().get(3)).contains("would have refused 2; 127.0.0.1 (2)");
  }

  @Test
  void ofRulesThatDidNothingNothingIsSaid() throws Exception {
    try (var server = ScriptedServer.start(RunningGuardTest::server)) {
      RunningGuard guard =
          RunningGuard.start(configuration(server.port(), ""), HandedOver.NONE, log, Tap.NONE);
      guard.reload(configuration(server.port(), ""));
      guard.stop(Duration.ofSeconds(5));
    }
    assertThat(log.toString(UTF_8)).contains("MG-5-750003").doesNotContain("750802");
  }

  /** Who does not log debugging is not told of each greeting that got another name. */
  @Test
  void whatHappensInEachSessionIsWrittenOnlyIfSomebodyAsks() throws Exception {
    try (var server = ScriptedServer.start(RunningGuardTest::server)) {
      RunningGuard guard =
          RunningGuard.start(
              configuration(server.port(), "hostname a.example"), HandedOver.NONE, log, Tap.NONE);
      try {
        converse();
        guard.reload(configuration(server.port(), "hostname a.example\nlogging stdout debugging"));
        assertThat(log.toString(UTF_8)).doesNotContain("750704");
        converse();
      } finally {
        guard.stop(Duration.ofSeconds(5));
      }
    }
    assertThat(log.toString(UTF_8))
        .containsOnlyOnce("%MG-7-750704")
        .contains("received: \"220 backend.test ESMTP\" sent: \"220 a.example ESMTP\"");
  }
}
