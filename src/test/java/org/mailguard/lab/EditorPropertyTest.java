package org.mailguard.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailguard.config.Configuration;
import org.mailguard.policy.Appearance.Suppression;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Rates;
import org.mailguard.policy.Release;
import org.mailguard.policy.RuleWatch;
import org.mailguard.session.Step;
import org.mailguard.session.Steps;
import org.mailguard.smtp.SmtpWriter;

/**
 * The editor without any defect, over random conversations in random segments: the server gets as
 * many octets as the client sent, and no command that is not in the release's table, also if it
 * takes a bare LF or CR for the end of a line.
 */
class EditorPropertyTest {
  private static final int ROUNDS = Integer.getInteger("mailguard.rounds", 400);

  private static final String[] LINES = {
    "HELO a.example",
    "EHLO a.example",
    "MAIL FROM:<x@a.example>",
    "RCPT TO:<y|z@b.example>",
    "RCPT TO:<y@b.example>",
    "DATA",
    "DATA",
    "data",
    "RSET",
    "NOOP",
    "QUIT",
    "EXPN root",
    "VRFY root",
    "XCLIENT ADDR=1.2.3.4",
    "AUTH PLAIN AGEAYg==",
    "goodmorning",
    "",
    ".",
    "..",
    "text",
    "\tEXPN x",
    "HEL",
    "NOOP\0",
    "NOOP\nEXPN x",
    "NOOP\rEXPN x",
    "a\r",
    "\u00e9\u00ff",
    "MAIL",
    "."
  };

  @ParameterizedTest
  @EnumSource(Release.class)
  void lengthIsKeptAndNoVerbGetsPast(Release release) {
    SplittableRandom random = new SplittableRandom(release.word().hashCode());
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder script = new StringBuilder();
      for (int i = random.nextInt(1, 30); i > 0; i--) {
        script.append(LINES[random.nextInt(LINES.length)]).append("\r\n");
      }
      new Play(Configuration.release(release), random).of(script.toString());
    }
  }

  /** One conversation; the server is in here, and answers when it likes. */
  private static final class Play implements Steps {
    private final Policy policy;
    private final SplittableRandom random;
    private final LaboratorySession session;
    private final ByteArrayOutputStream unread = new ByteArrayOutputStream();
    private final StringBuilder arrived = new StringBuilder();
    private final StringBuilder replies = new StringBuilder("220 mx.example\r\n");
    private byte[] current = {};
    private int octets;
    private int judged;
    private int turns;
    private boolean inData;
    private boolean inAuth;

    Play(Policy policy, SplittableRandom random) {
      this.policy = policy;
      this.random = random;
      Wires wires = new Wires();
      session =
          new LaboratorySession(
              policy.name(),
              "",
              wires,
              new StreamEditor(policy, wires, Rates.UNLIMITED, RuleWatch.NOBODY));
    }

    void of(String script) {
      session.start(this);
      session.serverConnected(this);
      int at = 0;
      while (at < script.length()) {
        int to = Math.min(script.length(), at + random.nextInt(1, 40));
        unread.writeBytes(script.substring(at, to).getBytes(ISO_8859_1));
        at = to;
        feed();
        if (random.nextInt(3) == 0) {
          answer();
        }
      }
      while (!session.isClosed() && (!replies.isEmpty() || unread.size() > 0)) {
        answer();
        feed();
        assertThat(++turns).as("turns of %s", script).isLessThan(1000);
      }
      if (policy.appearance().suppression() != Suppression.SWALLOWED && !session.isClosed()) {
        assertThat(octets).as(script).isEqualTo(script.length());
      }
    }

    private void feed() {
      if (!session.takesClientOctets() || unread.size() == 0) {
        return;
      }
      current = unread.toByteArray();
      unread.reset();
      ByteBuffer view = ByteBuffer.wrap(current);
      session.clientOctets(view, this);
      unread.write(current, view.position(), view.remaining());
    }

    private void answer() {
      String said = replies.toString();
      replies.setLength(0);
      session.serverOctets(ByteBuffer.wrap(said.getBytes(ISO_8859_1)), this);
    }

    @Override
    public void take(Step step) {
      switch (step) {
        case Step.Emit(ByteBuffer emitted) ->
            arrives(ISO_8859_1.decode(emitted.duplicate()).toString());
        case Step.PassToServer(int from, int length) ->
            arrives(new String(current, from, length, ISO_8859_1));
        case Step.Forward(var line) -> arrives(new String(SmtpWriter.write(line), ISO_8859_1));
        case Step.Connect _,
            Step.EmitToClient _,
            Step.Relay _,
            Step.PassToClient _,
            Step.Answer _,
            Step.Note _,
            Step.CloseServer _,
            Step.Reset _,
            Step.Close _ -> {}
      }
    }

    private void arrives(String text) {
      octets += text.length();
      arrived.append(text);
      int end = arrived.indexOf("\r\n", judged);
      while (end >= 0) {
        line(arrived.substring(judged, end));
        judged = end + 2;
        end = arrived.indexOf("\r\n", judged);
      }
    }

    private void line(String line) {
      if (inData) {
        if (line.equals(".")) {
          inData = false;
          replies.append("250 stored\r\n");
        }
        return;
      }
      if (inAuth) {
        inAuth = false;
        replies.append("235 welcome\r\n");
        return;
      }
      assertThat(line).doesNotContain("\n", "\r");
      String verb = line.strip().split("[\\x00-\\x20]", 2)[0].toUpperCase(Locale.ROOT);
      assertThat(verb)
          .as("sent on by %s: %s", policy.name(), line)
          .satisfiesAnyOf(
              word -> assertThat(word).matches("X*"),
              word -> assertThat(policy.verbs().stream().map(Enum::name)).contains(word));
      switch (verb) {
        case "DATA" -> {
          inData = random.nextInt(3) > 0;
          replies.append(inData ? "354 go on\r\n" : "503 what\r\n");
        }
        case "AUTH" -> {
          inAuth = random.nextBoolean();
          replies.append(inAuth ? "334 \r\n" : "504 what\r\n");
        }
        case "EHLO" -> replies.append("250-mx.example\r\n250-STARTTLS\r\n250 HELP\r\n");
        default -> replies.append(random.nextBoolean() ? "250 ok\r\n" : "500 what\r\n");
      }
    }
  }
}
