package org.mailguard;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mailguard.config.ConfigParser;
import org.mailguard.config.ConfigResult;
import org.mailguard.config.Configuration;
import org.mailguard.peers.ScriptedServer;
import org.mailguard.peers.WireClient;
import org.mailguard.proxy.HandedOver;
import org.mailguard.proxy.Tap;

/** Commands of seeing on a guard at work. */
@Timeout(60)
class GuardOperationsTest {
  private static final String SECRET = "c2VjcmV0IHdvcmQ=";

  private static int freePort() throws IOException {
    return FreshPort.take();
  }

  private static Configuration configuration(int port, int server, String more) {
    String text =
        """
        hostname edge
        ip address outside 127.0.0.1
        static (inside,outside) tcp interface %1$d 127.0.0.1 %2$d
        access-list mail permit tcp any interface outside eq %1$d
        access-group mail in interface outside
        logging enable
        logging buffered informational
        no logging stdout
        fixup protocol smtp %1$d
        %3$s
        """
            .formatted(port, server, more);
    return switch (ConfigParser.parse("test", text)) {
      case ConfigResult.Accepted(Configuration accepted) -> accepted;
      case ConfigResult.Refused(_, var problems, _) ->
          throw new IllegalArgumentException(problems.toString());
    };
  }

  private static void serve(ScriptedServer.Session session) throws IOException {
    session.say("220 backend.test ESMTP");
    session.expect("EHLO client.test");
    session.say("250-backend.test", "250-AUTH PLAIN LOGIN", "250 PIPELINING");
    session.awaitEnd();
  }

  private static void serveAuth(ScriptedServer.Session session) throws IOException {
    session.say("220 backend.test ESMTP");
    session.expect("EHLO client.test");
    session.say("250-backend.test", "250-AUTH PLAIN LOGIN", "250 PIPELINING");
    session.dialogue(
        "AUTH PLAIN " + SECRET,
        "535 5.7.8 no",
        "AUTH LOGIN",
        "334 VXNlcm5hbWU6",
        SECRET,
        "334 UGFzc3dvcmQ6",
        SECRET,
        "235 2.7.0 welcome",
        "MAIL FROM:<a@b.test>",
        "250 ok",
        "RCPT TO:<c@d.test>",
        "250 ok",
        "DATA",
        "354 go");
    session.readData();
    session.say("250 queued");
    session.awaitEnd();
  }

  private interface Scene {
    void play(RunningGuard guard, PromptedOperator operator, int port) throws Exception;
  }

  @TempDir private Path folder;

  private void play(ScriptedServer.Script script, String more, Scene scene) throws Exception {
    int port = freePort();
    try (var server = ScriptedServer.start(script)) {
      RunningGuard guard =
          RunningGuard.start(
              configuration(port, server.port(), more),
              HandedOver.NONE,
              OutputStream.nullOutputStream(),
              Tap.NONE);
      StartupFiles files = new StartupFiles(folder.resolve("startup-config"));
      try (PromptedOperator operator = new PromptedOperator(guard.view(files), files, _ -> {})) {
        scene.play(guard, operator, port);
      } finally {
        guard.stop(Duration.ZERO);
      }
    }
  }

  @Test
  void sessionsAreShownAndCleared() throws Exception {
    play(
        GuardOperationsTest::serve,
        "",
        (_, operator, port) -> {
          assertThat(operator.type("show conn")).isEqualTo("0 in use, 0 most used\n");
          assertThat(operator.type("show conn count")).isEqualTo("0 in use, 0 most used\n");
          try (var client = WireClient.greet(port)) {
            assertThat(operator.type("show conn"))
                .matches(
                    "(?s)1 in use, 1 most used\n"
                        + "TCP outside  127.0.0.1:\\d+ inside  127.0.0.1:\\d+, idle 0:00:\\d\\d,"
                        + " bytes \\d+, flags UIOBM\n");
            assertThat(operator.type("show conn detail address 127.0.0.1"))
                .contains("session 1, state command, TLS -, class -, policy mailguard_default");
            assertThat(operator.type("show conn address 127.0.0.9")).hasLineCount(1);
            assertThat(operator.type("clear conn address 127.0.0.9"))
                .isEqualTo("0 connection(s) deleted.\n");
            assertThat(operator.type("clear xlate")).startsWith("0 connection(s) deleted");
            assertThat(operator.type("clear conn all")).isEqualTo("1 connection(s) deleted.\n");
            client.expect(421);
          }
          Awaitility.await()
              .untilAsserted(
                  () -> assertThat(operator.type("show conn")).startsWith("0 in use, 1 most used"));
          assertThat(operator.type("show logging"))
              .contains("Buffer logging: level informational", "%MG-6-302013: Built inbound")
              .contains("%MG-5-750505");
          operator.type("clear logging buffer");
          assertThat(operator.type("show logging")).doesNotContain("302013");
        });
  }

