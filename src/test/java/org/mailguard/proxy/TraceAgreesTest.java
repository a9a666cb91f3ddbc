package org.mailguard.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mailguard.peers.ScriptedServer;
import org.mailguard.peers.WireClient;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Release;
import org.mailguard.trace.Admission;
import org.mailguard.trace.Dialogue;
import org.mailguard.trace.DialogueParser;
import org.mailguard.trace.DialogueResult;
import org.mailguard.trace.Play;
import org.mailguard.trace.Side;

/** One dialogue on paper and over sockets: the client gets the same replies. */
final class TraceAgreesTest {
  private static final String DIALOGUE =
      """
      S   220 backend.test ESMTP Postfix
      C   EHLO c.test
      S   250-backend.test | 250-SIZE 1000 | 250-XFORWARD NAME | 250 8BITMIME
      C   EXPN staff
      C   MAIL FROM:<a@c.test> SIZE=10
      S   250 2.1.0 Ok
      C   RCPT TO:<no@b.test>
      S   550 5.1.1 No such user
      C   RCPT TO:<b@b.test>
      S   250 2.1.5 Ok
      C   DATA
      S   354 go
      C   a\\nb
      C   .
      C   NOOP
      """;

  @Test
  void theTracerSaysWhatTheGuardDoes() throws IOException {
    for (Policy policy : List.of(Policy.MAILGUARD_DEFAULT, Release.P51.policy())) {
      assertThat(overSockets(policy)).isEqualTo(onPaper(policy)).contains("MG-4-750202");
    }
  }

  private static Dialogue dialogue(Policy policy) {
    String text =
        policy.equals(Release.P51.policy())
            ? DIALOGUE
                .replace("EHLO", "HELO")
                .replace(
                    "250-backend.test | 250-SIZE 1000 | 250-XFORWARD NAME | 250 8BITMIME", "250 ok")
                .replace("EXPN staff\n", "EXPN staff\nS   500 what\n")
            : DIALOGUE;
    if (DialogueParser.parse("agrees", text) instanceof DialogueResult.Read(Dialogue dialogue)) {
      return dialogue;
    }
    throw new AssertionError(text);
  }

  private static String onPaper(Policy policy) {
    StringBuilder got = new StringBuilder();
    Play.of(dialogue(policy), Admission.under(policy))
        .steps()
        .forEach(step -> got.append(step.got(Side.CLIENT)));
    return got.toString();
  }

  private static String overSockets(Policy policy) throws IOException {
    List<Dialogue.Entry> entries = dialogue(policy).entries();
    List<String> replies =
        entries.stream()
            .filter(entry -> entry.kind() == Dialogue.Kind.SERVER)
            .map(Dialogue.Entry::octets)
            .toList();
    StringBuilder got = new StringBuilder();
    try (var server =
            ScriptedServer.start(session -> {
              for (int i = 0; i < replies.size(); i++) {
                if (i > 0) {
                  session.readLine();
                }
                session.say(replies.get(i).strip().split("\r\n"));
              }
              session.stall();
            });
        var guard = TestGuard.with(server.port(), policy);
        var client = WireClient.connect(guard.port())) {
      read(client, got);
      for (int i = 0; i < entries.size(); i++) {
        Dialogue.Entry entry = entries.get(i);
        if (entry.kind() == Dialogue.Kind.CLIENT) {
          client.send(entry.bytes());
          if (!entry.octets().startsWith("a\n")) {
            read(client, got);
          }
        }
      }
    }
    return got.toString();
  }

  private static void read(WireClient client, StringBuilder got) throws IOException {
    List<String> lines = new ArrayList<>(client.reply().lines());
    lines.forEach(line -> got.append(line).append("\r\n"));
  }
}
