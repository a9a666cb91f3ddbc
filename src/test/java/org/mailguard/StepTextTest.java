package org.mailguard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailguard.events.MessageId;
import org.mailguard.session.Step;
import org.mailguard.smtp.ClientLine;
import org.mailguard.smtp.Command;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Reply;

/** What an operator who watches sees of each step, and what he never sees. */
class StepTextTest {
  private static final Octets SECRET = Octets.ascii("c2VjcmV0");

  private static List<String> lines(ClientLine line) {
    return StepText.lines(new Step.Forward(line));
  }

  @Test
  void credentialsAreHidden() {
    assertThat(lines(new Command.Auth(Octets.ascii("PLAIN"), SECRET)))
        .containsExactly("C -> S  AUTH PLAIN (hidden)");
    assertThat(lines(new Command.XExps(Octets.ascii("LOGIN"), SECRET)))
        .containsExactly("C -> S  X-EXPS LOGIN (hidden)");
    assertThat(lines(new ClientLine.Sasl(SECRET)))
        .containsExactly("C -> S  (an answer to a challenge)");
    assertThat(StepText.lines(new Step.Relay(Reply.of(334, "c2VjcmV0"))))
        .containsExactly("C <- S  334 (a challenge)");
  }

  /** Without a parser only the form of a line tells what it is. */
  @ParameterizedTest
  @CsvSource({
    "MAIL FROM:<a@b.test>, MAIL FROM:<a@b.test>",
    "rcpt to:<a@b.test>, rcpt to:<a@b.test>",
    "QUIT, QUIT",
    "auth plain c2VjcmV0, AUTH (hidden)",
    "AUTH, AUTH (hidden)",
    "c2VjcmV0, (8 octets)",
    "X-EXPS LOGIN c2VjcmV0, (21 octets)",
    "MAILc2VjcmV0, (12 octets)",
    "*, (1 octets)",
  })
  void ofLinesAsWritten(String line, String shown) {
    assertThat(lines(new ClientLine.Verbatim(Octets.ascii(line))))
        .containsExactly("C -> S  " + shown);
  }

  @Test
  void contentIsOnlyCounted() {
    assertThat(StepText.lines(new Step.PassToServer(10, 512)))
        .containsExactly("C -> S  (512 octets)");
    ByteBuffer octets = ByteBuffer.wrap("private".getBytes(ISO_8859_1));
    assertThat(StepText.lines(new Step.Emit(octets))).containsExactly("C -> S  (7 octets)");
    assertThat(StepText.lines(new Step.EmitToClient(octets))).containsExactly("C <- S  (7 octets)");
    assertThat(octets.remaining()).as("who watches takes nothing").isEqualTo(7);
  }

  @Test
  void repliesByLine() {
    assertThat(StepText.lines(new Step.Relay(Reply.of(250, "mx.test", "SIZE 1000"))))
        .containsExactly("C <- S  250-mx.test", "C <- S  250 SIZE 1000");
    assertThat(
            StepText.lines(new Step.Answer(Reply.of(502, "5.5.1 no"), MessageId.COMMAND_FORBIDDEN)))
        .containsExactly("C <- G  502 5.5.1 no");
  }

  /** A terminal obeys ESC. */
  @Test
  void whatIsNotPrintableIsEscaped() {
    Octets line = Octets.copyOf("NOOP \u001b[2J\u009b".getBytes(ISO_8859_1));
    assertThat(lines(new ClientLine.Verbatim(line))).containsExactly("C -> S  NOOP \\x1b[2J\\x9b");
  }

  @Test
  void endsHaveAReason() {
    assertThat(StepText.lines(new Step.Close("client closed")))
        .containsExactly("        closed: client closed");
    assertThat(StepText.lines(new Step.CloseServer(true))).isEmpty();
  }
}
