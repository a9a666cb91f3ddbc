package org.mailguard.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every case whole and octet by octet (threats R-16). {@code ~} is CR, {@code ^} LF, {@code 0} NUL.
 */
class ReplyScannerTest {

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'250 ok~^' , '250[ok]' , a reply",
        "'250~^' , '250[]' , R-10 a code alone",
        "'250 ~^' , '250[]' , a code and a blank",
        "'250-a~^250-~^250 b~^' , '250[a||b]' , several lines",
        "'250 a~^354 b~^' , '250[a] 354[b]' , R-04 two replies are two",
        "'250-a~^550 b~^' , bad , R-01 two codes",
        "'250-a~^hello~^' , bad , R-10 a line without code inside a reply",
        "'hello~^' , bad , R-10 no code",
        "'25~^' , bad , R-10 two digits",
        "'2x0 ok~^' , bad , R-10 no digit",
        "'250+ok~^' , bad , R-10 no separator",
        "'099 x~^' , bad , R-10 first digit",
        "'199 x~^' , bad , R-15 1yz is not SMTP",
        "'999 x~^' , bad , R-10 first digit",
        "'260 x~^' , bad , R-10 second digit",
        "'~^' , bad , an empty line",
        "'250 ok^' , bad , R-03 bare LF",
        "'250 a~b~^' , bad , R-03 bare CR",
        "'250 0~^' , bad , R-03 NUL"
      })
  void table(String wire, String expected, String why) {
    byte[] octets =
        wire.replace('~', '\r').replace('^', '\n').replace(" 0", " \0").getBytes(ISO_8859_1);
    assertThat(scan(octets, octets.length)).as(why).isEqualTo(expected);
    assertThat(scan(octets, 1)).as("%s, octet by octet", why).isEqualTo(expected);
  }

  @Test
  void boundsOfLineAndReply() {
    String longest = "250 " + "a".repeat(ReplyScanner.MAX_LINE - 4) + "\r\n";
    assertThat(scan(longest.getBytes(ISO_8859_1), 1000)).startsWith("250[aaa");
    String longer = "250 " + "a".repeat(ReplyScanner.MAX_LINE - 3) + "\r\n";
    assertThat(scan(longer.getBytes(ISO_8859_1), 1000)).isEqualTo("bad");
    String most = "250-a\r\n".repeat(Reply.MAX_LINES - 1) + "250 a\r\n";
    assertThat(scan(most.getBytes(ISO_8859_1), 1000)).startsWith("250[a|a");
    String endless = "250-a\r\n".repeat(Reply.MAX_LINES + 1);
    assertThat(scan(endless.getBytes(ISO_8859_1), 1000)).isEqualTo("bad");
    String large = ("250-" + "a".repeat(2000) + "\r\n").repeat(40);
    assertThat(scan(large.getBytes(ISO_8859_1), 1000)).isEqualTo("bad");
  }

  @Test
  void controlOctetsBecomeQuestionMarks() {
    assertThat(scan("250 a\u001b[2J\tb\u007f\u00e4\r\n".getBytes(ISO_8859_1), 100))
        .isEqualTo("250[a?[2J\\x09b?\\xe4]");
  }

  private static String scan(byte[] octets, int size) {
    ReplyScanner scanner = new ReplyScanner();
    List<String> replies = new ArrayList<>();
    for (int from = 0; from < octets.length; from += size) {
      ByteBuffer in = ByteBuffer.wrap(octets, from, Math.min(size, octets.length - from));
      while (in.hasRemaining()) {
        switch (scanner.scan(in)) {
          case MORE -> {}
          case REPLY -> replies.add(text(scanner.reply()));
          case MALFORMED -> {
            assertThat(scanner.fault()).isNotEmpty();
            return "bad";
          }
        }
      }
    }
    return String.join(" ", replies);
  }

  private static String text(Reply reply) {
    return reply.code()
        + reply.lines().stream().map(Octets::toString).collect(Collectors.joining("|", "[", "]"));
  }
}
