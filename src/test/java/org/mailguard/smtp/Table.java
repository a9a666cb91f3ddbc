package org.mailguard.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Rows of the parsers' tables. A line is written in ASCII, other octets as {@code \xNN}; its name
 * says why the row is there, and begins with the threat's id if the catalogue has it.
 */
final class Table {
  /** Stands in a refused line before the octet that the error points at. */
  private static final char MARK = '¦';

  private Table() {}

  /** The line is read as this value, and the value is printed as the line that reads the same. */
  static Arguments reads(String name, String line, Command expected) {
    return Arguments.of(name, line, expected);
  }

  /** The line is read, and printed as {@code canonical}. */
  static Arguments prints(String name, String line, String canonical) {
    return Arguments.of(name, line, canonical);
  }

  /** The line is refused, with an error of this kind at the mark. */
  static Arguments refuses(String name, SyntaxError.Kind kind, String line) {
    int offset = octets(line.substring(0, line.indexOf(MARK))).length;
    return Arguments.of(name, line.replace("" + MARK, ""), new SyntaxError(kind, offset, ""));
  }

  /** Holds a row against the parser. */
  static void check(String line, Object expected) {
    ParseResult result = parse(line);
    switch (result) {
      case SyntaxError error -> {
        assertThat(error.expected()).isNotBlank().matches("[ -~]+");
        assertThat(new SyntaxError(error.kind(), error.offset(), "")).isEqualTo(expected);
      }
      case Command command -> {
        String printed = printed(command);
        assertThat(parse(printed)).as("read again").isEqualTo(command);
        assertThat(expected instanceof String ? printed : command).isEqualTo(expected);
      }
    }
  }

  static ParseResult parse(String line) {
    byte[] octets = octets(line);
    return CommandParser.parse(octets, octets.length);
  }

  /** What the writer makes of it, without the CRLF, in the notation of the rows. */
  static String printed(ClientLine line) {
    byte[] octets = SmtpWriter.write(line);
    assertThat(octets).endsWith('\r', '\n');
    return escaped(octets, octets.length - 2);
  }

  private static String escaped(byte[] octets, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      int octet = octets[i] & 0xff;
      text.append(
          Ascii.isPrintable(octet) && octet != '\\' ? (char) octet : "\\x%02x".formatted(octet));
    }
    return text.toString();
  }

  static byte[] octets(String text) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith("\\x", i)) {
        octets.write(Integer.parseInt(text, i + 2, i + 4, 16));
        i += 3;
      } else {
        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(text.charAt(i))).isTrue();
        octets.write(text.charAt(i));
      }
    }
    return octets.toByteArray();
  }

  static Octets wire(String text) {
    return Octets.copyOf(octets(text));
  }
}
