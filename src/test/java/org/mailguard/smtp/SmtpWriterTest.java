package org.mailguard.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mailguard.smtp.Table.wire;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the parser's tables do not show: replies, lines that are no commands, and the last look. */
class SmtpWriterTest {

  @Test
  void replyOfOneLine() {
    assertThat(written(Reply.of(250, "2.0.0 ok"))).isEqualTo("250 2.0.0 ok\r\n");
  }

  /** legal without the space, too, but there are clients that wait for it. */
  @Test
  void replyOfACodeAlone() {
    assertThat(written(Reply.of(354, ""))).isEqualTo("354 \r\n");
  }

  @Test
  void replyOfSeveralLines() {
    assertThat(written(Reply.of(250, "mx", "", "DSN"))).isEqualTo("250-mx\r\n250-\r\n250 DSN\r\n");
  }

  @Test
  void linesThatAreNoCommands() {
    assertThat(written(new ClientLine.Sasl(wire("AGEAYg==")))).isEqualTo("AGEAYg==\r\n");
    assertThat(written(new ClientLine.Sasl(Octets.EMPTY))).isEqualTo("\r\n");
    assertThat(written(ClientLine.Sasl.CANCEL)).isEqualTo("*\r\n");
    assertThat(written(new ClientLine.Verbatim(wire(" noop  x ")))).isEqualTo(" noop  x \r\n");
    assertThat(written(new ClientLine.Overwritten(5))).isEqualTo("XXXXX\r\n");
    assertThat(written(new ClientLine.Overwritten(0))).isEqualTo("\r\n");
    assertThat(written(new ClientLine.Overwritten(5000))).hasSize(5002);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 9, 10, -1, -90, Long.MAX_VALUE, Long.MIN_VALUE})
  void numbersAreDecimal(long number) {
    assertThat(new LineBuilder().add(number).octets()).hasToString(Long.toString(number));
  }

  /** C-01 to C-03, A-06, J-15: were one to get into a line, it would not get out. */
  @ParameterizedTest
  @ValueSource(chars = {'\r', '\n', '\0'})
  void refusesLineEndsInside(char octet) {
    LineBuilder line = new LineBuilder().add('a').add(octet);
    assertThatThrownBy(line::end)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("at octet 1");
  }

  /** J-06: U+010A narrowed is a LF. */
  @Test
  void narrowsNothing() {
    LineBuilder line = new LineBuilder();
    assertThatThrownBy(() -> line.add("a\u010a")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> line.add('\u010a')).isInstanceOf(IllegalArgumentException.class);
  }

  /** What a session logs must not have the password in it. */
  @ParameterizedTest
  @MethodSource("secrets")
  void keepsCredentialsFromLogs(ClientLine line) {
    assertThat(line.toString()).doesNotContain("c2VjcmV0");
    assertThat(written(line)).contains("c2VjcmV0");
  }

  static List<ClientLine> secrets() {
    return List.of(
        new Command.Auth(wire("PLAIN"), wire("c2VjcmV0")),
        new Command.XExps(wire("NTLM"), wire("c2VjcmV0")),
        new ClientLine.Sasl(wire("c2VjcmV0")));
  }

  private static String written(ClientLine line) {
    return new String(SmtpWriter.write(line), US_ASCII);
  }

  private static String written(Reply reply) {
    return new String(SmtpWriter.write(reply), US_ASCII);
  }
}
