package org.mailguard.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is true of every command and of every line (reference: threats R1, R2). */
class RoundTripTest {
  private static final int ROUNDS = 20_000;

  /** Octets that decide something, so that random lines get far into the grammar. */
  private static final List<String> PIECES =
      """
      MAIL FROM:<|RCPT TO:<|BDAT |EHLO |AUTH |VRFY |X-EXPS |XEXCH50 | LAST| SMTPUTF8
      | SIZE=| ORCPT=rfc822;| ORCPT=utf-8;| NOTIFY=| AUTH=| BY=| RRVS=|SUCCESS|NEVER
      |2030-01-31T12:00:00Z|postmaster|IPv6:|<|>|@|a|.|"|[|]|:|::|,|;|+|+0A|+2B|=|-| |0|1
      |99999999999999999999|\\x5c|\\x5cx{E9}|\\x09|\\x01|\\x7f|\\x80|\\xc3\\xa9|\\xc0\\x80
      |\\xed\\xa0\\x80|\\xf0\\x9f\\x98\\x80|\\xff|\\x0d\\x0a|\\x0a|\\x00\
      """
          .replace("\n", "")
          .transform(pieces -> List.of(pieces.split("\\|")));

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 25, 2525})
  void parsedIsWhatWasPrinted(long seed) {
    Generator generator = new Generator(seed);
    Set<Verb> seen = EnumSet.noneOf(Verb.class);
    for (int round = 0; round < ROUNDS; round++) {
      Command command = generator.command();
      byte[] line = SmtpWriter.write(command);
      assertOneLine(line);
      assertThat(CommandParser.parse(line, line.length - 2))
          .as(() -> Octets.printable(line, line.length))
          .isEqualTo(command);
      if (command.verb() != null) {
        seen.add(command.verb());
      }
    }
    assertThat(seen).containsExactlyInAnyOrder(Verb.values());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {3, 27, 2727})
  void everyLineIsReadOrRefused(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < ROUNDS; round++) {
      check(random.nextInt(4) == 0 ? noise(random) : pieces(random));
    }
  }

  /** The lines by which the fuzzer got further. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("fuzzed")
  void foundByFuzzing(String line) {
    check(Table.octets(line));
  }

  static Stream<String> fuzzed() {
    InputStream file = RoundTripTest.class.getResourceAsStream("fuzzed-lines.txt");
    return new BufferedReader(new InputStreamReader(requireNonNull(file), US_ASCII)).lines();
  }

  /**
   * Never throws, not even at the CR, LF or NUL that a line does not have; what it reads prints to
   * one line that reads the same.
   */
  static void check(byte[] line) {
    switch (CommandParser.parse(line, line.length)) {
      case SyntaxError error -> {
        assertThat(error.offset()).isBetween(0, line.length);
        assertThat(error.expected()).isNotBlank().matches("[ -~]+");
      }
      case Command command -> {
        byte[] printed = SmtpWriter.write(command);
        assertOneLine(printed);
        assertThat(CommandParser.parse(printed, printed.length - 2)).isEqualTo(command);
      }
    }
  }

  private static void assertOneLine(byte[] line) {
    int end = line.length - 2;
    for (int i = 0; i < end; i++) {
      assertThat(line[i]).isNotIn((byte) '\r', (byte) '\n', (byte) 0);
    }
    assertThat(line).endsWith('\r', '\n');
  }

  private static byte[] noise(SplittableRandom random) {
    byte[] line = new byte[random.nextInt(64)];
    random.nextBytes(line);
    return line;
  }

  private static byte[] pieces(SplittableRandom random) {
    StringBuilder line = new StringBuilder();
    for (int i = random.nextInt(1, 12); i > 0; i--) {
      line.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return Table.octets(line.toString());
  }
}
