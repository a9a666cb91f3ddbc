package org.mailguard.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailguard.session.Slot.Kind;
import org.mailguard.smtp.Command;
import org.mailguard.smtp.CommandParser;

/** RFC 5321 section 4.3.2, the extensions, and what servers say besides. */
class ReplyCodesTest {

  @ParameterizedTest
  @CsvSource({
    "EHLO, EHLO a, 250, 220 251 235 334 354",
    "MAIL, MAIL FROM:<>, 250, 251 252 220 354",
    "MAIL, SAML FROM:<>, 250, 251 354",
    "RCPT, RCPT TO:<a@b>, 250 251 252, 220 253 354",
    "DATA, DATA, 354, 250 334",
    "CONTENT, DATA, 250 200 251, 220 221 235 354",
    "CHUNK, BDAT 1, 250, 354",
    "LAST_CHUNK, BDAT 1 LAST, 250, 354 221",
    "AUTH, AUTH PLAIN, 334 235, 250 354 220",
    "STARTTLS, STARTTLS, 220, 250 334",
    "QUIT, QUIT, 221 250 200, 220 354",
    "OTHER, RSET, 250 200, 252 214 220 354",
    "OTHER, NOOP, 250 200, 252 221 334",
    "OTHER, VRFY x, 250 251 252, 214 220 354",
    "OTHER, EXPN x, 250 252, 214 354",
    "OTHER, HELP, 211 214 250, 252 220",
    "OTHER, ETRN a.example, 250 251 252 253, 220 354",
    "OTHER, X-LINK2STATE x, 200 250, 220 354",
    "OTHER, XCLIENT x, 220 250, 221 354",
    "OTHER, XFOO, 200 250 299, 220 221 235 334 354"
  })
  void table(Kind kind, String line, String fit, String unfit) {
    Slot slot = slot(kind, line);
    for (String code : fit.split(" ", -1)) {
      assertThat(ReplyCodes.fit(slot, Integer.parseInt(code), Map.of())).as(code).isTrue();
    }
    for (String code : unfit.split(" ", -1)) {
      assertThat(ReplyCodes.fit(slot, Integer.parseInt(code), Map.of())).as(code).isFalse();
    }
    for (int code : new int[] {421, 450, 452, 500, 503, 550, 554, 559}) {
      assertThat(ReplyCodes.fit(slot, code, Map.of())).as("failure").isTrue();
    }
  }

  @Test
  void configuredCodesTakeThePlaceOfOursButForModes() {
    Map<String, Set<Integer>> own =
        Map.of("NOOP", Set.of(252, 354), "DATA", Set.of(250), "XFOO", Set.of(220));
    assertThat(ReplyCodes.fit(slot(Kind.OTHER, "NOOP"), 252, own)).isTrue();
    assertThat(ReplyCodes.fit(slot(Kind.OTHER, "NOOP"), 250, own)).isFalse();
    assertThat(ReplyCodes.fit(slot(Kind.OTHER, "NOOP"), 354, own)).isFalse();
    assertThat(ReplyCodes.fit(slot(Kind.OTHER, "NOOP"), 550, own)).isTrue();
    assertThat(ReplyCodes.fit(slot(Kind.DATA, "DATA"), 354, own)).isTrue();
    assertThat(ReplyCodes.fit(slot(Kind.OTHER, "xfoo"), 220, own)).isTrue();
    assertThat(ReplyCodes.fit(slot(Kind.OTHER, "RSET"), 250, own)).isTrue();
  }

  private static Slot slot(Kind kind, String line) {
    byte[] octets = line.getBytes(US_ASCII);
    return Slot.of(kind, (Command) CommandParser.parse(octets, octets.length), new Transaction());
  }
}
