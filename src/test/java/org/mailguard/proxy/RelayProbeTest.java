package org.mailguard.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mailguard.peers.ScriptedServer;
import org.mailguard.policy.Endpoint;
import org.mailguard.proxy.RelayProbe.Outcome;

@Timeout(30)
final class RelayProbeTest {
  private static final String RCPT = "RCPT TO:<relay-test@example.net>";

  @Test
  void aServerThatTakesTheRecipientIsOpen() throws Exception {
    assertThat(ask("EHLO mx.test", "250 hi", "MAIL FROM:<>", "250 ok", RCPT, "250 2.1.5 fine"))
        .isEqualTo(new Outcome.Open("250 2.1.5 fine"));
  }

  @Test
  void aServerThatRefusesIsClosed() throws Exception {
    assertThat(ask("EHLO mx.test", "250 hi", "MAIL FROM:<>", "250 ok", RCPT, "554 5.7.1 no"))
        .isEqualTo(new Outcome.Closed("554 5.7.1 no"));
  }

  @Test
  void aServerThatWantsALoginFirstIsClosed() throws Exception {
    assertThat(ask("EHLO mx.test", "250 hi", "MAIL FROM:<>", "530 5.7.0 log in"))
        .isEqualTo(new Outcome.Closed("530 5.7.0 log in"));
  }

  @Test
  void aServerWithoutEsmtpIsGreetedAsIn1982() throws Exception {
    assertThat(
            ask(
                "EHLO mx.test",
                "502 what",
                "HELO mx.test",
                "250 hi",
                "MAIL FROM:<>",
                "250 ok",
                RCPT,
                "550 no"))
        .isEqualTo(new Outcome.Closed("550 no"));
  }

  @Test
  void laterIsNoAnswer() throws Exception {
    assertThat(ask("EHLO mx.test", "250 hi", "MAIL FROM:<>", "250 ok", RCPT, "450 later"))
        .isEqualTo(new Outcome.Unknown("450 later"));
  }

  @Test
  void aServerThatIsNotThereIsNoAnswer() throws Exception {
    assertThat(
            RelayProbe.ask(
                new Endpoint("127.0.0.1", TestGuard.freePort()), "", Duration.ofSeconds(5)))
        .isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void aServerThatSpeaksSomethingElseIsNoAnswer() throws Exception {
    try (var server =
        ScriptedServer.start(session -> {
          session.say("SSH-2.0-OpenSSH");
          session.awaitEnd();
        })) {
      assertThat(
              RelayProbe.ask(new Endpoint("127.0.0.1", server.port()), "", Duration.ofSeconds(5)))
          .isInstanceOf(Outcome.Unknown.class);
    }
  }

  private static Outcome ask(String... lines) throws Exception {
    List<String> dialogue = Arrays.asList(lines);
    try (var server = ScriptedServer.start(session -> play(session, dialogue))) {
      return RelayProbe.ask(
          new Endpoint("127.0.0.1", server.port()), "mx.test", Duration.ofSeconds(10));
    }
  }

  private static void play(ScriptedServer.Session session, List<String> dialogue)
      throws IOException {
    session.say("220 backend.test ESMTP");
    session.dialogue(dialogue.toArray(new String[0]));
    if (dialogue.getLast().startsWith("530")) {
      return;
    }
    session.dialogue("RSET", "250 ok", "QUIT", "221 bye");
  }
}
