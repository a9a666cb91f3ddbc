package org.mailguard.doctor.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.read.capture.CaptureWriter;
import org.mailguard.doctor.read.capture.TestSegment;
import org.mailguard.doctor.read.capture.TestSegment.Script;

/** What captures of one side show. */
class CaptureReaderTest {
  private static final String[] ENVELOPE = {
    "S: 220 mx.example.test ESMTP\\r\\n",
    "C: EHLO a.test\\r\\n",
    "S: 250-mx.example.test\\r\\n250 PIPELINING\\r\\n",
    "C: MAIL FROM:<a@sender.test>\\r\\n",
    "S: 250 ok\\r\\n",
    "C: RCPT TO:<u@example.test>\\r\\n",
    "S: 250 ok\\r\\n",
    "C: DATA\\r\\n",
    "S: 354 go\\r\\n"
  };

  private static Script envelope() {
    return new Script().open().say(ENVELOPE);
  }

  private static Examined read(List<TestSegment> segments) throws IOException {
    Reading reading = new Reading();
    reading.add("x.pcap", CaptureWriter.usual().stream(segments));
    return reading.end();
  }

  private static List<String> ids(Examined examined) {
    return examined.findings().stream().map(Finding::id).toList();
  }

  @Test
  void aGoodConversationIsClean() throws IOException {
    Examined examined =
        read(
            envelope()
                .say("C: Subject: x\\r\\n\\r\\ntext\\r\\n.\\r\\n", "S: 250 queued\\r\\n")
                .say("C: QUIT\\r\\n", "S: 221 bye\\r\\n")
                .close()
                .segments());

    assertThat(examined.verdict()).isEqualTo(Verdict.CLEAN);
    assertThat(examined.guilty()).isEmpty();
    assertThat(examined.inputs().getFirst().what())
        .isEqualTo("packet capture, 17 packets, 1 SMTP conversation");
  }

  /** The five octets, divided at each of their places. */
  @Test
  void aSplitEndMarkWithoutAnAnswerIsFoundAtEachPlace() throws IOException {
    String mark = "\r\n.\r\n";
    for (int at = 1; at < mark.length(); at++) {
      Script script = envelope().send(true, "Subject: x\r\n\r\ntext" + mark.substring(0, at));
      script.pause(1).send(true, mark.substring(at));
      int again = Math.min(at, 3); // one octet alone is how TCP asks whether anybody is there
      script.pause(1).again(true, mark.substring(again), mark.length() - again);
      Examined examined = read(script.pause(60).close().segments());

      assertThat(ids(examined)).as("%d", at).contains("endmark-split", "endmark-repeated");
      assertThat(examined.verdict()).isEqualTo(Verdict.INTERFERENCE);
    }
  }

  @Test
  void anEndMarkInOneSegmentSaysLess() throws IOException {
    Examined examined = read(envelope().say("C: text\\r\\n.\\r\\n").pause(60).close().segments());

    assertThat(ids(examined)).contains("endmark-unanswered").doesNotContain("endmark-split");
    assertThat(examined.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  /** Nobody has waited yet. */
  @Test
  void aRecordThatEndsSaysNothingOfAnswers() throws IOException {
    Examined examined = read(envelope().say("C: text\\r\\n.\\r\\n").segments());

    assertThat(ids(examined)).doesNotContain("endmark-unanswered", "endmark-split");
    assertThat(examined.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void aMessageThatIsSentAgainIsSeen() throws IOException {
    List<TestSegment> first =
        envelope()
            .say("C: Message-ID: <1@a.test>\\r\\n\\r\\ntext\\r\\n.\\r\\n")
            .pause(60)
            .close()
            .segments();
    Reading reading = new Reading();
    List<TestSegment> second =
        first.stream()
            .map(each ->
                new TestSegment(
                    each.toServer(),
                    each.sequence() + 9000,
                    each.flags(),
                    each.octets(),
                    each.time() + 600_000_000L,
                    each.hops()))
            .toList();
    reading.add(
        "x.pcap",
        CaptureWriter.usual().stream(Stream.concat(first.stream(), second.stream()).toList()));

    assertThat(ids(reading.end())).contains("endmark-sent-again");
  }

  @Test
  void aLongHeaderLineAndAResetAreTheAsa() throws IOException {
    Examined examined =
        read(
            envelope()
                .say("C: References: " + "<12345@a.test> ".repeat(80) + "\\r\\n", "C: Sub")
                .reset(false, 255)
                .segments());

    assertThat(ids(examined)).contains("asa-header-length", "message-reset");
  }

  @Test
  void keysOfATerminalAreSeen() throws IOException {
    Script script = new Script().open().say("S: 220 mx.example.test ESMTP\\r\\n");
    for (char key : "HELO a\r\n".toCharArray()) {
      script.pause(0.2).send(true, String.valueOf(key));
    }
    Examined examined =
        read(script.say("S: 500 5.3.3 Unrecognized command \"XXXX\"\\r\\n").close().segments());

    assertThat(ids(examined)).contains("cisco-telnet");
  }

  @Test
  void whatIsUnderTlsIsNotRead() throws IOException {
    Examined examined =
        read(
            new Script()
                .open()
                .say(
                    "S: 220 mx\\r\\n",
                    "C: EHLO a.test\\r\\n",
                    "S: 250-mx\\r\\n250 STARTTLS\\r\\n",
                    "C: STARTTLS\\r\\n",
                    "S: 220 go\\r\\n")
                .send(true, "\u0016\u0003\u0001\u0000\u0005hello\n\n500 XXXX\r\n")
                .send(false, "\u0016\u0003\u0003\u0000\u0005hello\r\n500 XXXX\r\n")
                .close()
                .segments());

    assertThat(examined.verdict()).isEqualTo(Verdict.CLEAN);
  }

  @Test
  void aTlsHelloWithoutAnAnswerIsSeen() throws IOException {
    Examined examined =
        read(
            new Script()
                .open()
                .say("S: 220 mx\\r\\n", "C: EHLO a.test\\r\\n")
                .say("S: 250-mx\\r\\n250 STARTTLS\\r\\n", "C: STARTTLS\\r\\n", "S: 220 go\\r\\n")
                .send(true, "\u0016\u0003\u0001\u0000\u0005hello")
                .pause(60)
                .close()
                .segments());

    assertThat(ids(examined)).contains("tls-hello-unanswered");
  }

  @Test
  void aPortThatDoesNotAnswerIsSeen() throws IOException {
    List<TestSegment> opened = new Script().open().segments();
    TestSegment syn = opened.getFirst();
    TestSegment again =
        new TestSegment(true, 0, syn.flags(), syn.octets(), syn.time() + 1_000_000, 64);

    assertThat(ids(read(List.of(syn, again)))).containsExactly("connection-filtered");
  }

  @Test
  void aConnectionWithoutAGreetingIsSeen() throws IOException {
    assertThat(ids(read(new Script().open().pause(30).close().segments())))
        .containsExactly("greeting-missing");
  }

  @Test
  void aFileThatBreaksOffIsReadAsFarAsItGoes() throws IOException {
    byte[] whole = CaptureWriter.usual().write(envelope().segments());
    Reading reading = new Reading();
    reading.add("cut.pcap", new ByteArrayInputStream(whole, 0, whole.length - 3));
    Examined examined = reading.end();

    assertThat(examined.notes()).anyMatch(note -> note.startsWith("The capture ends early: "));
    assertThat(examined.inputs().getFirst().conversations()).hasSize(1);
  }
}
