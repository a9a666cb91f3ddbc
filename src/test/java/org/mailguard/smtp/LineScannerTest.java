package org.mailguard.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every case whole and octet by octet. {@code ~} is CR, {@code ^} LF, {@code 0} NUL. */
class LineScannerTest {

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'NOOP~^' , 'NOOP' , C-05 a line",
        "'a~^b~^' , 'a b' , C-06 two lines",
        "'~^a~^' , ' a' , C-09 an empty line",
        "'a^b~^' , 'BARE_LF' , C-01 bare LF",
        "'a~b~^' , 'BARE_CR' , C-02 bare CR",
        "'a~~^' , 'BARE_CR' , CR CR LF",
        "'a0b~^' , 'NUL' , C-03 NUL",
        "'12345678~^' , '12345678' , the limit itself",
        "'123456789~^' , 'TOO_LONG' , C-07 one more than the limit",
        "'123456789' , 'TOO_LONG' , C-08 does not wait for the end",
        "'a~' , '' , the LF has not come yet",
        "'a' , '' , neither has the CR"
      })
  void table(String wire, String expected, String why) {
    byte[] octets =
        wire.replace('~', '\r').replace('^', '\n').replace('0', '\0').getBytes(ISO_8859_1);
    assertThat(scan(octets, octets.length)).as(why).isEqualTo(expected);
    assertThat(scan(octets, 1)).as("%s, octet by octet", why).isEqualTo(expected);
  }

  private static String scan(byte[] octets, int size) {
    LineScanner scanner = new LineScanner();
    List<String> lines = new ArrayList<>();
    for (int from = 0; from < octets.length; from += size) {
      ByteBuffer in = ByteBuffer.wrap(octets, from, Math.min(size, octets.length - from));
      while (in.hasRemaining()) {
        LineScanner.Outcome outcome = scanner.scan(in, 8);
        if (outcome == LineScanner.Outcome.LINE) {
          lines.add(new String(scanner.line(), 0, scanner.length(), ISO_8859_1));
        } else if (outcome != LineScanner.Outcome.MORE) {
          return outcome.toString();
        }
      }
    }
    return String.join(" ", lines);
  }
}
