package org.mailguard.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailguard.config.Configuration;
import org.mailguard.events.MessageId;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Release;
import org.mailguard.smtp.SmtpWriter;

/**
 * Hostile clients, servers that answer late, and both of them leaving at any moment: the steps of a
 * session always make sense, and it always ends. {@code -Dmailguard.rounds=N} runs more.
 */
class SessionStepsTest {
  private static final int ROUNDS = Integer.getInteger("mailguard.rounds", 800) * 2;
  private static final List<Policy> POLICIES =
      List.of(
          Policy.MAILGUARD_DEFAULT,
          Policy.FRAMING_ONLY,
          Configuration.release(Release.P40),
          Configuration.release(Release.P42),
          Configuration.release(Release.P51),
          Configuration.release(Release.A72),
          ManyRules.ENFORCED,
          ManyRules.OBSERVED);
  private static final String[] PIECES = {
    "EHLO a.example\r\n",
    "HELO a.example\r\n",
    "MAIL FROM:<x@a.example>\r\n",
    "MAIL FROM:<x@a.example>\r\nRCPT TO:<y@b.example>\r\n",
    "MAIL FROM:<x@a.example>\r\nRCPT TO:<y@b.example>\r\nDATA\r\n",
    "RCPT TO:<y@b.example>\r\n",
    "RCPT TO:<refused@b.example>\r\n",
    "DATA\r\n",
    "DATA\r\n",
    "text\r\n.\r\n",
    ".\r\n",
    "..\r\n.\r\n",
    "a\n.\n",
    "a\r.\r\n",
    "\0",
    "BDAT 3 LAST\r\nabc",
    "BDAT 3\r\na\n.",
    "BDAT 0\r\n",
    "BDAT 0 LAST\r\n",
    "bdat 12 last\r\nMAIL FROM:<x",
    "BDAT 9223372036854775807\r\n",
    "BDAT 2 LAST\r\ntoo long\r\n",
    "BDAT x\r\n",
    "BDAT\t4\tLAST\r\nabcd",
    "DATA\t\r\n",
    "DATA\u00a0\r\n",
    "STARTTLS\r\n",
    "AUTH LOGIN\r\n",
    "AGEAYg==\r\n",
    "*\r\n",
    "XEXCH50 4 2\r\nabcd",
    "RSET\r\n",
    "NOOP\r\n",
    "VRFY x\r\n",
    "\r\n",
    " NOOP\r\n",
    "FOO bar\r\n",
    "FOO bar\r\nVRFY x\r\nSOML FROM:<x@a.example>\r\n",
    "SOML FROM:<evil@a.example>\r\n",
    "DATA.\r\n",
    ".\r\n",
    "RCPT TO:<yy@b.example>\r\n",
    "RCPT TO:<refused@b.example>\r\nRCPT TO:<refused@b.example>\r\n",
    "MAIL FROM:<|id>\r\n",
    "QUIT\r\n"
  };

