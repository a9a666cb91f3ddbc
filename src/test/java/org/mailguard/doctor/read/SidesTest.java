package org.mailguard.doctor.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.read.capture.CaptureWriter;
import org.mailguard.doctor.read.capture.TestSegment;
import org.mailguard.doctor.read.capture.TestSegment.Script;
import org.mailguard.doctor.read.sides.Difference;
import org.mailguard.doctor.read.sides.Difference.Kind;

/** Two captures, one from each side of a box. */
class SidesTest {
  private static final int INSIDE = 50_001; // the box has a port of its own

  private static Script conversation(String greeting, String ehlo, String reply) {
    return new Script()
        .open()
        .send(false, greeting)
        .send(true, ehlo)
        .send(false, reply)
        .say("C: MAIL FROM:<a@sender.test>\\r\\n", "S: 250 ok\\r\\n")
        .say("C: RCPT TO:<u@example.test>\\r\\n", "S: 250 ok\\r\\n")
        .say("C: DATA\\r\\n", "S: 354 go\\r\\n");
  }

  private static Script plain() {
    return conversation(
        "220 mx.example.test ESMTP\r\n",
        "EHLO a.test\r\n",
        "250-mx\r\n250-SIZE\r\n250 STARTTLS\r\n");
  }

  private static List<TestSegment> ended(Script script, String message) {
    return script
        .send(true, message)
        .say("S: 250 queued\\r\\n", "C: QUIT\\r\\n", "S: 221 bye\\r\\n")
        .close()
        .segments();
  }

  private static Examined compare(List<TestSegment> outside, List<TestSegment> inside)
      throws IOException {
    CaptureWriter other =
        new CaptureWriter(CaptureWriter.File.PCAPNG, CaptureWriter.Link.LINUX_COOKED, 6, INSIDE);
    Reading reading = new Reading();
    reading.add("outside.pcap", CaptureWriter.usual().stream(outside));
    reading.add("inside.pcapng", other.stream(inside));
    return reading.end();
  }

  private static List<String> ids(Examined examined) {
    return examined.findings().stream().map(Finding::id).toList();
  }

  private static List<TestSegment> later(List<TestSegment> segments, long micros) {
    return segments.stream()
        .map(each ->
            new TestSegment(
                each.toServer(),
                each.sequence(),
                each.flags(),
                each.octets(),
                each.time() + micros,
                each.hops()))
        .toList();
  }

  /** As it is seen further from the client. */
  private static List<TestSegment> behind(List<TestSegment> segments) {
    return segments.stream()
        .flatMap(each -> later(List.of(each), each.toServer() ? 50_000 : -50_000).stream())
        .toList();
  }

  @Test
  void theSameIsTheSame() throws IOException {
    Examined examined =
        compare(ended(plain(), "text\r\n.\r\n"), later(ended(plain(), "text\r\n.\r\n"), 5_000_000));

    assertThat(examined.sides()).isEmpty();
    assertThat(examined.verdict()).isEqualTo(Verdict.CLEAN);
  }

  @Test
  void whatIsOverwrittenIsShownWithItsCommand() throws IOException {
    List<TestSegment> outside =
        ended(
            conversation(
                "220 *************************\r\n",
                "EHLO a.test\r\n",
                "250-mx\r\n250-SIZE\r\n250 XXXXXXXA\r\n"),
            "text\r\n.\r\n");
    Examined examined = compare(outside, ended(plain(), "text\r\n.\r\n"));

    assertThat(ids(examined)).contains("sides-starttls", "sides-replies", "sides-greeting");
    Difference keyword = examined.sides().getLast();
    assertThat(keyword.kind()).isEqualTo(Kind.CHANGED);
    assertThat(keyword.during()).isEqualTo("EHLO");
    assertThat(keyword.before()).isEqualTo("250 STARTTLS");
    assertThat(keyword.after()).isEqualTo("250 XXXXXXXA");
    assertThat(keyword.where().in()).isEqualTo("inside.pcapng, packet 5");
  }

  @Test
  void commandsAndContentAreCompared() throws IOException {
    List<TestSegment> inside =
        ended(
            conversation(
                "220 mx.example.test ESMTP\r\n",
                "XXXX a.test\r\n",
                "250-mx\r\n250-SIZE\r\n250 STARTTLS\r\n"),
            "one\r\nXXXXX\r\nthree\r\n.\r\n");
    Examined examined = compare(ended(plain(), "one\r\nHELP!\r\ntwo\r\nthree\r\n.\r\n"), inside);

    assertThat(ids(examined)).contains("sides-commands", "sides-message");
    assertThat(examined.sides())
        .extracting(each -> each.kind() + " " + each.before() + " > " + each.after())
        .containsExactly(
            "CHANGED EHLO a.test > XXXX a.test", "CHANGED HELP! > XXXXX", "LOST two > ");
  }

  @Test
  void anEndMarkThatIsNotPassedIsFound() throws IOException {
    List<TestSegment> outside =
        plain().send(true, "text\r").send(true, "\n.\r\n").pause(60).close().segments();
    List<TestSegment> inside = plain().send(true, "text\r\n").pause(60).close().segments();

    assertThat(ids(compare(outside, inside))).contains("sides-end-mark", "endmark-split");
  }

  @Test
  void anAnswerThatIsKeptIsFound() throws IOException {
    List<TestSegment> outside = plain().say("C: text\\r\\n.\\r\\n").pause(60).close().segments();
    List<TestSegment> inside =
        plain().say("C: text\\r\\n.\\r\\n", "S: 250 queued\\r\\n").pause(60).close().segments();

    assertThat(ids(compare(outside, inside))).contains("sides-answer");
  }

  @Test
  void whatIsHeldBackIsFound() throws IOException {
    List<TestSegment> outside = ended(plain(), "text\r\n.\r\n");
    List<TestSegment> inside = new ArrayList<>();
    for (TestSegment each : outside) {
      inside.addAll(later(List.of(each), each.octets().length() == 9 ? 3_000_000 : 1000));
    }
    Examined examined = compare(outside, inside);

    assertThat(ids(examined)).contains("sides-held");
    assertThat(examined.sides()).anyMatch(each -> each.kind() == Kind.DELAYED);
  }

  /** The client's side is found by the times, though the clocks are an hour apart. */
  @Test
  void theOrderOfTheFilesIsFoundByTheTimes() throws IOException {
    List<TestSegment> outside = ended(plain(), "text\r\n.\r\n");
    List<TestSegment> inside = later(behind(outside), 3_600_000_000L);

    assertThat(compare(inside, outside).notes())
        .anyMatch(note -> note.endsWith("inside.pcapng is taken for the client's side."));
    assertThat(compare(outside, inside).notes())
        .anyMatch(note -> note.endsWith("outside.pcap is taken for the client's side."));
  }

  @Test
  void divisionOfCommandsIsShownAndNotBlamed() throws IOException {
    Script divided =
        new Script()
            .open()
            .say("S: 220 mx\\r\\n", "C: EHLO", "C:  a.test\\r\\n", "S: 250 mx\\r\\n");
    Script whole =
        new Script().open().say("S: 220 mx\\r\\n", "C: EHLO a.test\\r\\n", "S: 250 mx\\r\\n");
    Examined examined = compare(divided.close().segments(), behind(whole.close().segments()));

    assertThat(examined.sides()).extracting(Difference::kind).containsExactly(Kind.MERGED);
    assertThat(examined.guilty()).isEmpty();
  }
}
