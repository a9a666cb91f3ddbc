package org.mailguard.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A comparison that finds nothing proves nothing: it must find every change that is not a server's
 * own.
 */
class ContentTest {
  private static final String TRACE =
      """
      Return-Path: <a@b.test>
      Delivered-To: u@example.test
      Received: from c (c [127.0.0.1])
      	by x; Tue
      """;

  static Iterable<TestMessage> messages() {
    return Messages.text();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void traceFieldsAndLineEndsMakeNoDifference(TestMessage message) {
    String stored = TRACE + new String(message.octets(), ISO_8859_1).replace("\r\n", "\n");
    assertThat(digest(stored)).isEqualTo(message.digest());
    assertThat(Content.of(octets(stored)).trace())
        .containsExactly("return-path", "delivered-to", "received");
  }

  @Test
  void everyChangedOctetMakesADifference() {
    byte[] message = Messages.commands().octets();
    String digest = Content.digest(message);
    for (int i = 0; i < message.length; i++) {
      byte[] changed = message.clone();
      changed[i] ^= 1;
      assertThat(Content.digest(changed)).as("octet %d", i).isNotEqualTo(digest);
    }
  }

  @Test
  void oneChangedOctetInTenMebibytesMakesADifference() {
    byte[] message = Messages.tenMebibytes().octets();
    String digest = Content.digest(message);
    byte[] changed = message.clone();
    changed[new Random(5321).nextInt(message.length)] ^= (byte) 0x80;
    assertThat(Content.digest(changed)).isNotEqualTo(digest);
  }

  @Test
  void whatProxiesDoToMessagesMakesADifference() {
    String message = "From: a\nX-A: b\n\nbody\n\n.\nend\n";
    String digest = digest(message);
    assertThat(digest(message + "\n")).as("empty line at the end").isNotEqualTo(digest);
    assertThat(digest(message.replace("\n.\n", "\n\n"))).as("lost dot").isNotEqualTo(digest);
    assertThat(digest(message.replace("\n.\n", "\n..\n"))).as("doubled dot").isNotEqualTo(digest);
    assertThat(digest(message.replace("body", "body ")))
        .as("blank at end of line")
        .isNotEqualTo(digest);
    assertThat(digest(message.replace("X-A: b", "X-A:b")))
        .as("header rewritten")
        .isNotEqualTo(digest);
    assertThat(digest(message.replace("X-A", "x-a"))).as("case").isNotEqualTo(digest);
    assertThat(digest(message.replace("X-A: b\n", ""))).as("header lost").isNotEqualTo(digest);
    assertThat(digest(message.replace("X-A", "Received: c\nX-A")))
        .as("header inside")
        .isNotEqualTo(digest);
    assertThat(digest(message.replace("body", "bo\rdy"))).as("bare CR").isNotEqualTo(digest);
  }

  @Test
  void anAddedTraceFieldIsInTheListOfNames() {
    assertThat(Content.of(octets("Received: guard\n" + TRACE + "From: a\n\n")).trace())
        .containsExactly("received", "return-path", "delivered-to", "received");
  }

  @Test
  void onlyTheEmptyMessageMayGetAnEmptyLine() {
    assertThat(digest(TRACE + "\n")).isEqualTo(digest("")).isEqualTo(digest(TRACE));
    assertThat(digest("From: a\n\n")).isNotEqualTo(digest("From: a\n"));
  }

  private static String digest(String message) {
    return Content.digest(octets(message));
  }

  private static byte[] octets(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
