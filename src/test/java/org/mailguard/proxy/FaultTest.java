package org.mailguard.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailguard.events.MessageId;
import org.mailguard.peers.ScriptedServer;
import org.mailguard.peers.Wire;
import org.mailguard.peers.WireClient;

/**
 * Each side is closed, reset or stalled at each phase. Promise 1: the client gets no 2xx for a
 * message that the server did not give, and the server gets no end mark that the client did not
 * send; and every session ends.
 */
@Timeout(120)
class FaultTest {
  private static final LeakReports LEAKS = LeakReports.install();

  @AfterAll
  static void everyBufferWasReleased() throws InterruptedException {
    assertThat(LEAKS.collect()).isEmpty();
  }

  /** How far the conversation gets before one side goes. */
  enum Phase {
    CONNECTED,
    GREETED,
    MAIL,
    RCPT,
    DATA,
    CONTENT,
    END
  }

  enum Way {
    CLOSE,
    RESET
  }

  /** The server follows the dialogue up to the phase, then does what the test wants. */
  private static ScriptedServer.Script upTo(Phase last, ScriptedServer.Script then) {
    return session -> {
      if (last.compareTo(Phase.CONNECTED) > 0) {
        session.say("220 backend.test ESMTP");
        GuardTest.greet(session);
      }
      if (last.compareTo(Phase.MAIL) >= 0) {
        session.dialogue("MAIL FROM:<a@b.test>", "250 ok");
      }
      if (last.compareTo(Phase.RCPT) >= 0) {
        session.dialogue("RCPT TO:<c@d.test>", "250 ok");
      }
      if (last.compareTo(Phase.DATA) >= 0) {
        session.dialogue("DATA", "354 go");
      }
      if (last == Phase.CONTENT) {
        session.expect("first line");
      }
      if (last == Phase.END) {
        session.readData();
      }
      then.play(session);
    };
  }

  @ParameterizedTest
  @EnumSource
  void serverGoes(Phase phase) throws Exception {
    for (Way way : Way.values()) {
      try (var server = ScriptedServer.start(upTo(phase, session -> leave(session, way)));
          var guard = TestGuard.before(server.port())) {
        try (var client = WireClient.connect(guard.port())) {
          int last = converse(client);
          assertThat(last).as("%s at %s\n%s", way, phase, client.transcript()).isBetween(400, 499);
        }
        guard.awaitNoSessions();
      }
    }
  }

  private static void leave(ScriptedServer.Session session, Way way) throws IOException {
    if (way == Way.RESET) {
      session.reset();
    }
  }

  /** Goes on as long as it is welcome; the last reply's code. */
  private static int converse(WireClient client) throws IOException {
    int code = client.reply().code();
    for (String line :
        new String[] {"EHLO client.test", "MAIL FROM:<a@b.test>", "RCPT TO:<c@d.test>", "DATA"}) {
      if (code >= 400) {
        return code;
      }
      code = client.command(line).code();
    }
    if (code == 354) {
      client.send("first line\r\nsecond line\r\n.\r\n");
      code = client.reply().code();
    }
    return code;
  }

  @ParameterizedTest
  @EnumSource
  void clientGoes(Phase phase) throws Exception {
    for (Way way : Way.values()) {
      try (var server = ScriptedServer.start(FaultTest::readToTheEnd);
          var guard = TestGuard.before(server.port())) {
        WireClient client = WireClient.connect(guard.port());
        advance(client, phase);
        if (way == Way.RESET) {
          client.reset();
        }
        client.close();
        guard.awaitNoSessions();
        ScriptedServer.Session session = server.session(0);
        session.awaitOver();
        boolean ended = new String(session.received(), ISO_8859_1).contains("\r\n.\r\n");
        assertThat(ended)
            .as("%s at %s\n%s", way, phase, session.transcript())
            .isEqualTo(phase == Phase.END);
      }
    }
  }

  /** A patient server: answers what it is asked until the connection ends, however it ends. */
  private static void readToTheEnd(ScriptedServer.Session session) throws IOException {
    try {
      session.say("220 backend.test ESMTP");
      while (true) {
        String line = session.readLine();
        if (line.equals("DATA")) {
          session.say("354 go");
          session.readData();
        }
        session.say("250 ok");
      }
    } catch (IOException | AssertionError e) {
      session.close();
    }
  }

  private static void advance(WireClient client, Phase phase) throws IOException {
    if (phase == Phase.CONNECTED) {
      return;
    }
    client.expect(220);
    client.command("EHLO client.test", 250);
    if (phase.compareTo(Phase.MAIL) >= 0) {
      client.command("MAIL FROM:<a@b.test>", 250);
    }
    if (phase.compareTo(Phase.RCPT) >= 0) {
      client.command("RCPT TO:<c@d.test>", 250);
    }
    if (phase.compareTo(Phase.DATA) >= 0) {
      client.command("DATA", 354);
    }
    if (phase == Phase.CONTENT) {
      client.send("first line\r\n.");
    }
    if (phase == Phase.END) {
      client.send("first line\r\n.\r\n");
      client.expect(250);
    }
  }

