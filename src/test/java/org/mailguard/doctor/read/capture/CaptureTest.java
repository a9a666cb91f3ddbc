package org.mailguard.doctor.read.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailguard.doctor.read.capture.CaptureWriter.File;
import org.mailguard.doctor.read.capture.CaptureWriter.Link;

class CaptureTest {
  private static final List<TestSegment> DIALOGUE =
      TestSegment.dialogue(
          "S: 220 mx.example.test ESMTP\\r\\n", "C: EHLO a.test\\r\\n", "S: 250 ok\\r\\n");

  static Stream<CaptureWriter> writers() {
    return Arrays.stream(File.values())
        .flatMap(file ->
            Arrays.stream(Link.values())
                .flatMap(
                    link -> Stream.of(4, 6).map(ip -> new CaptureWriter(file, link, ip, 40_001))));
  }

  private static Capture read(byte[] file) throws IOException, CaptureException {
    return Capture.read(new ByteArrayInputStream(file));
  }

  private static Capture read(List<TestSegment> segments) throws IOException, CaptureException {
    return read(CaptureWriter.usual().write(segments));
  }

  /** Holes are shown as {@code [3]}. */
  private static String text(List<Chunk> chunks) {
    StringBuilder text = new StringBuilder();
    for (Chunk chunk : chunks) {
      text.append(chunk.missing() > 0 ? "[" + chunk.missing() + "]" : chunk.octets());
    }
    return text.toString();
  }

  private static String said(Connection connection, boolean byClient) {
    Endpoint opener = connection.opener();
    Endpoint client = opener == null ? connection.one() : opener;
    Endpoint from =
        byClient ? client : client.equals(connection.one()) ? connection.other() : connection.one();
    return text(connection.from(from).chunks());
  }

  @ParameterizedTest
  @MethodSource("writers")
  void everyFormIsRead(CaptureWriter writer) throws Exception {
    Capture capture = read(writer.write(DIALOGUE));

    assertThat(capture.notes()).isEmpty();
    assertThat(capture.packets()).isEqualTo(DIALOGUE.size());
    Connection connection = capture.connections().getFirst();
    assertThat(capture.connections()).hasSize(1);
    assertThat(said(connection, true)).isEqualTo("EHLO a.test\r\n");
    assertThat(said(connection, false)).isEqualTo("220 mx.example.test ESMTP\r\n250 ok\r\n");
    assertThat(connection.isClosed()).isTrue();
    if (writer.file().hasTimes()) {
      assertThat(connection.firstTime()).isEqualTo(1_700_000_000_000_000_000L);
      assertThat(connection.lastTime()).isEqualTo(1_700_000_000_006_000_000L);
    }
  }

