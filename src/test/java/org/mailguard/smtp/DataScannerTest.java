package org.mailguard.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every case runs whole, cut in two at every octet, and octet by octet. In the tables {@code ~} is
 * CR, {@code ^} LF and {@code 0} NUL, so that a row shows what is on the wire.
 */
class DataScannerTest {

  /**
   * What came out: octets that go on, with ! for a violation, # for the end mark with the CR LF
   * before it, % for the one that is a whole message; and what was left unread.
   */
  private record Run(String out, String rest) {}

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'a~^.~^' , a# , E-10 text and end",
        "'.~^' , % , E-10 end mark behind 354",
        "'~^.~^' , '#' , one empty line: its CR LF is content",
        "'a~^..~^.~^' , 'a~^..#' , E-14 one dot is content",
        "'a~^.b~^.~^' , 'a~^b#' , E-15 a dot that hides nothing",
        "'.b~^.~^' , b# , E-15 at the beginning",
        "'..~^.~^' , ..# , a stuffed dot at the beginning",
        "'a~^. ~^.~^' , 'a~^ #' , E-16 blank behind the dot",
        "'a^.^~^.~^' , 'a!.!#' , E-01 LF dot LF",
        "'a^.~^~^.~^' , 'a!.~^#' , E-02 LF dot CR LF",
        "'a~^.^~^.~^' , 'a~^!#' , E-03 CR LF dot LF",
        "'a~.~^~^.~^' , 'a!.~^#' , E-04 CR dot CR LF",
        "'a~^.~X~^.~^' , 'a!X#' , E-05 dot CR and no LF",
        "'a~^0.~^~^.~^' , 'a~^!.~^#' , E-06 NUL before the dot",
        "'a~^.0~^~^.~^' , 'a~^!~^#' , E-06 NUL behind the dot",
        "'a~^.~~^~^.~^' , 'a!~^#' , E-07 dot CR CR LF",
        "'a~~^.~^' , 'a!#' , E-08 CR CR LF dot CR LF ends",
        "'a^~^.~^' , 'a!#' , E-09 the true end behind a bare LF",
        "'^.~^~^.~^' , '!.~^#' , E-11 bare LF at the beginning",
        "'.^.~^~^.~^' , '!.~^#' , E-11 dot LF at the beginning",
        "'a~^.~^QUIT~^' , 'a#|QUIT~^' , the next command stays",
        "'a~^.' , a , E-13 no end without its CR LF",
        "'a~^.~' , a , E-13 no end without its LF"
      })
  void table(String wire, String expected, String why) {
    byte[] octets = octets(wire);
    Run whole = scan(octets, octets.length);
    String[] parts = expected.split("\\|", 2);
    assertThat(visible(whole.out())).as(why).isEqualTo(parts[0]);
    assertThat(visible(whole.rest())).as(why).isEqualTo(parts.length > 1 ? parts[1] : "");
    for (int cut = 1; cut < octets.length; cut++) {
      assertThat(withoutRefused(scan(octets, cut)))
          .as("%s, cut at %d", why, cut)
          .isEqualTo(withoutRefused(whole));
    }
    assertThat(withoutRefused(scan(octets, 1, true)))
        .as("%s, octet by octet", why)
        .isEqualTo(withoutRefused(whole));
  }

  /**
   * Once a message is refused, nothing of it goes on, and how much had been held back before
   * depends on the cut. So runs are compared up to the first violation, and by what is left behind
   * the end mark.
   */
  private static String withoutRefused(Run run) {
    int violation = run.out().indexOf('!');
    boolean ended = run.out().endsWith("#") || run.out().endsWith("%");
    String passed = violation < 0 ? run.out() : "refused";
    return passed + (ended ? " and " : " without end, ") + run.rest();
  }

  @Test
  void linesOfAnyLengthAreNeverALineBeginning() {
    for (int length : new int[] {512, 998, 1000, 1024, 2048, 4096, 8192, 16_384, 65_536}) {
      byte[] octets = ("A".repeat(length) + ".\r\nb\r\n.\r\n").getBytes(ISO_8859_1);
      for (int cut : new int[] {length - 1, length, length + 1, length + 2}) {
        assertThat(scan(octets, cut).out()).isEqualTo("A".repeat(length) + ".\r\nb#");
      }
    }
  }

  /**
   * Against a reader that is slow and plain: it looks at the whole message, finds the first CR LF .
   * CR LF, and judges each octet by its neighbours.
   */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void sameAsAPlainReader(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 20_000; round++) {
      byte[] octets = new byte[random.nextInt(1, 40)];
      for (int i = 0; i < octets.length; i++) {
        octets[i] = (byte) "\r\n\r\n\r\n..a\0".charAt(random.nextInt(10));
      }
      List<Integer> cuts = new ArrayList<>();
      for (int i = 1; i < octets.length; i++) {
        if (random.nextInt(4) == 0) {
          cuts.add(i);
        }
      }
      String seen = visible(new String(octets, ISO_8859_1)) + " cut at " + cuts;
      assertThat(withoutRefused(scan(octets, cuts)))
          .as(seen)
          .isEqualTo(withoutRefused(PlainReader.read(octets)));
    }
  }

  private static final class PlainReader {
    static Run read(byte[] octets) {
      String text = "\r\n" + new String(octets, ISO_8859_1);
      int end = text.indexOf("\r\n.\r\n");
      String body = end < 0 ? text.substring(2) : text.substring(2, Math.max(2, end));
      String judged = end < 0 ? text : text.substring(0, end + 2);
      boolean ended = end >= 0;
      for (int i = 2; i < judged.length(); i++) {
        char c = judged.charAt(i);
        boolean cut = i + 1 == judged.length() && !ended;
        boolean bad =
            c == 0
                || (c == '\n' && judged.charAt(i - 1) != '\r')
                || (c == '\r'
                    && !cut
                    && (i + 1 == judged.length() || judged.charAt(i + 1) != '\n'));
        if (bad) {
          return new Run("!" + (ended ? "#" : ""), ended ? text.substring(end + 5) : "");
        }
      }
      if (ended) {
        return new Run(unstuffed("\r\n" + body) + (end == 0 ? "%" : "#"), text.substring(end + 5));
      }
      String known = ("\r\n" + body).replaceAll("(\r\n\\.\r|\r\n\\.|\r\n|\r)\\z", "");
      return new Run(known.isEmpty() ? "" : unstuffed(known), "");
    }

    private static String unstuffed(String text) {
      return text.replaceAll("\r\n\\.(?=[^.\r])", "\r\n").substring(2);
    }
  }

  private static Run scan(byte[] octets, int cut) {
    return scan(octets, cut, false);
  }

  private static Run scan(byte[] octets, int cut, boolean each) {
    List<Integer> cuts = new ArrayList<>();
    for (int at = cut; at < octets.length; at += each ? cut : octets.length) {
      cuts.add(at);
    }
    return scan(octets, cuts);
  }

  private static Run scan(byte[] octets, List<Integer> cuts) {
    DataScanner scanner = new DataScanner();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int from = 0;
    for (int i = 0; i <= cuts.size(); i++) {
      int to = i < cuts.size() ? cuts.get(i) : octets.length;
      ByteBuffer in = ByteBuffer.wrap(octets, from, to - from).slice();
      if (feed(scanner, in, out)) {
        int read = from + in.position();
        return new Run(
            out.toString(ISO_8859_1), new String(octets, read, octets.length - read, ISO_8859_1));
      }
      assertThat(in.hasRemaining()).isFalse();
      from = to;
    }
    return new Run(out.toString(ISO_8859_1), "");
  }

  /** True if the end mark was read. */
  private static boolean feed(DataScanner scanner, ByteBuffer in, ByteArrayOutputStream out) {
    while (true) {
      switch (scanner.next(in)) {
        case MORE -> {
          return false;
        }
        case RUN -> {
          for (int i = 0; i < scanner.runLength(); i++) {
            out.write(in.get(scanner.runStart() + i));
          }
        }
        case HELD -> out.writeBytes(scanner.octets());
        case END -> {
          out.write(scanner.octets().length == 5 ? '#' : '%');
          return true;
        }
        case BARE_CR, BARE_LF, NUL -> out.write('!');
      }
    }
  }

  private static byte[] octets(String wire) {
    return wire.replace('~', '\r').replace('^', '\n').replace('0', '\0').getBytes(ISO_8859_1);
  }

  private static String visible(String text) {
    return text.replace('\r', '~').replace('\n', '^').replace('\0', '0');
  }
}
