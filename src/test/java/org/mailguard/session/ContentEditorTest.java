package org.mailguard.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailguard.inspect.ContentScanner;
import org.mailguard.policy.Action;
import org.mailguard.policy.ContentCriterion;
import org.mailguard.policy.ContentEdits;
import org.mailguard.policy.ContentJudge;
import org.mailguard.policy.Criterion;
import org.mailguard.policy.EsmtpMap;
import org.mailguard.policy.MapSettings;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Rule;
import org.mailguard.policy.RuleMatch;
import org.mailguard.policy.RuleWatch;

/**
 * What is taken out is out: a message that passed, looked at again, has nothing in it that the same
 * rules would take out; the rest of it is as it was; and the pieces in which it came do not matter.
 * {@code -Dmailguard.rounds=N} runs more.
 */
class ContentEditorTest {
  private static final int ROUNDS = Integer.getInteger("mailguard.rounds", 800);
  private static final String[] LINES = {
    "X-Bad: 1",
    "x-bad : 2",
    "Subject: y",
    " folded",
    "\tX-Bad: folded",
    "",
    "",
    "text",
    "..stuffed",
    ".removed",
    "--b",
    "--b",
    "--b--",
    "--b ",
    "--bb",
    "--c",
    "--c--",
    "--",
    "Content-Type: multipart/mixed; boundary=c",
    "Content-Type: multipart/mixed; boundary=b",
    "Content-Type: message/rfc822",
    "Content-Type: text/plain; name=a.exe",
    "Content-Disposition: attachment; filename=\"b.EXE\"",
    "Content-Type: text/plain; name=good.txt",
    "From here: text"
  };

  private static final List<Rule> RULES =
      List.of(
          rule(1, new ContentCriterion.HeaderField("x-bad", null, null)),
          rule(2, new ContentCriterion.MimeExtension(Set.of("exe"))));

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void whatIsTakenOutIsOut(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int edited = 0;
    // Those that are refused, since their headers contradict themselves, do not count.
    for (int passed = 0; passed < ROUNDS; ) {
      StringBuilder content = new StringBuilder();
      if (random.nextBoolean()) {
        content.append("Content-Type: multipart/mixed; boundary=b\r\n");
      }
      for (int i = random.nextInt(0, 20); i > 0; i--) {
        content.append(LINES[random.nextInt(LINES.length)]).append("\r\n");
      }
      String wire = content.append(".\r\n").toString();
      String shown = wire.replace("\r\n", "^");
      String whole = delivered(wire, wire.length());
      assertThat(delivered(wire, 1)).as("octet by octet: %s", shown).isEqualTo(whole);
      assertThat(delivered(wire, random.nextInt(2, 20))).as("pieces: %s", shown).isEqualTo(whole);
      if (whole.isEmpty()) {
        continue;
      }
      passed++;
      assertThat(stripped(whole)).as("%s to %s", shown, whole.replace("\r\n", "^")).isEmpty();
      edited += whole.equals(unstuffed(wire)) ? 0 : 1;
      if (stripped(unstuffed(wire)).isEmpty()) {
        assertThat(whole).as("unchanged").isEqualTo(unstuffed(wire));
      }
    }
    assertThat(edited).isGreaterThan(ROUNDS / 10);
  }

  @Test
  void longFieldsPassIfNoRuleCanTakeThemOut() {
    String to = "To: " + "a@x.example,\r\n ".repeat(5000) + "b@x.example\r\n";
    String wire = "X-Bad: 1\r\n" + to + "X-Bad: 2\r\nSubject: y\r\n\r\n.\r\n";
    assertThat(delivered(wire, 100)).isEqualTo(to + "Subject: y\r\n\r\n");
    assertThat(delivered(wire, wire.length())).isEqualTo(to + "Subject: y\r\n\r\n");
  }

  @Test
  void longFieldsThatARuleIsAboutAreRefused() {
    String wire = "X-Bad: " + "1\r\n ".repeat(9000) + "\r\n\r\n.\r\n";
    assertThat(run(wire, 1000).toClient()).contains("554 5.6.0 MG-4-108004 Header field too long");
  }

  @Test
  void headersOfPartsThatCannotBeHeldBackAreRefused() {
    String header = "X: " + "y".repeat(70) + "\r\n";
    String wire =
        "Content-Type: multipart/x; boundary=b\r\n\r\n--b\r\n" + header.repeat(1000) + "\r\n.\r\n";
    assertThat(run(wire, 1000).toClient()).contains("554 5.6.0 MG-4-108004 Header of a part");
    assertThat(run(wire.replace(header.repeat(1000), header.repeat(800)), 1000).toClient())
        .contains("250 queued");
  }

  private static String delivered(String wire, int piece) {
    List<String> delivered = run(wire, piece).server().delivered();
    return delivered.isEmpty() ? "" : delivered.getFirst();
  }

  private static GuardedRun run(String wire, int piece) {
    Policy policy =
        Policy.MAILGUARD_DEFAULT.withMap(new EsmtpMap("edge", MapSettings.DEFAULT, RULES));
    GuardedRun run = new GuardedRun(policy, false);
    for (String line :
        List.of("EHLO a.example", "MAIL FROM:<x@a.example>", "RCPT TO:<y@b.example>", "DATA")) {
      run.send(List.of((line + "\r\n").getBytes(ISO_8859_1)));
    }
    byte[] octets = wire.getBytes(ISO_8859_1);
    List<byte[]> segments = new ArrayList<>();
    for (int from = 0; from < octets.length; from += piece) {
      segments.add(Arrays.copyOfRange(octets, from, Math.min(octets.length, from + piece)));
    }
    run.send(segments);
    return run;
  }

  private static String unstuffed(String wire) {
    StringBuilder message = new StringBuilder();
    for (String line : wire.substring(0, wire.length() - 3).split("(?<=\n)", 0)) {
      message.append(line.startsWith(".") ? line.substring(1) : line);
    }
    return message.toString();
  }

  /** What the rules would take out of a message. */
  private static Set<String> stripped(String message) {
    EsmtpMap map = new EsmtpMap("edge", MapSettings.DEFAULT, RULES);
    Set<String> stripped = new TreeSet<>();
    ContentEdits edits =
        new ContentEdits() {
          @Override
          public void fieldOver(boolean strip) {
            if (strip) {
              stripped.add("a field");
            }
          }

          @Override
          public void partStripped(RuleMatch match, @Nullable String name) {
            stripped.add(match.on());
          }
        };
    ContentJudge judge = new ContentJudge(map.content(), RuleWatch.NOBODY, edits);
    ContentScanner scanner =
        new ContentScanner(map.content().subjects(), map.content().limits(), judge);
    scanner.scan(ByteBuffer.wrap(message.getBytes(ISO_8859_1)));
    scanner.end();
    return stripped;
  }

  private static Rule rule(int number, Criterion criterion) {
    return new Rule(number, "edge", "any", criterion, false, new Action.Strip(), true, false);
  }
}
