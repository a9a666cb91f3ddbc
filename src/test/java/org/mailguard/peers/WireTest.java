package org.mailguard.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.mailguard.peers.Wire.End;

/** The two hand-written ends against each other. */
class WireTest {
  private static final Duration SHORT = Duration.ofMillis(100);

  @Test
  void aWholeTransaction() throws Exception {
    byte[] content = octets(".\r\n..two\r\nlone \r and \n. kept\r\n");
    try (var server = ScriptedServer.start(WireTest::acceptOneMessage)) {
      try (var client = WireClient.greet(server.port())) {
        client.envelope("a@b.test", "u@example.test");
        assertThat(client.data(content).code()).isEqualTo(250);
        client.quit();
      }
      String got = new String(server.session(0).received(), ISO_8859_1);
      assertThat(got).contains("DATA\r\n..\r\n...two\r\nlone \r and \n. kept\r\n.\r\nQUIT");
    }
  }

  private static void acceptOneMessage(ScriptedServer.Session session) throws Exception {
    session.say("220 backend.test");
    session.dialogue("EHLO client.test", "250-backend.test\r\n250 PIPELINING");
    session.dialogue("MAIL FROM:<a@b.test>", "250 ok", "RCPT TO:<u@example.test>", "250 ok");
    session.dialogue("DATA", "354 go");
    session.readData();
    session.say("250 stored");
    session.dialogue("QUIT", "221 bye");
  }

  @Test
  void eachSegmentArrivesInAReadOfItsOwn() throws Exception {
    var reads = new ByteArrayOutputStream();
    try (var listener = new java.net.ServerSocket(0);
        var client = WireClient.connect(listener.getLocalPort());
        var accepted = listener.accept()) {
      Thread reader =
          Thread.ofVirtual()
              .start(() -> {
                byte[] buffer = new byte[100];
                try {
                  for (int n; (n = accepted.getInputStream().read(buffer)) > 0; ) {
                    reads.write(buffer, 0, n);
                    reads.write('|');
                    Thread.sleep(
                        2); // a slow reader: without waiting, the kernel would join segments
                  }
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              });
      client.sendSegments(octets("MAIL FR"), octets("OM:<>\r"), octets("\n"));
      client.sendOctetwise(octets("NOOP"));
      client.finishSending();
      reader.join();
    }
    assertThat(reads.toString(ISO_8859_1)).isEqualTo("MAIL FR|OM:<>\r|\n|N|O|O|P|");
  }

  @Test
  void eachWayToEndAConnectionIsSeenForWhatItIs() throws Exception {
    ScriptedServer.Script close = session -> session.say("220 x");
    ScriptedServer.Script reset =
        session -> {
          session.say("220 x");
          session.readOctets(1);
          session.reset();
        };
    ScriptedServer.Script halfClose =
        session -> {
          session.say("220 x");
          session.finishSending();
          session.expect("still heard");
        };
    try (var server = ScriptedServer.start(close, reset, halfClose)) {
      try (var client = WireClient.connect(server.port())) {
        assertThat(client.awaitEnd()).isEqualTo(End.CLOSED);
      }
      try (var client = WireClient.connect(server.port())) {
        client.expect(220);
        client.send("x");
        assertThat(client.awaitEnd()).isEqualTo(End.RESET);
      }
      try (var client = WireClient.connect(server.port())) {
        assertThat(client.awaitEnd()).isEqualTo(End.CLOSED);
        client.say("still heard");
      }
    }
  }

  @Test
  void aGreetingIsReadWhateverBecameOfIt() throws Exception {
    ScriptedServer.Script starred = session -> session.say("220********");
    ScriptedServer.Script torn = session -> session.say("220-****", "*********", "220 ***");
    ScriptedServer.Script endless =
        session -> {
          session.say("220-****", "*********");
          session.stall();
        };
    try (var server = ScriptedServer.start(starred, torn, endless)) {
      try (var client = WireClient.connect(server.port())) {
        assertThat(client.greeting().code()).isEqualTo(220);
      }
      try (var client = WireClient.connect(server.port())) {
        assertThat(client.greeting()).hasToString("220-**** | ********* | 220 ***");
      }
      try (var client = WireClient.connect(server.port())) {
        client.patience(SHORT);
        assertThatThrownBy(client::greeting).isInstanceOf(Wire.Unanswered.class);
      }
    }
  }

  @Test
  void theEndBetweenTwoLinesIsNoFailure() throws Exception {
    try (var server =
        ScriptedServer.start(session -> session.say("one"), session -> session.send("tw"))) {
      try (var client = WireClient.connect(server.port())) {
        assertThat(client.nextLine()).contains("one");
        assertThat(client.nextLine()).isEmpty();
      }
      try (var client = WireClient.connect(server.port())) {
        assertThatThrownBy(client::nextLine).isInstanceOf(Wire.Unanswered.class);
      }
    }
  }

  @Test
  void aStalledServerIsSilentAndBounded() throws Exception {
    try (var server = ScriptedServer.start(ScriptedServer.Session::stall);
        var client = WireClient.connect(server.port())) {
      client.expectSilence(SHORT);
      client.patience(SHORT);
      assertThatThrownBy(client::reply).hasMessageContaining("nothing came within");
      assertThatThrownBy(client::awaitEnd).hasMessageContaining("still open");
      assertThatThrownBy(() -> client.sendSegments(octets("a"), octets("b")))
          .hasMessageContaining("has not read");
    }
  }

  @Test
  void aScriptThatWasDisappointedFailsTheTest() throws Exception {
    var server = ScriptedServer.start(session -> session.expect("EHLO a.test"));
    try (var client = WireClient.connect(server.port())) {
      client.say("HELO a.test");
      client.awaitEnd();
    }
    assertThatThrownBy(server::close)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("expected \"EHLO a.test\", got \"HELO a.test\"");
  }

  @Test
  void chunksAreCountedNotEnded() throws Exception {
    byte[] chunk = octets("binary \0 \r \n.\r\nQUIT\r\n");
    ScriptedServer.Script takeChunk =
        session -> {
          session.expect("BDAT " + chunk.length + " LAST");
          assertThat(session.readOctets(chunk.length)).isEqualTo(chunk);
          session.say("250-two", "250 lines");
        };
    try (var server = ScriptedServer.start(takeChunk);
        var client = WireClient.connect(server.port())) {
      assertThat(client.bdat(chunk, true)).hasToString("250-two | 250 lines");
    }
  }

  @Test
  void stuffingIsUndone() {
    for (String text : new String[] {"", ".", ".\r\n", "..\r\n.\r\n", "a\n.b\r.c\r\n", "no end"}) {
      byte[] content = octets(text);
      byte[] ended = text.isEmpty() || text.endsWith("\r\n") ? content : octets(text + "\r\n");
      assertThat(Dots.unstuffed(Dots.stuffed(content))).isEqualTo(ended);
    }
    assertThat(Dots.stuffed(new byte[0])).isEqualTo(Arrays.copyOfRange(Dots.END, 2, 5));
  }

  private static byte[] octets(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
