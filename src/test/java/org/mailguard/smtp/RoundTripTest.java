package org.mailguard.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is true of every command and of every line (reference: threats R1, R2). */
class RoundTripTest {
  private static final int ROUNDS = 20_000;

  /** Octets that decide something, so that random lines get far into the grammar. */
  private static final List<String> PIECES =
      List.of(
          "MAIL FROM:<",
          "RCPT TO:<",
          "BDAT ",
          "EHLO ",
          "AUTH ",
          "VRFY ",
          "X-EXPS ",
          "XEXCH50 ",
          " SIZE=",
          " ORCPT=rfc822;",
          " ORCPT=utf-8;",
          " NOTIFY=",
          " AUTH=",
          " BY=",
          " RRVS=",
          " LAST",
          " SMTPUTF8",
          "SUCCESS",
          "NEVER",
          "2030-01-31T12:00:00Z",
          "postmaster",
          "IPv6:",
          "<",
          ">",
          "@",
          "a",
          ".",
          "\"",
          "\\x5c",
          "\\x5cx{E9}",
          "[",
          "]",
          ":",
          "::",
          ",",
          ";",
          "+",
          "+0A",
          "+2B",
          "=",
          "0",
          "1",
          "99999999999999999999",
          "-",
          " ",
          "\\x09",
          "\\x01",
          "\\x7f",
          "\\x80",
          "\\xc3\\xa9",
          "\\xc0\\x80",
          "\\xed\\xa0\\x80",
          "\\xf0\\x9f\\x98\\x80",
          "\\xff");

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

  /**
   * Never throws; what it reads prints to one line that reads the same. Also the fuzzer's check.
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
    for (int i = 0; i < line.length; i++) {
      if (line[i] == '\r' || line[i] == '\n' || line[i] == 0) {
        line[i] = ' ';
      }
    }
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
