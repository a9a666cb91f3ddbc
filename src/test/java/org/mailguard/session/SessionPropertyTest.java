package org.mailguard.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailguard.config.Configuration;
import org.mailguard.events.MessageId;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Release;
import org.mailguard.smtp.Command;
import org.mailguard.smtp.CommandParser;
import org.mailguard.smtp.ParseResult;
import org.mailguard.smtp.SmtpWriter;

/**
 * The five properties of reference/threats.md section 14, over random conversations: mostly right,
 * with octets put in, left out and doubled anywhere. {@code -Dmailguard.rounds=N} runs more of
 * them.
 */
class SessionPropertyTest {
  private static final int ROUNDS = Integer.getInteger("mailguard.rounds", 800);

  private static final List<Policy> POLICIES =
      List.of(
          Policy.MAILGUARD_DEFAULT,
          Policy.FRAMING_ONLY,
          Configuration.release(Release.P40),
          Configuration.release(Release.P42),
          Configuration.release(Release.P44),
          Configuration.release(Release.P51),
          Configuration.release(Release.P70),
          ManyRules.ENFORCED,
          ManyRules.OBSERVED);

  /** How much of a message passes until a rule decides it depends on the segments. */
  private static final List<Policy> OF_CONTENT =
      Stream.concat(
              ContentPolicies.ALL.stream(),
              Stream.of(Configuration.release(Release.A72), Configuration.release(Release.A94)))
          .toList();

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 4);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aServerIsNeverLedAstray(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < ROUNDS; round++) {
      boolean intactCommands = random.nextBoolean();
      List<byte[]> turns = new Generator(random, intactCommands).turns();
      for (Policy policy : POLICIES) {
        String name =
            "seed " + seed + " round " + round + ", " + policy.name() + ": " + visible(turns);
        check(name, policy, turns, random);
        if (intactCommands && !policy.appearance().editsInPlace()) {
          checkContent(name, policy, turns, random);
        }
      }
      for (Policy policy : OF_CONTENT) {
        checkOfContent(
            "seed " + seed + " round " + round + ", " + policy.name() + ": " + visible(turns),
            policy,
            turns,
            random);
      }
    }
  }

  private static void check(
      String name, Policy policy, List<byte[]> turns, SplittableRandom random) {
    GuardedRun whole = run(policy, false, turns, random, 0);
    GuardedRun octets = run(policy, false, turns, random, 1);
    GuardedRun pieces = run(policy, false, turns, random, 5);
    GuardedRun lenient = run(policy, true, turns, random, 0);
    assertServersAreTreatedWell(name, policy, List.of(whole, octets, pieces, lenient));
    if (!outOfTurn(whole) && !outOfTurn(octets) && !outOfTurn(pieces)) {
      assertThat(octets.toServer()).as("octet by octet; %s", name).isEqualTo(whole.toServer());
      assertThat(octets.toClient()).as("octet by octet; %s", name).isEqualTo(whole.toClient());
      assertThat(pieces.toServer()).as("in pieces; %s", name).isEqualTo(whole.toServer());
      assertThat(pieces.toClient()).as("in pieces; %s", name).isEqualTo(whole.toClient());
    } else {
      assertOneBeginsTheOther(name, whole.toServer(), octets.toServer());
      assertOneBeginsTheOther(name, whole.toServer(), pieces.toServer());
      assertOneBeginsTheOther(name, octets.toServer(), pieces.toServer());
    }
  }

  /** Whatever rules about content do: the same messages in any segments and for any server. */
  private static void checkOfContent(
      String name, Policy policy, List<byte[]> turns, SplittableRandom random) {
    GuardedRun whole = run(policy, false, turns, random, 0);
    GuardedRun octets = run(policy, false, turns, random, 1);
    GuardedRun lenient = run(policy, true, turns, random, 0);
    assertServersAreTreatedWell(name, policy, List.of(whole, octets, lenient));
    if (!outOfTurn(whole) && !outOfTurn(octets)) {
      assertThat(octets.server().delivered())
          .as("octet by octet; %s", name)
          .isEqualTo(whole.server().delivered());
      if (!visible(turns).contains("BDAT")) {
        // A chunk whose reply is still due when its message is refused gets the refusal.
        assertThat(octets.toClient()).as("octet by octet; %s", name).isEqualTo(whole.toClient());
      }
    }
  }

  /** The first of {@code runs} had whole turns, the last a lenient server. */
  private static void assertServersAreTreatedWell(
      String name, Policy policy, List<GuardedRun> runs) {
    for (GuardedRun run : runs) {
      assertThat(count(run.toClient(), "250 queued"))
          .as("2xx for messages; %s", name)
          .isEqualTo(run.server().delivered().size());
      if (policy.speaksForItself()) {
        assertThat(run.server().commands())
            .as("canonical; %s", name)
            .allMatch(SessionPropertyTest::isCanonical);
      }
    }
    if (policy.speaksForItself()) {
      assertThat(runs.getLast().server().delivered())
          .as("lenient as strict; %s", name)
          .isEqualTo(runs.getFirst().server().delivered());
    }
  }

  private static void assertOneBeginsTheOther(String name, String one, String other) {
    boolean shorter = one.length() < other.length();
    assertThat(shorter ? other : one).as("begins; %s", name).startsWith(shorter ? one : other);
  }

  /**
   * What is delivered is what the client sent to its end mark or in its chunks, octet for octet.
   */
  private static void checkContent(
      String name, Policy policy, List<byte[]> turns, SplittableRandom random) {
    List<String> delivered = run(policy, false, turns, random, 0).server().delivered();
    assertThat(direct(turns)).as("content; %s", name).containsAll(delivered);
  }

  /** What a strict server takes from the same client without a guard. */
  private static List<String> direct(List<byte[]> turns) {
    ReferenceServer server = new ReferenceServer(false);
    turns.forEach(server::take);
    return server.delivered();
  }

  /** Whose turn it is depends on what has arrived, so a violation of it depends on the segments. */
  private static boolean outOfTurn(GuardedRun run) {
    return run.noted(MessageId.OUT_OF_TURN);
  }

  private static boolean isCanonical(String line) {
    byte[] octets = line.getBytes(ISO_8859_1);
    ParseResult parsed = CommandParser.parse(octets, octets.length);
    return parsed instanceof Command command
        && new String(SmtpWriter.write(command), ISO_8859_1).equals(line + "\r\n");
  }

  /** {@code size} 0: whole turns; 1: single octets; else pieces of random length. */
  private static GuardedRun run(
      Policy policy, boolean lenient, List<byte[]> turns, SplittableRandom random, int size) {
    GuardedRun run = new GuardedRun(policy, lenient);
    for (byte[] turn : turns) {
      List<byte[]> segments = new ArrayList<>();
      for (int from = 0; from < turn.length; ) {
        int length = size == 0 ? turn.length : size == 1 ? 1 : random.nextInt(1, 4 * size);
        segments.add(Arrays.copyOfRange(turn, from, Math.min(turn.length, from + length)));
        from += length;
      }
      run.send(segments);
    }
    run.end();
    return run;
  }

  private static int count(String text, String word) {
    return text.split(word, -1).length - 1;
  }

  private static String visible(List<byte[]> turns) {
    StringBuilder text = new StringBuilder();
    for (byte[] turn : turns) {
      text.append(
              new String(turn, ISO_8859_1)
                  .replace("\r", "\\r")
                  .replace("\n", "\\n")
                  .replace("\0", "\\0"))
          .append(" | ");
    }
    return text.toString();
  }

  /** Makes conversations. A turn is what a client sends before it waits for replies. */
  private record Generator(SplittableRandom random, boolean intactCommands) {
    private static final String[] LINES = {
      "Subject: x",
      "",
      "text",
      "..",
      "..QUIT",
      ".x",
      "MAIL FROM:<evil@a.example>",
      "\u00e4\u00ff",
      "DATA",
      "BDAT 3 LAST"
    };

    List<byte[]> turns() {
      List<String> turns = new ArrayList<>();
      boolean helo = !intactCommands && random.nextInt(8) == 0;
      turns.add(helo ? "HELO a.example\r\n" : "EHLO a.example\r\n");
      for (int message = random.nextInt(1, 4); message > 0; message--) {
        String envelope = "MAIL FROM:<x@a.example>\r\n" + recipients();
        boolean pipelined = random.nextBoolean();
        String end = random.nextInt(3) == 0 ? chunks() : "DATA\r\n";
        turns.addAll(pipelined ? List.of(envelope + end) : split(envelope, end));
        if (end.equals("DATA\r\n")) {
          turns.add(content());
        }
      }
      turns.add(random.nextBoolean() ? "QUIT\r\n" : "NOOP\r\n");
      List<byte[]> octets = new ArrayList<>();
      for (String turn : turns) {
        boolean intact = intactCommands && !turn.endsWith("\r\n.\r\n");
        octets.add(intact ? turn.getBytes(ISO_8859_1) : mutated(turn.getBytes(ISO_8859_1)));
      }
      return octets;
    }

    private String recipients() {
      StringBuilder lines = new StringBuilder();
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        lines.append(
            random.nextInt(4) == 0
                ? "RCPT TO:<refused@b.example>\r\n"
                : "RCPT TO:<y@b.example>\r\n");
      }
      return lines.toString();
    }

    private static List<String> split(String envelope, String end) {
      List<String> turns = new ArrayList<>();
      for (String line : envelope.split("(?<=\n)", -1)) {
        if (!line.isEmpty()) {
          turns.add(line);
        }
      }
      turns.add(end);
      return turns;
    }

    private String chunks() {
      StringBuilder all = new StringBuilder();
      for (int i = random.nextInt(0, 3); i > 0; i--) {
        String chunk = lines();
        all.append("BDAT ").append(chunk.length()).append("\r\n").append(chunk);
      }
      String last = lines();
      return all.append("BDAT ").append(last.length()).append(" LAST\r\n").append(last).toString();
    }

    private String lines() {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(0, 5); i > 0; i--) {
        text.append(LINES[random.nextInt(LINES.length)]).append("\r\n");
      }
      return text.toString();
    }

    private String content() {
      return lines() + ".\r\n";
    }

    /** Puts an octet in, takes one out, or doubles a few, in every fifth turn. */
    private byte[] mutated(byte[] turn) {
      if (random.nextInt(5) > 0) {
        return turn;
      }
      int at = random.nextInt(turn.length);
      String text = new String(turn, ISO_8859_1);
      String before = text.substring(0, at);
      String after = text.substring(at);
      String mutant =
          switch (random.nextInt(4)) {
            case 0 -> before + after.substring(1);
            case 1 ->
                before + after.substring(0, Math.min(after.length(), random.nextInt(1, 4))) + after;
            default -> before + "\r\n\0. \tA".charAt(random.nextInt(7)) + after;
          };
      return mutant.getBytes(ISO_8859_1);
    }
  }
}
