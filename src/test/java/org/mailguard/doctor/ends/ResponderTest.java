package org.mailguard.doctor.ends;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class ResponderTest {
  private static final String OWN = "MAIL FROM:<>\r\nRCPT TO:<nobody@responder.invalid>\r\n";

  private static final InetSocketAddress FREE =
      new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);

  private static String talk(Responder responder, String said) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(responder.address(), 5000);
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(said.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  /** The record has what a box would have to leave alone: bare LF, 8-bit, dots, chunks. */
  @Test
  void whatArrivedIsGivenBackOctetForOctet() throws IOException {
    String said =
        "EHLO TOKEN12345.invalid\r\n"
            + OWN
            + "DATA\r\na\n.\n\u00e9\0\r\n..\r\n.\r\n"
            + OWN
            + "BDAT 3\r\n\r\n.BDAT 0 LAST\r\nQUIT\r\n";
    try (Responder responder = Responder.start(FREE, _ -> {}, _ -> {})) {
      assertThat(talk(responder, said)).contains("8BITMIME", "mg-3\r\n", "221 ");
      String reply = talk(responder, "RCPT TO:<TOKEN12345.0@record.invalid>\r\nQUIT\r\n");
      Slice slice = Slice.parse(reply.lines().toList().get(1)).orElseThrow();
      assertThat(slice.octets()).isEqualTo(said);
      assertThat(slice.total()).isEqualTo(said.length());
    }
  }

  /** A 250 for it would be a message lost. */
  @Test
  void mailOfOthersIsNotTaken() throws IOException {
    String mail = "EHLO mx.example\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.net>\r\n";
    try (Responder responder = Responder.start(FREE, _ -> {}, _ -> {})) {
      String replies = talk(responder, mail + "DATA\r\nBDAT 1 LAST\r\nxQUIT\r\n");
      assertThat(replies).contains("\r\n550 5.7.1 this is a responder").doesNotContain("\r\n354 ");
      assertThat(replies.lines().filter(line -> line.startsWith("503 "))).hasSize(2);
    }
  }

  @Test
  void aTokenThatNobodySaidIsRefused() throws IOException {
    try (Responder responder = Responder.start(FREE, _ -> {}, _ -> {})) {
      assertThat(talk(responder, "RCPT TO:<TOKEN12345.0@record.invalid>\r\nQUIT\r\n"))
          .contains("550 5.1.1");
    }
  }

  @Test
  void aSliceThatWasChangedIsNone() {
    String printed = Slice.of("octets", 0).print();
    assertThat(Slice.parse(printed)).isPresent();
    assertThat(Slice.parse(printed.replace("6f", "6e"))).isEmpty();
  }

  @Test
  void aSessionWithTooManyOctetsIsEnded() throws IOException {
    try (Responder responder = Responder.start(FREE, _ -> {}, _ -> {})) {
      String said = "NOOP " + "x".repeat(13_000) + "\r\n";
      assertThat(talk(responder, said)).contains("500 5.5.6 a line has at most 12288 octets");
    }
  }
}
