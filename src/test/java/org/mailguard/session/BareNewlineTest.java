package org.mailguard.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailguard.events.MessageId;
import org.mailguard.policy.Action;
import org.mailguard.policy.ContentCriterion;
import org.mailguard.policy.Criterion;
import org.mailguard.policy.EsmtpMap;
import org.mailguard.policy.MapSettings;
import org.mailguard.policy.MapSettings.BareNewline;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Rule;

/**
 * Line ends that are mended never make an end of data (reference: threats E-01 to E-17). What comes
 * out is read by a server that knows CR LF only and by one that takes CR, LF and any mix for a line
 * end, also around the dot: both must find the same one message, and it must be the one that a
 * reference finds which first looks for the end and then for the rest. {@code -Dmailguard.rounds=N}
 * runs more.
 */
class BareNewlineTest {
  private static final int ROUNDS = Integer.getInteger("mailguard.rounds", 800) * 10;
  private static final String BEHIND = "NOOP\r\n";

  static List<String> attacks() {
    return List.of(
        "text\n.\n",
        "text\n.\r\n",
        "text\r\n.\n",
        "text\r.\r",
        "text\r.\r\n",
        "text\r.\n",
        "text\n.\r",
        "text\r\n.\rX",
        "text\r\n.\r\r\n",
        "text\r\r\n.X\r\n",
        "text\n\r\n",
        "\n.\n",
        ".\n",
        ".\r",
        ".\rX\r\n",
        "..\n.",
        "a\n..\nb\r\n",
        "a\r\n..\n.\nb\r\n",
        "a\r\n..\r.\r..\r\n",
        "\r\r\r",
        "\n\n\n");
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void attacksAreContent(String octets) {
    String wire = octets + "MAIL FROM:<evil@a.example>\r\n.\r\n";
    for (int cut = 1; cut <= wire.length(); cut++) {
      check(wire, List.of(cut), BareNewline.NORMALIZE);
    }
    check(wire, everyOctet(wire), BareNewline.NORMALIZE);
    check(wire, everyOctet(wire), BareNewline.LOG);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void anyMixIsOneMessage(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder wire = new StringBuilder();
      int length = random.nextInt(0, 24);
      boolean nul = random.nextInt(10) == 0;
      for (int i = 0; i < length; i++) {
        wire.append("\r\n\r\n\r\n...a\0".charAt(random.nextInt(nul ? 11 : 10)));
      }
      wire.append("\r\n.\r\n");
      List<Integer> cuts = new ArrayList<>();
      for (int at = random.nextInt(1, 6); at < wire.length(); at += random.nextInt(1, 6)) {
        cuts.add(at);
      }
      check(wire.toString(), cuts, random.nextBoolean() ? BareNewline.NORMALIZE : BareNewline.LOG);
    }
  }

  /** The same with rules that have every octet looked at, or written anew. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {5, 6})
  void rulesChangeNothing(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Rule lookedAt = rule(new ContentCriterion.BodyLineLength(1000), new Action.Log());
    Rule written = rule(new ContentCriterion.MimeExtension(Set.of("exe")), new Action.Strip());
    for (int round = 0; round < ROUNDS / 2; round++) {
      StringBuilder wire = new StringBuilder("X: y\r\n");
      for (int i = random.nextInt(0, 24); i > 0; i--) {
        wire.append("\r\n\r\n...a".charAt(random.nextInt(8)));
      }
      String content = wire.append("\r\n.\r\n").toString();
      for (Rule rule : List.of(lookedAt, written)) {
        check(content, everyOctet(content), policy(BareNewline.NORMALIZE, List.of(rule)));
        check(content, List.of(), policy(BareNewline.NORMALIZE, List.of(rule)));
      }
    }
  }

  /** No object for a line: what is made is garbage by the buffer, whatever the lines are. */
  @Test
  void mendingMakesNothingForALine() {
    long few = allocated("a".repeat(100_000) + "\n");
    long many = allocated("a\n".repeat(50_000));
    assertThat(many - few).isLessThan(100_000);
  }

  private static long allocated(String content) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    byte[] octets = content.getBytes(ISO_8859_1);
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      Session session = new Session(policy(BareNewline.NORMALIZE, List.of()));
      Steps nowhere = step -> {};
      session.start(nowhere);
      session.serverConnected(nowhere);
      server(session, "220 x\r\n");
      client(session, "HELO a\r\n");
      server(session, "250 x\r\n");
      client(session, "MAIL FROM:<x@a.example>\r\n");
      server(session, "250 x\r\n");
      client(session, "RCPT TO:<y@b.example>\r\n");
      server(session, "250 x\r\n");
      client(session, "DATA\r\n");
      server(session, "354 x\r\n");
      ByteBuffer in = ByteBuffer.wrap(octets);
      long before = threads.getCurrentThreadAllocatedBytes();
      session.clientOctets(in, nowhere);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  private static void client(Session session, String octets) {
    session.clientOctets(ByteBuffer.wrap(octets.getBytes(ISO_8859_1)), step -> {});
  }

  private static void server(Session session, String octets) {
    session.serverOctets(ByteBuffer.wrap(octets.getBytes(ISO_8859_1)), step -> {});
  }

  private static void check(String wire, List<Integer> cuts, BareNewline setting) {
    check(wire, cuts, policy(setting, List.of()));
  }

  private static void check(String all, List<Integer> cuts, Policy policy) {
    // What stands behind the end are commands.
    String wire = all.substring(0, ("\r\n" + all).indexOf("\r\n.\r\n") + 3);
    String shown =
        wire.replace("\r", "~").replace("\n", "^").replace("\0", "0") + " cut at " + cuts;
    Expected expected = Expected.of(wire);
    for (boolean lenient : new boolean[] {false, true}) {
      GuardedRun run = run(policy, lenient, wire + BEHIND, cuts);
      if (expected.nul()) {
        assertThat(run.server().delivered()).as(shown).isEmpty();
        assertThat(run.toClient()).as(shown).contains("550 5.6.0 MG-4-750202");
        continue;
      }
      assertThat(run.server().delivered()).as(shown).containsExactly(expected.message());
      assertThat(run.server().commands())
          .as(shown)
          .containsExactly(
              "EHLO a.example", "MAIL FROM:<x@a.example>", "RCPT TO:<y@b.example>", "DATA", "NOOP");
      boolean log = policy.map().settings().bareNewline() == BareNewline.LOG;
      assertThat(run.noted(log ? MessageId.RULE_ENFORCED : MessageId.NEWLINE_MENDED))
          .as(shown)
          .isEqualTo(expected.mended());
    }
  }

  private static GuardedRun run(Policy policy, boolean lenient, String wire, List<Integer> cuts) {
    GuardedRun run = new GuardedRun(policy, lenient);
    for (String line :
        List.of("EHLO a.example", "MAIL FROM:<x@a.example>", "RCPT TO:<y@b.example>", "DATA")) {
      run.send(List.of((line + "\r\n").getBytes(ISO_8859_1)));
    }
    byte[] octets = wire.getBytes(ISO_8859_1);
    List<byte[]> segments = new ArrayList<>();
    int from = 0;
    for (int cut : cuts) {
      segments.add(Arrays.copyOfRange(octets, from, Math.min(cut, octets.length)));
      from = Math.min(cut, octets.length);
    }
    segments.add(Arrays.copyOfRange(octets, from, octets.length));
    segments.removeIf(segment -> segment.length == 0);
    run.send(segments);
    return run;
  }

  private static List<Integer> everyOctet(String wire) {
    List<Integer> cuts = new ArrayList<>();
    for (int i = 1; i < wire.length(); i++) {
      cuts.add(i);
    }
    return cuts;
  }

  private static Rule rule(Criterion criterion, Action action) {
    return new Rule(1, "edge", "any", criterion, false, action, true, false);
  }

  private static Policy policy(BareNewline setting, List<Rule> rules) {
    MapSettings settings =
        new MapSettings(true, MapSettings.Tls.PASS, setting, Set.of(), Map.of(), 0);
    return Policy.MAILGUARD_DEFAULT.withMap(new EsmtpMap("edge", settings, rules));
  }

  /**
   * The reference: the end of the message is the first CR LF . CR LF, or a dot line at its
   * beginning. What is before it is cut at CR LF, each line loses one dot if it begins with one,
   * and then every CR and every LF that is left in a line is a line end.
   */
  private record Expected(String message, boolean nul, boolean mended) {
    static Expected of(String wire) {
      String text = "\r\n" + wire;
      int end = text.indexOf("\r\n.\r\n");
      String body = text.substring(0, end + 2).substring(2);
      StringBuilder message = new StringBuilder();
      boolean mended = false;
      for (String line : lines(body)) {
        String meant = line.startsWith(".") ? line.substring(1) : line;
        mended |= meant.contains("\r") || meant.contains("\n");
        message.append(meant.replace("\r", "\n").replace("\n", "\r\n")).append("\r\n");
      }
      return new Expected(message.toString(), body.contains("\0"), mended);
    }

    private static List<String> lines(String body) {
      List<String> lines = new ArrayList<>();
      int from = 0;
      for (int at = body.indexOf("\r\n"); at >= 0; at = body.indexOf("\r\n", from)) {
        lines.add(body.substring(from, at));
        from = at + 2;
      }
      return lines;
    }
  }
}