  @Test
  void aHalfClosedClientGetsItsVerdict() throws Exception {
    try (var server = ScriptedServer.start(upTo(Phase.END, session -> session.say("250 queued")));
        var guard = TestGuard.before(server.port());
        var client = WireClient.greet(guard.port())) {
      client.envelope("a@b.test", "c@d.test");
      client.command("DATA", 354);
      client.send("text\r\n.\r\n");
      client.finishSending();
      client.expect(250);
      assertThat(client.awaitEnd()).isEqualTo(Wire.End.CLOSED);
      guard.awaitNoSessions();
    }
  }

  /**
   * Back-pressure: a server that takes nothing stops the client, and the guard keeps only what fits
   * its bounds.
   */
  @Test
  void aServerThatTakesNothingStopsTheClient() throws Exception {
    try (var server = ScriptedServer.start(upTo(Phase.DATA, session -> session.stall()));
        var guard =
            TestGuard.hasty(
                server.port(), times -> TestTimes.content(times, Duration.ofSeconds(1)));
        var client = WireClient.greet(guard.port())) {
      client.envelope("a@b.test", "c@d.test");
      client.command("DATA", 354);
      byte[] line = new byte[1 << 16];
      Arrays.fill(line, (byte) 'a');
      Thread.ofVirtual().start(() -> sendWithoutEnd(client, line));
      assertThat(client.expect(421).text()).contains(MessageId.SERVER_TIMEOUT.id());
      guard.awaitNoSessions();
    }
  }

  /** The server's last word in the middle of a chunk: the client is still sending, and hears it. */
  @Test
  void aServersLastWordInsideAChunkIsHeard() throws Exception {
    try (var server =
            ScriptedServer.start(session -> {
              session.say("220 backend.test ESMTP");
              session.expect("EHLO client.test");
              session.say("250-backend.test", "250 CHUNKING");
              session.dialogue("MAIL FROM:<a@b.test>", "250 ok", "RCPT TO:<c@d.test>", "250 ok");
              session.expect("BDAT 8000000 LAST");
              session.readOctets(100_000);
              session.say("421 4.3.2 shutting down");
              session.stall();
            });
        var guard = TestGuard.before(server.port());
        var client = WireClient.greet(guard.port())) {
      client.envelope("a@b.test", "c@d.test");
      client.send("BDAT 8000000 LAST\r\n");
      byte[] line = new byte[1 << 16];
      Thread.ofVirtual().start(() -> sendPartOfTheChunk(client, line));
      assertThat(client.expect(421).text()).contains("shutting down");
      guard.awaitNoSessions();
    }
  }

  /**
   * The server says its last word and closes with octets unread, so that its kernel resets. Whether
   * the guard reads that word or fails to write first is chance; the client hears one at once.
   */
  @RepeatedTest(10)
  void aServerThatResetsInsideAChunkDoesNotSilenceTheGuard() throws Exception {
    try (var server =
            ScriptedServer.start(session -> {
              session.say("220 backend.test ESMTP");
              session.expect("EHLO client.test");
              session.say("250-backend.test", "250 CHUNKING");
              session.dialogue("MAIL FROM:<a@b.test>", "250 ok", "RCPT TO:<c@d.test>", "250 ok");
              session.expect("BDAT 8000000 LAST");
              session.readOctets(100_000);
              session.say("421 4.3.2 shutting down");
            });
        var guard = TestGuard.before(server.port())) {
      try (var client = WireClient.greet(guard.port())) {
        client.envelope("a@b.test", "c@d.test");
        client.send("BDAT 8000000 LAST\r\n");
        byte[] block = new byte[1 << 16];
        Thread.ofVirtual().start(() -> sendPartOfTheChunk(client, block));
        assertThat(client.reply().code()).isIn(421, 451);
      }
      guard.awaitNoSessions();
    }
  }

  /** The same inside of mail data, whose end the client sends: its verdict is the guard's. */
  @RepeatedTest(10)
  void aServerThatResetsInsideMailDataDoesNotSilenceTheGuard() throws Exception {
    byte[] text = "text\r\n".repeat(1_000_000).getBytes(ISO_8859_1);
    try (var server =
            ScriptedServer.start(
                upTo(
                    Phase.DATA,
                    session -> {
                      session.readOctets(100_000);
                      session.reset();
                    }));
        var guard = TestGuard.before(server.port())) {
      try (var client = WireClient.greet(guard.port())) {
        client.envelope("a@b.test", "c@d.test");
        client.command("DATA", 354);
        client.send(text);
        client.send(".\r\n");
        assertThat(client.expect(451).text()).contains(MessageId.SERVER_LOST.id());
        client.command("QUIT", 221);
      }
      guard.awaitNoSessions();
    }
  }