  @Test
  void aSessionOnATranslationThatIsGoneCanBeCleared() throws Exception {
    play(
        GuardOperationsTest::serve,
        "",
        (guard, operator, port) -> {
          try (var client = WireClient.greet(port)) {
            guard.reload(configuration(freePort(), 25, ""));
            assertThat(operator.type("clear xlate")).startsWith("1 connection(s) deleted");
            client.expect(421);
          }
        });
  }

  @Test
  void conversationsAreShownWithoutCredentialsAndContent() throws Exception {
    play(
        GuardOperationsTest::serveAuth,
        "",
        (_, operator, port) -> {
          assertThat(operator.type("debug smtp 127.0.0.1"))
              .contains("debug smtp 127.0.0.1 enabled");
          try (var client = WireClient.greet(port)) {
            client.command("AUTH PLAIN " + SECRET, 535);
            client.command("AUTH LOGIN", 334);
            client.command(SECRET, 334);
            client.command(SECRET, 235);
            client.envelope("a@b.test", "c@d.test");
            client.data("Subject: private matters\r\n\r\nx\r\n".getBytes(US_ASCII));
            client.command("EXPN staff", 502);
            client.command(SECRET, 500);
            client.command("AUTH PLAIN " + SECRET, 503);
          }
          Awaitility.await().until(() -> operator.seen().contains("closed: "));
          assertThat(operator.seen())
              .contains("C -> S  AUTH PLAIN (hidden)", "C -> S  (an answer to a challenge)")
              .contains("C <- S  334 (a challenge)", "C <- S  235 2.7.0 welcome")
              .contains("C -> S  MAIL FROM:<a@b.test>", " octets)", "MG-5-750103")
              .contains("C -> G  EXPN staff")
              .doesNotContain(SECRET.substring(0, 8), "secret word", "private matters")
              .doesNotContain(Base64.getEncoder().encodeToString("Username:".getBytes(US_ASCII)));
          operator.type("undebug all");
          assertThat(operator.type("show debug")).isEqualTo("Nothing is debugged.\n");
        });
  }

  /** Where nothing is parsed, an answer to a challenge looks like a command. */
  @Test
  void norAreTheyShownWhereNothingIsParsed() throws Exception {
    play(
        GuardOperationsTest::serveAuth,
        "no fixup protocol smtp 1024-65535",
        (_, operator, port) -> {
          operator.type("debug smtp");
          try (var client = WireClient.greet(port)) {
            client.command("AUTH PLAIN " + SECRET, 535);
            client.command("AUTH LOGIN", 334);
            client.command(SECRET, 334);
            client.command(SECRET, 235);
            client.envelope("a@b.test", "c@d.test");
            client.data("Subject: private matters\r\n\r\nx\r\n".getBytes(US_ASCII));
          }
          Awaitility.await().until(() -> operator.seen().contains("closed: "));
          assertThat(operator.seen())
              .contains("C -> S  AUTH (hidden)", "C -> S  MAIL FROM:<a@b.test>")
              .doesNotContain(SECRET.substring(0, 8), "private matters");
        });
  }

  @Test
  void othersAreNotShownToWhoWatchesOneClient() throws Exception {
    play(
        session -> {
          session.say("220 backend.test ESMTP");
          session.awaitEnd();
        },
        "",
        (_, operator, port) -> {
          operator.type("debug smtp 127.0.0.9");
          try (var other = WireClient.connect(port)) {
            other.expect(220);
          }
          try (var watched = WireClient.connectFrom("127.0.0.9", port)) {
            watched.expect(220);
          }
          Awaitility.await().until(() -> operator.seen().contains("C <- S  220"));
          assertThat(operator.seen()).contains("127.0.0.9").doesNotContain("127.0.0.1:");
        });
  }

  @Test
  void theLogIsShownAsItComes() throws Exception {
    play(
        GuardOperationsTest::serve,
        "no logging buffered\nlogging monitor informational",
        (_, operator, port) -> {
          operator.type("terminal monitor");
          WireClient.greet(port).close();
          Awaitility.await().until(() -> operator.seen().contains("302014"));
          assertThat(operator.seen()).contains("%MG-6-302013: Built inbound TCP connection 1");
          operator.type("terminal no monitor");
        });
  }