  private static final String[] CONTENT_PIECES =
      Stream.concat(Arrays.stream(PIECES), ContentPolicies.PIECES.stream()).toArray(String[]::new);

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 4);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void stepsMakeSenseWhateverHappens(long seed) {
    for (int round = 0; round < ROUNDS; round++) {
      long one = seed * 1_000_000_007L + round;
      for (Policy policy : POLICIES) {
        play(policy, PIECES, one);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void contentCanEndASessionAnywhere(long seed) {
    for (int round = 0; round < ROUNDS; round++) {
      for (Policy policy : ContentPolicies.ALL) {
        play(policy, CONTENT_PIECES, seed * 1_000_000_009L + round);
      }
    }
  }

  private static void play(Policy policy, String[] pieces, long seed) {
    Run run = new Run(policy, pieces, new SplittableRandom(seed));
    try {
      run.play();
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(
          "seed " + seed + ", " + policy.name() + "\n" + run.story + "\n" + e.getMessage(), e);
    }
  }

  private static final class Run implements Steps {
    private final String[] pieces;
    private final SplittableRandom random;
    private final Session session;
    private final ReferenceServer server;
    private final StringBuilder story = new StringBuilder();
    private final ByteArrayOutputStream toServer = new ByteArrayOutputStream();
    private final StringBuilder toClient = new StringBuilder();
    private byte[] pending = new byte[0];
    private byte[] replies = new byte[0];
    private byte[] current = new byte[0];
    private boolean serverClosed;
    private boolean clientEnded;
    private boolean clientLost;
    private boolean serverLost;
    private boolean closed;
    private boolean opaque;
    private boolean lastWord;
    private int eventsLeft;

    Run(Policy policy, String[] pieces, SplittableRandom random) {
      this.pieces = pieces;
      this.random = random;
      session = new Session(policy);
      server = new ReferenceServer(random.nextBoolean());
    }

    void play() {
      session.start(this);
      if (random.nextInt(20) > 0) {
        event("connected");
        session.serverConnected(this);
      }
      boolean greets = random.nextInt(3) > 0;
      if (greets) {
        serverSpeaks();
        clientSends("EHLO a.example\r\n");
        serverSpeaks();
      }
      eventsLeft = random.nextInt(3, 40);
      while (eventsLeft-- > 0 && !session.isClosed()) {
        chance();
      }
      wind();
    }

    private void chance() {
      int what = random.nextInt(200);
      if (what < 100 && !clientEnded && !clientLost) {
        clientSends(pieces[random.nextInt(pieces.length)]);
      } else if (what < 192) {
        serverSpeaks();
      } else if (what < 193) {
        event("client lost");
        clientLost = true;
        pending = new byte[0];
        session.clientLost(this);
      } else if (what < 195) {
        event("client ends");
        clientEnded = true;
      } else if (what < 196) {
        event("server ends");
        serverLost = true;
        session.serverEnded("gone", this);
      } else if (what < 197) {
        event("expired " + session.waiting());
        session.expired(random.nextBoolean(), this);
      } else if (what < 198) {
        event("stop");
        session.stop();
      } else {
        replies = new byte[0];
        ByteBuffer octets =
            ByteBuffer.wrap(
                (random.nextBoolean() ? "421 bye\r\n" : "451 no\r\n").getBytes(ISO_8859_1));
        event("server breaks in");
        if (!serverLost && !serverClosed) {
          session.serverOctets(octets, this);
        }
      }
      settle();
    }

    /** Whatever state it is in, a session ends when its waits run out. */
    private void wind() {
      for (int i = 0; i < 50 && !session.isClosed(); i++) {
        event("expired " + session.waiting());
        session.expired(false, this);
        settle();
      }
      assertThat(session.isClosed()).as("over").isTrue();
      assertThat(closed).as("closed").isTrue();
      assertThat(serverClosed).as("server let go").isTrue();
      int told = toClient.toString().split("250 queued", -1).length - 1;
      assertThat(told).as("2xx told").isLessThanOrEqualTo(server.delivered().size());
    }

    private void event(String name) {
      story.append("# ").append(name).append('\n');
    }

    private void clientSends(String text) {
      byte[] octets = text.getBytes(ISO_8859_1);
      int cut = random.nextInt(4) == 0 ? random.nextInt(octets.length) : octets.length;
      story.append("C ").append(visible(text.substring(0, cut))).append('\n');
      int before = pending.length;
      pending = Arrays.copyOf(pending, before + cut);
      System.arraycopy(octets, 0, pending, before, cut);
      settle();
    }

    /** As Relay.settled. */
    private void settle() {
      if (pending.length > 0 && session.takesClientOctets()) {
        current = pending;
        pending = new byte[0];
        ByteBuffer view = ByteBuffer.wrap(current);
        session.clientOctets(view, this);
        if (view.hasRemaining() && !session.isClosed()) {
          assertThat(session.takesClientOctets()).as("octets left over").isFalse();
          pending = Arrays.copyOfRange(current, view.position(), view.limit());
        }
      }
      if (clientEnded && pending.length == 0) {
        session.clientEnded(this);
      }
    }

    private void serverSpeaks() {
      server.take(toServer.toByteArray());
      toServer.reset();
      byte[] more = server.takeReplies();
      int before = replies.length;
      replies = Arrays.copyOf(replies, before + more.length);
      System.arraycopy(more, 0, replies, before, more.length);
      int length = random.nextInt(3) == 0 ? random.nextInt(replies.length + 1) : replies.length;
      if (length == 0 || serverLost || serverClosed) {
        return;
      }
      current = Arrays.copyOf(replies, length);
      replies = Arrays.copyOfRange(replies, length, replies.length);
      story.append("S ").append(visible(new String(current, ISO_8859_1))).append('\n');
      session.serverOctets(ByteBuffer.wrap(current), this);
      settle();
    }

    @Override
    public void take(Step step) {
      story.append("    ").append(visible(step.toString())).append('\n');
      assertThat(closed).as("a step behind the end: %s", step).isFalse();
      switch (step) {
        case Step.Connect _ -> {}
        case Step.Forward(var line) -> write(SmtpWriter.write(line));
        case Step.PassToServer(int from, int length) ->
            write(Arrays.copyOfRange(current, from, from + length));
        case Step.EmitToClient _ -> throw new AssertionError("no session says that");
        case Step.Emit(ByteBuffer octets) -> {
          byte[] copy = new byte[octets.remaining()];
          octets.get(octets.position(), copy);
          write(copy);
        }
        case Step.Relay(var reply) -> tell(new String(SmtpWriter.write(reply), ISO_8859_1));
        case Step.Answer(var reply, _) -> tell(new String(SmtpWriter.write(reply), ISO_8859_1));
        case Step.PassToClient _ -> assertThat(opaque).isTrue();
        case Step.Note note -> {
          opaque |= note.id() == MessageId.TLS_STARTED;
        }
        case Step.CloseServer _ -> {
          assertThat(serverClosed).as("closed twice").isFalse();
          serverClosed = true;
        }
        case Step.Reset _ -> {
          serverClosed = true;
          closed = true;
        }
        case Step.Close _ -> closed = true;
      }
    }

    private void write(byte[] octets) {
      assertThat(octets).isNotEmpty();
      assertThat(serverClosed).as("written to a server that was let go").isFalse();
      toServer.writeBytes(octets);
    }

    private void tell(String reply) {
      assertThat(lastWord).as("a reply behind 421: %s", reply).isFalse();
      lastWord = reply.startsWith("421");
      toClient.append(reply);
    }

    private static String visible(String text) {
      return text.replace("\r", "\\r").replace("\n", "\\n").replace("\0", "\\0");
    }
  }
}