  /** At most 7,864,320 octets, so that nothing follows the chunk. */
  private static void sendPartOfTheChunk(WireClient client, byte[] block) {
    try {
      for (int i = 0; i < 120; i++) {
        client.send(block);
      }
    } catch (IOException e) {
      // The guard has ended the session, as it should.
    }
  }

  private static void sendWithoutEnd(WireClient client, byte[] line) {
    try {
      for (int i = 0; i < 10_000; i++) {
        client.send(line);
      }
    } catch (IOException e) {
      // The guard has ended the session, as it should.
    }
  }

  /** S-04: the client sends commands and never reads a reply. */
  @Test
  void aClientThatReadsNothingIsNotReadForEver() throws Exception {
    try (var server = ScriptedServer.start(FaultTest::readToTheEnd);
        var guard = TestGuard.before(server.port())) {
      WireClient client = WireClient.connect(guard.port());
      Thread sender =
          Thread.ofVirtual()
              .start(() -> sendWithoutEnd(client, "RSET\r\n".repeat(1000).getBytes(ISO_8859_1)));
      guard.await(MessageId.OUT_OF_TURN);
      client.close();
      sender.join();
      guard.awaitNoSessions();
    }
  }

  /**
   * As Exim does it: everything in one go, then the end of the stream; the replies come one by one.
   */
  @Test
  void aClientThatSendsAllAndEndsItsStreamGetsEveryReply() throws Exception {
    byte[] chunk = new byte[4 << 20];
    Arrays.fill(chunk, (byte) '\n');
    try (var server =
            ScriptedServer.start(session -> {
              session.say("220 backend.test ESMTP");
              GuardTest.greet(session);
              session.dialogue("MAIL FROM:<a@b.test>", "250 ok", "RCPT TO:<c@d.test>", "250 ok");
              session.expect("BDAT " + chunk.length + " LAST");
              assertThat(session.readOctets(chunk.length)).isEqualTo(chunk);
              session.say("250 queued");
              session.dialogue("QUIT", "221 bye");
            });
        var guard = TestGuard.before(server.port());
        var client = WireClient.greet(guard.port())) {
      client.send("MAIL FROM:<a@b.test>\r\nRCPT TO:<c@d.test>\r\n");
      client.send(WireClient.bdatOctets(chunk, true));
      client.send("QUIT\r\n");
      client.finishSending();
      for (int code : new int[] {250, 250, 250, 221}) {
        client.expect(code);
      }
      guard.awaitNoSessions();
      assertThat(guard.count(MessageId.INTERNAL_FAULT)).isZero();
    }
  }

  /**
   * The attempt to connect ends when nobody waits for it; its failure is not a second event, and
   * its words are not a second reply.
   */
  @Test
  void whoTalksWhileTheServerIsAwaitedGetsOneReply() throws Exception {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    try (var silent = new ServerSocket(0, 1, loopback);
        var first = new Socket(loopback, silent.getLocalPort());
        var second = new Socket(loopback, silent.getLocalPort());
        var guard = TestGuard.before(silent.getLocalPort())) {
      assertThat(first.isConnected() && second.isConnected()).isTrue();
      try (var client = WireClient.connect(guard.port())) {
        client.send("EHLO client.test\r\n");
        client.expect(554);
        assertThat(client.awaitEnd()).as(client.transcript()).isEqualTo(Wire.End.CLOSED);
      }
      guard.awaitNoSessions();
      assertThat(guard.count(MessageId.SERVER_UNREACHABLE)).isZero();
    }
  }

  /** D-03: the verdict that no client waits for is still read, and its connection not kept. */
  @Test
  void theServerIsReadWhenTheClientIsGone() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    try (var server =
            ScriptedServer.start(
                upTo(
                    Phase.END,
                    session -> {
                      await(gone);
                      session.say("250 queued");
                      assertThat(session.awaitEnd()).isEqualTo(Wire.End.CLOSED);
                    }));
        var guard = TestGuard.before(server.port())) {
      WireClient client = WireClient.greet(guard.port());
      client.envelope("a@b.test", "c@d.test");
      client.command("DATA", 354);
      client.send("text\r\n.\r\n");
      Awaitility.await()
          .until(() -> new String(server.session(0).received(), ISO_8859_1).endsWith(".\r\n"));
      client.reset();
      client.close();
      Awaitility.await("the session counts until the verdict")
          .during(Duration.ofMillis(200))
          .until(() -> guard.guard().sessions() == 1);
      gone.countDown();
      server.session(0).awaitOver();
      guard.awaitNoSessions();
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