  @Test
  void countsAndTheirEnd() throws Exception {
    play(
        GuardOperationsTest::serve,
        "",
        (_, operator, port) -> {
          try (var client = WireClient.greet(port)) {
            client.command("EXPN staff", 502);
            assertThat(operator.type("show service-policy inspect esmtp"))
                .containsPattern("Inspect: esmtp mailguard_default, packet [1-9]")
                .contains("match header line length gt 998\n          log, packet 0");
            assertThat(operator.type("show access-list mail")).contains("(hitcnt=1)");
            assertThat(operator.type("show counters")).containsPattern("MG-5-750103 +1 ");
            assertThat(operator.type("show xlate")).startsWith("1 in use, 1 most used\n");
            assertThat(operator.type("show local-host")).contains("count/limit = 1/unlimited");
          }
          operator.type("clear counters");
          operator.type("clear access-list mail counters");
          assertThat(operator.type("show access-list mail")).contains("(hitcnt=0)");
          assertThat(operator.type("show access-list nobody"))
              .startsWith("ERROR: access-list <nobody>");
          assertThat(operator.type("show counters")).doesNotContain("750103");
        });
  }

  @Test
  void theMachineAndAllOfIt() throws Exception {
    play(
        GuardOperationsTest::serve,
        "",
        (_, operator, _) -> {
          assertThat(operator.type("show version"))
              .startsWith("Mailguard SMTP Firewall Version 0.")
              .containsPattern("edge up 0 mins \\d+ secs?");
          assertThat(operator.type("show memory"))
              .containsPattern("Used memory: +[1-9]\\d+ bytes")
              .contains("A session holds at most 262144 bytes of buffers; 5000 sessions");
          assertThat(operator.type("show clock detail")).contains("Time source");
          assertThat(operator.type("show users")).contains("*     1  enable_15");
          assertThat(operator.type("show tech-support"))
              .contains("---- show version ----", "---- show running-config ----", ": end");
        });
  }

  /** Behind the guard stands a server that answers; the doctor asks the guard itself. */
  @Test
  void theDoctorIsAskedFromThePrompt() throws Exception {
    play(
        GuardOperationsTest::serve,
        "",
        (_, operator, port) -> {
          assertThat(operator.type("doctor nobody@nowhere"))
              .isEqualTo("ERROR: a target is a mail domain, a host or HOST:PORT\n");
          assertThat(operator.type("doctor 127.0.0.1:1"))
              .contains("127.0.0.1:1")
              .doesNotContain("ERROR");
        });
  }

  @Test
  void aDialogueIsTraced() throws Exception {
    play(
        GuardOperationsTest::serve,
        "",
        (_, operator, _) -> {
          assertThat(operator.type("trace")).startsWith("Type the dialogue");
          operator.type("EHLO a.example");
          operator.type("EXPN staff");
          assertThat(operator.type("end"))
              .contains("dialogue    typed, under running-config", "MG-5-750103");
          assertThat(operator.type("trace candidate")).startsWith("ERROR: there is no candidate");
          assertThat(operator.type("trace file nothing")).startsWith("ERROR: there is no nothing");
          assertThat(operator.type("trace file /etc/passwd"))
              .startsWith("ERROR: /etc/passwd: a name has");
          assertThat(operator.type("explain 750103")).startsWith("MG-5-750103  ");
          assertThat(operator.type("explain nothing")).startsWith("ERROR: there is no id nothing");
        });
  }

  @Test
  void theServerIsAsked() throws Exception {
    List<String> lines = new ArrayList<>();
    int port = freePort();
    try (var server =
        ScriptedServer.start(
            session -> {
              session.say("220 backend.test ESMTP \u001b[2J");
              session.expect("EHLO edge");
              session.say("250-backend.test", "250 SIZE 1000");
              session.expect("QUIT");
              session.say("221 bye");
            },
            session -> {
              session.say("220 backend.test ESMTP");
              session.expect("EHLO edge");
              session.say("250 backend.test");
              session.dialogue(
                  "MAIL FROM:<>",
                  "250 ok",
                  "RCPT TO:<relay-test@example.net>",
                  "554 5.7.1 no",
                  "RSET",
                  "250 ok",
                  "QUIT",
                  "221 bye");
            })) {
      new ServerTest(configuration(port, server.port(), "")).run("127.0.0.1", lines::add);
      assertThat(lines.getFirst()).isEqualTo("server 127.0.0.1:" + server.port());
      assertThat(String.join("\n", lines))
          .contains("reachable    127.0.0.1/" + server.port())
          .contains("greeting     220 backend.test ESMTP ")
          .contains("offers       SIZE 1000", "TLS          not offered")
          .doesNotContain("\u001b")
          .contains("relay test   refuses, as it should: 554 5.7.1 no");
    }
    lines.clear();
    new ServerTest(configuration(port, 25, "")).run("192.0.2.1", lines::add);
    assertThat(lines).singleElement().asString().startsWith("ERROR: no published server is");
  }
}
