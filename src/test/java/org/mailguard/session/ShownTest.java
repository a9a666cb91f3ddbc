package org.mailguard.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailguard.policy.Policy;

/** Whatever a client does wrong with AUTH, the record of it has no credentials in it. */
class ShownTest {
  private static final String SECRET = "c2VjcmV0";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AUTH PLAIN c2VjcmV0!\r\n",
        "AUTH PLAIN c2VjcmV0 c2VjcmV0\r\n",
        "auth plain c2VjcmV0\n",
        "AUTH PLAIN c2VjcmV0\rx",
        "AUTH PLAIN c2VjcmV0\0",
        "AUTH\tPLAIN c2VjcmV0\r\n",
        " AUTH PLAIN c2VjcmV0\r\n",
        "X-EXPS PLAIN c2VjcmV0 x\r\n",
        "AUTH PLAIN\r\nc2VjcmV0\r\n",
        "NOOP\r\nAUTH PLAIN\r\nc2VjcmV0\r\n",
        "EHLO a.example\r\nAUTH PLAIN c2VjcmV0\r\n",
        "AUTH PLAIN c2VjcmV0\r\n",
        "BDAT AUTH\r\n"
      })
  void nothingSecretIsRecorded(String octets) {
    for (Policy policy : List.of(Policy.MAILGUARD_DEFAULT, Policy.FRAMING_ONLY)) {
      assertThat(notes(policy, octets, "334 \r\n")).as(policy.name()).doesNotContain(SECRET);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"c2VjcmV0\n", "c2VjcmV0!\r\n", "c2VjcmV0\r\nMAIL FROM:<x@a.example>\r\n"})
  void norOfAnAnswerToAChallenge(String octets) {
    for (Policy policy : List.of(Policy.MAILGUARD_DEFAULT, Policy.FRAMING_ONLY)) {
      assertThat(notes(policy, "AUTH PLAIN\r\n", "334 \r\n", octets, "235 ok\r\n"))
          .as(policy.name())
          .doesNotContain(SECRET);
    }
  }

  /** What is recorded when client and server say these things in turn. */
  private static String notes(Policy policy, String... turns) {
    List<String> notes = new ArrayList<>();
    Steps steps =
        step -> {
          if (step instanceof Step.Note) {
            notes.add(step.toString());
          }
        };
    Session session = new Session(policy);
    session.start(steps);
    session.serverConnected(steps);
    session.serverOctets(buffer("220 mx ESMTP\r\n"), steps);
    session.clientOctets(buffer("EHLO a.example\r\n"), steps);
    session.serverOctets(buffer("250-mx\r\n250-PIPELINING\r\n250 AUTH PLAIN\r\n"), steps);
    ByteBuffer left = buffer("");
    for (int i = 0; i < turns.length; i++) {
      if (i % 2 == 0) {
        left = buffer(turns[i]);
      } else {
        session.serverOctets(buffer(turns[i]), steps);
      }
      session.clientOctets(left, steps);
    }
    return String.join("\n", notes);
  }

  private static ByteBuffer buffer(String octets) {
    return ByteBuffer.wrap(octets.getBytes(ISO_8859_1));
  }
}
