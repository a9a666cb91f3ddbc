package org.mailguard.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Messages made of what scanners stumble over, in random order and changed at random: nothing is
 * thrown, and the reports do not depend on the pieces. Small limits, so that they are reached.
 */
class ContentPiecesTest {
  private static final ContentLimits FEW = new ContentLimits(64, 12, 6, 3, 70, 3, 64);
  private static final List<String> WORDS =
      List.of(
          "\r\n",
          "\r\n",
          "\r\n\r\n",
          "\n",
          "\r",
          "\0",
          " ",
          "\t",
          "--",
          "--a",
          "--ab",
          "--a--",
          "--ab--",
          "\r\n--a\r\n",
          "\r\n--ab\r\n",
          "\r\n--a--\r\n",
          "-",
          ":",
          " :",
          ";",
          "\"",
          "(",
          ")",
          "\\",
          "=",
          "From ",
          "To: a@x,b@y",
          "Subject: =?utf-8?q?=C3?=",
          "=?utf-8?b?w7w=?=",
          "MIME-Version: 1.0\r\n",
          "\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n",
          "\r\nContent-Type: multipart/mixed; boundary=ab\r\n\r\n",
          "\r\nContent-Type: multipart/digest; boundary=\"a\"\r\n\r\n",
          "\r\nContent-Type: message/rfc822\r\n\r\n",
          "Content-Type: text/plain; name=a.exe",
          "; name*0=a; name*1*=%41",
          "; filename*=utf-8''%c3%bc",
          "\r\nContent-Disposition: x",
          "\r\nContent-Transfer-Encoding: base64\r\n",
          "\r\nContent-Transfer-Encoding: " + "quoted-printable\r\n",
          "TVqQ",
          "UEsDBBQAAQA=",
          "=4D=5A=\r\n",
          "x".repeat(90),
          "--" + "a".repeat(80),
          "\u00fc",
          "Received: x\r\n");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void piecesDoNotMatter(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 5_000; round++) {
      byte[] message = message(random);
      List<String> whole = ContentMessages.scan(message, FEW);
      int[] cuts = random.ints(random.nextInt(6), 0, message.length + 1).sorted().toArray();
      assertThat(ContentMessages.scan(message, FEW, cuts))
          .as("%s cut at %s", Arrays.toString(message), Arrays.toString(cuts))
          .isEqualTo(whole);
      if (round % 10 == 0) {
        int[] all = java.util.stream.IntStream.range(0, message.length).toArray();
        assertThat(ContentMessages.scan(message, FEW, all))
            .as(Arrays.toString(message))
            .isEqualTo(whole);
      }
    }
  }

  private static byte[] message(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i >= 0; i--) {
      text.append(WORDS.get(random.nextInt(WORDS.size())));
    }
    byte[] octets = text.toString().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    for (int i = random.nextInt(3); i > 0; i--) {
      octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
    }
    return octets;
  }
}
