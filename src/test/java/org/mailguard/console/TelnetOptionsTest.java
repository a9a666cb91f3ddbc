package org.mailguard.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailguard.console.TerminalKind.Skill;

/** What Telnet clients say between the keys, in pieces of every size, and what hostile ones say. */
final class TelnetOptionsTest {
  private static final String GREETING = "fffb03 fffb01 fffd18 fffd1f";

  private final ByteArrayOutputStream answers = new ByteArrayOutputStream();

  private static byte[] octets(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  /** The keys among the octets, which come in pieces of so many. */
  private static String keys(TelnetOptions options, byte[] all, int first, int then)
      throws IOException {
    StringBuilder keys = new StringBuilder();
    int length = first;
    for (int from = 0; from < all.length; from += length, length = from == first ? then : length) {
      byte[] piece = Arrays.copyOfRange(all, from, Math.min(all.length, from + length));
      int count = options.take(piece, piece.length, () -> {});
      keys.append(new String(piece, 0, count, ISO_8859_1));
    }
    return keys.toString();
  }

  /** Each line: what the client sends, the keys in it, and what is answered. */
  @ParameterizedTest
  @CsvSource({
    // Text, and IAC IAC, which is the octet 255.
    "61 ffff 62, 61ff62, ''",
    // He agrees to all that was asked, and is asked for the type of his terminal.
    "fffd03 fffd01 fffb18 fffb1f, '', fffa1801fff0",
    // He says it twice: the second time nothing is new.
    "fffd03 fffd03 fffd01 fffd01, '', ''",
    // He will not have our echo, and then will.
    "fffe01 fffe01 fffd01, '', fffc01 fffb01",
    // Options that nobody here knows are refused: LINEMODE, NEW-ENVIRON, STATUS.
    "fffb22 fffb27 fffd05, '', fffe22 fffe27 fffc05",
    // What is ended and was never on needs no word.
    "fffc22 fffe05, '', ''",
    // Erase character and line, interrupt, and nothing at all.
    "61 fff7 fff8 fff4 fff1 62, 617f150362, ''",
    // A window, whose width has an octet 255 in it.
    "61 fffa1f 00ffff 0018 fff0 62, 6162, ''",
    // A type of a terminal.
    "61 fffa1800 787465726d fff0 62, 6162, ''",
    // A subnegotiation that nobody asked for.
    "61 fffa27 00 fff0 62, 6162, ''"
  })
  void atEverySplitPoint(String sent, String keys, String answered) throws IOException {
    byte[] all = octets(sent);
    for (int first = 1; first <= all.length; first++) {
      for (int then = 1; then <= all.length; then++) {
        answers.reset();
        TelnetOptions options = new TelnetOptions(answers);
        String typed = keys(options, all, first, then);
        assertThat(HexFormat.of().formatHex(typed.getBytes(ISO_8859_1)))
            .as("keys, cut after %d and then every %d", first, then)
            .isEqualTo(keys);
        assertThat(answers.toByteArray())
            .as("answers, cut after %d and then every %d", first, then)
            .isEqualTo(octets(answered));
      }
    }
  }

  @Test
  void beginsAsThePix() throws IOException {
    new TelnetOptions(answers).begin();
    assertThat(answers.toByteArray()).isEqualTo(octets(GREETING));
  }

  @Test
  void knowsTheTerminalFromWhatTheClientSays() throws IOException {
    TelnetOptions options = new TelnetOptions(answers);
    String said = "fffd03 fffd01 fffb18 fffb1f fffa1f 0084 002b fff0 fffa1800 5654313030 fff0";
    keys(options, octets(said), 1, 1);
    assertThat(options.isAnswered()).isTrue();
    assertThat(options.kind()).isEqualTo(new TerminalKind(Skill.EDITS, 132, 43));
  }

  @Test
  void clientThatEchoesByItselfIsSpared() throws IOException {
    TelnetOptions options = new TelnetOptions(answers);
    keys(options, octets("fffe01 fffc18"), 1, 1);
    assertThat(options.kind().skill()).isEqualTo(Skill.ECHOES);
  }

  /** Two programs that answer each other's answers would never stop. */
  @Test
  void ownAnswersSentBackAreNotAnsweredForEver() throws IOException {
    TelnetOptions options = new TelnetOptions(answers);
    options.begin();
    byte[] said = answers.toByteArray();
    int rounds = 0;
    while (said.length > 0 && rounds++ < 10) {
      answers.reset();
      keys(options, said, said.length, 1);
      said = answers.toByteArray();
    }
    assertThat(rounds).isLessThan(5);
  }

  @ParameterizedTest
  @CsvSource({"fffd01 fffe01", "fff6", "fffb18", "fffd2a", "fff1", "fffa1f000000 00fff0"})
  void floodIsCutOff(String repeated) {
    TelnetOptions options = new TelnetOptions(answers);
    byte[] flood = octets(repeated.repeat(TelnetOptions.MOST + 1));
    assertThatThrownBy(() -> options.take(flood, flood.length, () -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(String.valueOf(TelnetOptions.MOST));
  }

  @Test
  void subnegotiationWithoutAnEndIsCutOff() {
    TelnetOptions options = new TelnetOptions(answers);
    byte[] flood = octets("fffa18" + "41".repeat(TelnetOptions.LONGEST + 1));
    assertThatThrownBy(() -> options.take(flood, flood.length, () -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(String.valueOf(TelnetOptions.LONGEST));
  }

  /** Whatever comes, the same octets in other pieces are the same keys, or the same end. */
  @Test
  void rubbishMeansTheSameInAnyPieces() {
    Random random = new Random(1);
    for (int round = 0; round < 500; round++) {
      byte[] rubbish = new byte[random.nextInt(200)];
      random.nextBytes(rubbish);
      for (int i = 0; i < rubbish.length; i += 1 + random.nextInt(4)) {
        rubbish[i] = (byte) (random.nextBoolean() ? 255 : 240 + random.nextInt(16));
      }
      assertThat(outcome(rubbish, 1 + random.nextInt(7)))
          .as(HexFormat.of().formatHex(rubbish))
          .isEqualTo(outcome(rubbish, 1));
    }
  }

  private static String outcome(byte[] all, int pieces) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try {
      String keys = keys(new TelnetOptions(said), all, pieces, pieces);
      return keys + HexFormat.of().formatHex(said.toByteArray());
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
