package org.mailguard.doctor.ends;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  private static Fetch fetch(Responder responder) {
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    return new Fetch(responder.address(), 5000, false, deadline);
  }

  /** Behind the first octet of a TLS record no read ends before the record does. */
  @Test
  void whoNeverEndsTheHandshakeIsLetGo() throws IOException {
    try (Responder responder = Responder.start(FREE, _ -> {}, _ -> {}, Duration.ofMillis(500))) {
      assertThat(talk(responder, "STARTTLS\r\n\u0016")).endsWith("220 2.0.0 begin TLS mg-2\r\n");
    }
  }

  @Test
  void aResponderThatNeverEndsIsLeft() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, FREE.getAddress());
        Caller caller =
            new Caller(
                (InetSocketAddress) silent.getLocalSocketAddress(),
                60_000,
                0,
                Duration.ofMillis(300))) {
      assertThatThrownBy(caller::reply).hasMessageStartingWith("no end in");
    }
  }

  /** A path that holds back each part would hold the doctor for hours: there are a thousand. */
  @Test
  void noRecordIsFetchedWhenTheTimeIsOver() throws IOException {
    try (Responder responder = Responder.start(FREE, _ -> {}, _ -> {})) {
      talk(responder, "EHLO 0123456789ABCDEF.invalid\r\nQUIT\r\n");
      Fetch late = new Fetch(responder.address(), 5000, false, System.nanoTime() - 1);
      assertThatThrownBy(() -> late.of("0123456789ABCDEF"))
          .hasMessage("no record: the time for all trials is over");
    }
  }

  /** The record has what a box would have to leave alone: bare LF, 8-bit, dots, chunks. */
  @Test
  void whatArrivedIsGivenBackOctetForOctet() throws IOException {
    String said =
        "EHLO 0123456789ABCDEF.invalid\r\n"
            + OWN
            + "DATA\r\na\n.\n\u00e9\0\r\n..\r\n.\r\n"
            + OWN
            + "BDAT 3\r\n\r\n.BDAT 0 LAST\r\nQUIT\r\n";
    try (Responder responder = Responder.start(FREE, _ -> {}, _ -> {})) {
      assertThat(talk(responder, said)).contains("8BITMIME", "mg-3\r\n", "221 ");
      String reply = talk(responder, "RCPT TO:<0123456789ABCDEF.0@record.invalid>\r\nQUIT\r\n");
      assertThat(Slice.parse(reply.lines().toList().get(1))).isPresent();
      Tape tape = fetch(responder).of("0123456789ABCDEF");
      assertThat(tape.octets(false)).isEqualTo(said);
      assertThat(tape.octets(true)).startsWith("220 ").endsWith("\r\n").contains("8BITMIME");
      assertThat(tape.isOver()).isTrue();
    }
  }

  /** A record that is kept for days is of no use without the day. */
  @Test
  void aSessionIsRecordedWithWhoAndWhen() throws Exception {
    BlockingQueue<String> recorded = new ArrayBlockingQueue<>(1);
    try (Responder responder = Responder.start(FREE, recorded::add, _ -> {})) {
      talk(responder, "QUIT\r\n");
      assertThat(recorded.poll(10, TimeUnit.SECONDS))
          .matches("(?s)session of 127\\.0\\.0\\.1:\\d+, 20[-0-9]+T[:.0-9]+Z\n\\d+ -> 220 .*");
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

  /** Whatever stands behind it, the recipient is who counts. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<b@example.net> ORCPT=<x@responder.invalid>",
        "<b@example.net>,<x@responder.invalid>",
        "<@example.net:x@responder.invalid>",
        "<b@example.net@responder.invalid>",
        "b@example.net <x@responder.invalid>"
      })
  void aRecipientElsewhereIsRefused(String path) throws IOException {
    try (Responder responder = Responder.start(FREE, _ -> {}, _ -> {})) {
      assertThat(talk(responder, "MAIL FROM:<>\r\nRCPT TO:" + path + "\r\nDATA\r\nQUIT\r\n"))
          .contains("\r\n550 5.7.1 this is a responder")
          .doesNotContain("\r\n354 ");
    }
  }

  @Test
  void partsOfRecordsAreCounted() throws IOException {
    String ask = "RCPT TO:<0123456789ABCDEF.0@record.invalid>\r\n";
    try (Responder responder = Responder.start(FREE, _ -> {}, _ -> {})) {
      String replies = talk(responder, ask.repeat(101));
      assertThat(replies).endsWith("421 4.7.0 at most 100 parts of records a session mg-102\r\n");
      assertThat(replies.lines().filter(line -> line.startsWith("550 5.1.1 "))).hasSize(100);
    }
  }

  /** Each session says such words, so that they would fetch what strangers said. */
  @ParameterizedTest
  @ValueSource(strings = {"responder", "customer", "01234567", "123456789ABCDEF"})
  void aWordThatCanBeGuessedFetchesNothing(String word) throws IOException {
    String said =
        String.join(
            "\r\n",
            "EHLO 0123456789ABCDEF.invalid",
            "MAIL FROM:<a@customer.example>",
            "RCPT TO:<whole@responder.invalid>",
            "QUIT",
            "");
    try (Responder responder = Responder.start(FREE, _ -> {}, _ -> {})) {
      assertThat(talk(responder, said)).contains("250 2.1.5 OK");
      assertThat(talk(responder, "RCPT TO:<" + word + ".0@record.invalid>\r\nQUIT\r\n"))
          .doesNotContain("mgrecord");
    }
  }

  @Test
  void aTokenThatNobodySaidIsRefused() throws IOException {
    try (Responder responder = Responder.start(FREE, _ -> {}, _ -> {})) {
      assertThat(talk(responder, "RCPT TO:<0123456789ABCDEF.0@record.invalid>\r\nQUIT\r\n"))
          .contains("550 5.1.1");
    }
  }

  @Test
  void aSliceThatWasChangedIsNone() {
    String printed = Slice.of("octets", 0).print();
    assertThat(Slice.parse(printed)).isPresent();
    assertThat(Slice.parse(printed.replace("b2N0", "b2N1"))).isEmpty();
  }

  @Test
  void aSessionWithTooManyOctetsIsEnded() throws IOException {
    try (Responder responder = Responder.start(FREE, _ -> {}, _ -> {})) {
      String said = "NOOP " + "x".repeat(13_000) + "\r\n";
      assertThat(talk(responder, said)).contains("500 5.5.6 a line has at most 12288 octets");
    }
  }

  /** What was sent under TLS is on the tape in clear, with the key that was shown. */
  @Test
  void underTlsTheTapeIsInClear() throws IOException {
    try (Responder responder = Responder.start(FREE, _ -> {}, _ -> {});
        Caller caller = new Caller(responder.address(), 10_000, 0)) {
      caller.reply();
      say(caller, "EHLO FEDCBA9876543210.invalid");
      assertThat(say(caller, "STARTTLS")).startsWith("220 ");
      caller.secure("127.0.0.1");
      assertThat(say(caller, "NOOP")).startsWith("250 ");
      assertThat(say(caller, "STARTTLS")).startsWith("503 ");
      say(caller, "QUIT");
      Tape tape = fetch(responder).of("FEDCBA9876543210");
      assertThat(tape.octets(false)).endsWith("NOOP\r\nSTARTTLS\r\nQUIT\r\n");
      assertThat(tape.key()).hasSize(64).isEqualTo(caller.tape().key());
    }
  }

  private static String say(Caller caller, String command) throws IOException {
    caller.send(List.of(command + "\r\n"));
    return caller.reply().getLast();
  }

  /** The session ends; nothing in clear is answered any more. */
  @Test
  void whoSaysNoTlsBehindStartTlsIsLetGo() throws IOException {
    try (Responder responder = Responder.start(FREE, _ -> {}, _ -> {});
        Caller caller = new Caller(responder.address(), 10_000, 0)) {
      caller.reply();
      assertThat(say(caller, "STARTTLS")).isEqualTo("220 2.0.0 begin TLS mg-2");
      assertThatThrownBy(() -> say(caller, "NOOP")).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(ReplyWay.class)
  void repliesComeAsTheRecipientAsks(ReplyWay way) throws IOException {
    String rcpt = "RCPT TO:<" + way.recipient() + "@responder.invalid>\r\nQUIT\r\n";
    try (Responder responder = Responder.start(FREE, _ -> {}, _ -> {})) {
      String replies = talk(responder, "MAIL FROM:<>\r\n" + rcpt);
      String reply = String.join("", way.segments("mg-3"));
      assertThat(replies).contains(reply);
      assertThat(reply)
          .endsWith(" mg-3\r\n")
          .satisfies(it -> assertThat(it.length()).isLessThanOrEqualTo(512));
    }
  }

  @Test
  void aTapeIsReadAsItWasWritten() throws IOException {
    Tape tape = new Tape();
    tape.add(new Tape.Piece(7, true, "220 a\r\n"));
    tape.add(new Tape.Piece(9, false, "\0\n9>1\n\u00ff"));
    tape.secured("0".repeat(64));
    tape.end();
    Tape read = Tape.of(tape.text());
    assertThat(read.pieces()).isEqualTo(tape.pieces());
    assertThat(read.key()).isEqualTo(tape.key());
    assertThat(read.isOver()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "1>", "1>5\nabc", "1>2\nabc", "1=00\n", "1>999999\nabc"})
  void whatIsNoTapeIsRefused(String text) {
    assertThatThrownBy(() -> Tape.of(text)).isInstanceOf(IOException.class);
  }

  @Test
  void aTapeHasAnEnd() {
    Tape tape = new Tape();
    for (int i = 0; i < Tape.MAX_PIECES; i++) {
      assertThat(tape.add(new Tape.Piece(i, true, "x"))).isTrue();
    }
    assertThat(tape.add(new Tape.Piece(1, false, "x"))).isFalse();
    assertThat(new Tape().add(new Tape.Piece(1, true, "x".repeat(Tape.MAX_OCTETS + 1)))).isFalse();
  }
}