  /** A capture whose disk was full, or whose tcpdump was killed, is cut anywhere. */
  @ParameterizedTest
  @EnumSource
  void aCutFileIsReadAsFarAsItGoes(File file) throws Exception {
    byte[] whole = new CaptureWriter(file, Link.ETHERNET, 4, 40_001).write(DIALOGUE);
    long before = 0;
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      try {
        Capture capture = read(cut);
        assertThat(capture.packets()).isBetween(before, (long) DIALOGUE.size() - 1);
        before = capture.packets();
        capture.notes().forEach(note -> assertThat(note).matches("(?s).* at offset \\d+\\."));
      } catch (CaptureException e) {
        assertThat(e).hasMessageMatching(".* at offset \\d+");
        assertThat(before).as("only a header may be missing").isZero();
      }
    }
    assertThat(before).isEqualTo(DIALOGUE.size() - 1);
  }

  /** Nothing but the exception that is for people, and no octet that makes it read for ever. */
  @ParameterizedTest
  @EnumSource
  void octetsThatAreNotWhatTheyWereDoNoHarm(File file) throws Exception {
    byte[] whole = new CaptureWriter(file, Link.VLAN, 6, 40_001).write(DIALOGUE);
    for (int at = 0; at < whole.length; at++) {
      for (int value : new int[] {0, 0x7f, 0x80, 0xff}) {
        byte[] other = whole.clone();
        other[at] = (byte) value;
        try {
          assertThat(read(other).packets()).isLessThanOrEqualTo(whole.length / 12);
        } catch (CaptureException e) {
          assertThat(e).hasMessageContaining("offset");
        }
      }
    }
  }

  @Test
  void noiseIsNoCapture() throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      byte[] start = CaptureWriter.usual().write(List.of());
      System.arraycopy(start, 0, noise, 0, Math.min(noise.length, i % 2 == 0 ? 24 : 0));
      try {
        assertThat(read(noise).connections()).hasSizeLessThan(5);
      } catch (CaptureException e) {
        assertThat(e).hasMessageContaining("offset");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PCAP_MICRO, 32, has 2147483647 octets",
    "PCAPNG, 68, a block has 2147483644 octets",
    "PCAPNG_BIG, 4, a section without a byte order"
  })
  void absurdLengthsAreSaid(File file, int at, String message) throws Exception {
    byte[] whole = new CaptureWriter(file, Link.ETHERNET, 4, 40_001).write(DIALOGUE);
    int value = file == File.PCAPNG ? 0x7fff_fffc : Integer.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      whole[at + i] = (byte) (value >>> (8 * i));
    }
    if (file == File.PCAPNG_BIG) {
      Arrays.fill(whole, 8, 12, (byte) 0);
      assertThatThrownBy(() -> read(whole)).hasMessageContaining(message);
    } else {
      assertThat(read(whole).notes()).anyMatch(note -> note.contains(message));
    }
  }

  /** The same octets, whatever the network did with the segments. */
  @Test
  void orderAndRepetitionDoNotMatter() throws Exception {
    String message = "abcdefghijklmnopqrstuvwxyz0123456789".repeat(20) + "\r\n";
    Random random = new Random(11);
    for (int round = 0; round < 200; round++) {
      TestSegment.Script script = new TestSegment.Script().open();
      List<TestSegment> pieces = new ArrayList<>();
      for (int at = 0; at < message.length(); ) {
        int length = Math.min(1 + random.nextInt(60), message.length() - at);
        int back = Math.min(at, random.nextInt(20));
        pieces.add(piece(message.substring(at - back, at + length), at - back));
        if (random.nextInt(4) == 0) {
          pieces.add(piece(message.substring(at, at + length), at));
        }
        at += length;
      }
      Collections.shuffle(pieces, random);
      List<TestSegment> all = new ArrayList<>(script.segments());
      all.addAll(pieces);

      assertThat(said(read(all).connections().getFirst(), true)).isEqualTo(message);
    }
  }

  private static TestSegment piece(String text, int at) {
    return new TestSegment(true, 1 + at, Segment.ACK, text, 1_000_000L, 64);
  }

  @Test
  void aHoleIsAHole() throws Exception {
    List<TestSegment> segments =
        new TestSegment.Script().open().say("C: abc").lose(true, 5).say("C: xyz").segments();

    assertThat(said(read(segments).connections().getFirst(), true)).isEqualTo("abc[5]xyz");
  }

  /** A capture that begins late, and one of a busy line in which a hole is never filled. */
  @Test
  void whatWaitsIsBounded() throws Exception {
    TestSegment.Script script = new TestSegment.Script().open().lose(true, 10);
    for (int i = 0; i < 2 * org.mailguard.doctor.read.capture.Stream.MOST_WAITING; i++) {
      script.say("C: line " + i + "\\r\\n");
    }
    String said = said(read(script.segments()).connections().getFirst(), true);

    assertThat(said).startsWith("[10]line 0\r\n").endsWith("line 511\r\n");
  }

  @Test
  void aSecondCopyThatDiffersIsSeen() throws Exception {
    List<TestSegment> segments =
        new TestSegment.Script()
            .open()
            .say("C: EHLO a.test\\r\\n")
            .pause(1)
            .again(true, "EHLO a.test\r\n", 13)
            .pause(1)
            .again(true, "XXXX a.test\r\n", 13)
            .segments();
    Connection connection = read(segments).connections().getFirst();
    List<Repeat> repeats = connection.from(connection.one()).repeats();

    assertThat(repeats).extracting(Repeat::differs).containsExactly(false, true);
    assertThat(repeats).extracting(Repeat::length).containsOnly(13);
  }

  /** Of a capture on several interfaces. */
  @Test
  void aPacketThatIsCapturedTwiceIsNoRepetition() throws Exception {
    List<TestSegment> twice = DIALOGUE.stream().flatMap(each -> Stream.of(each, each)).toList();
    Connection connection = read(twice).connections().getFirst();

    assertThat(connection.from(connection.one()).repeats()).isEmpty();
    assertThat(connection.from(connection.other()).repeats()).isEmpty();
    assertThat(connection.copies()).isPositive();
  }

  @Test
  void thePortIsUsedAgain() throws Exception {
    List<TestSegment> both = new ArrayList<>(DIALOGUE);
    for (TestSegment each : DIALOGUE) {
      both.add(
          new TestSegment(
              each.toServer(),
              each.sequence() + 50_000,
              each.flags(),
              each.octets(),
              each.time() + 1_000_000,
              64));
    }
    List<Connection> connections = read(both).connections();

    assertThat(connections).hasSize(2);
    assertThat(connections).allMatch(each -> said(each, true).equals("EHLO a.test\r\n"));
  }

  @Test
  void aResetOfAnotherIsSeen() throws Exception {
    List<TestSegment> segments =
        new TestSegment.Script()
            .open()
            .say("S: 220 mx\\r\\n", "C: EHLO a\\r\\n")
            .reset(false, 255)
            .reset(true, 64)
            .segments();
    List<Connection.Reset> resets = read(segments).connections().getFirst().resets();

    assertThat(resets).extracting(Connection.Reset::isForeign).containsExactly(true, false);
  }

  @Test
  void fragmentsAndOtherProtocolsAreCounted() throws Exception {
    byte[] whole = CaptureWriter.usual().write(DIALOGUE);
    byte[] fragment = whole.clone();
    fragment[24 + 16 + 14 + 6] = 0x20; // more fragments, in the first packet
    byte[] udp = whole.clone();
    udp[24 + 16 + 14 + 9] = 17;

    assertThat(read(fragment).notes()).anyMatch(note -> note.contains("1 fragments"));
    assertThat(read(udp).notes()).containsExactly("1 packets were left out: other than TCP.");
  }
}
