package org.mailguard.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that follows a script: plain code that says lines, expects lines, stalls, resets.
 *
 * <pre>{@code
 * try (var server = ScriptedServer.start(session -> {
 *   session.say("220 backend.test ESMTP");
 *   session.expect("EHLO c.test");
 *   session.say("250-backend.test", "250 PIPELINING");
 *   session.stall();
 * })) { ... }
 * }</pre>
 *
 * The first connection plays the first script and so on; the last script serves all further ones. A
 * script that fails resets its connection and fails the test at {@link #close}.
 */
public final class ScriptedServer implements AutoCloseable {
  private static final int MOST_SESSIONS = 10_000;
  private static final Duration ENOUGH = Duration.ofSeconds(10);

  /** What the server does on one connection. The connection is closed when it returns. */
  @FunctionalInterface
  public interface Script {
    void play(Session session) throws Exception;
  }

  private final ServerSocket listener;
  private final List<Script> scripts;
  private final List<Session> sessions = new ArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private @Nullable Throwable firstFailure;

  private ScriptedServer(List<Script> scripts) throws IOException {
    this.scripts = scripts;
    this.listener = new ServerSocket(0, 100, InetAddress.ofLiteral("127.0.0.1"));
  }

  /** Listens on a free port of loopback. */
  public static ScriptedServer start(Script... scripts) throws IOException {
    var server = new ScriptedServer(List.of(scripts));
    Thread.ofVirtual().name("scripted-server").start(server::accept);
    return server;
  }

  public int port() {
    return listener.getLocalPort();
  }

  /**
   * Waits for the connection with this number, counted from 0. It may still be going on, or be
   * over.
   */
  public synchronized Session session(int number) throws InterruptedException {
    long deadline = System.nanoTime() + ENOUGH.toNanos();
    while (sessions.size() <= number) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("only " + sessions.size() + " connections came within " + ENOUGH);
      }
      wait(left);
    }
    return sessions.get(number);
  }

  /** How many connections have come so far. */
  public synchronized int sessionCount() {
    return sessions.size();
  }

  /** Ends every stall, waits for the scripts, and throws the first failure of any of them. */
  @Override
  public void close() throws IOException {
    closing.countDown();
    listener.close();
    List<Session> all;
    synchronized (this) {
      all = List.copyOf(sessions);
    }
    for (Session session : all) {
      session.awaitOver();
      session.close();
    }
    synchronized (this) {
      if (firstFailure != null) {
        throw new AssertionError("a script failed: " + firstFailure.getMessage(), firstFailure);
      }
    }
  }

  private void accept() {
    try {
      for (int number = 0; number < MOST_SESSIONS; number++) {
        var session = new Session(listener.accept(), closing);
        Script script = scripts.get(Math.min(number, scripts.size() - 1));
        synchronized (this) {
          sessions.add(session);
          notifyAll();
        }
        Thread.ofVirtual().name("scripted-session-" + number).start(() -> play(script, session));
      }
    } catch (SocketException e) {
      // Closed: there is no other way out of accept().
    } catch (IOException e) {
      failed(e);
    }
  }

  private void play(Script script, Session session) {
    try (session) {
      script.play(session);
    } catch (Throwable e) {
      failed(e);
    } finally {
      session.over.countDown();
    }
  }

  private synchronized void failed(Throwable e) {
    if (firstFailure == null) {
      firstFailure = e;
    }
  }

  /** The server's end of one connection. */
  public static final class Session extends Wire {
    private static final int LARGEST_MESSAGE = 64 << 20;

    private final CountDownLatch closing;
    private final CountDownLatch over = new CountDownLatch(1);

    private Session(Socket socket, CountDownLatch closing) throws IOException {
      super(socket, new Transcript());
      this.closing = closing;
    }

    /** Reads one line, which must be this one. */
    public void expect(String line) throws IOException {
      String got = readLine();
      if (!got.equals(line)) {
        throw failure(
            "expected \""
                + line
                + "\", got \""
                + Transcript.readable(got.getBytes(ISO_8859_1))
                + "\"");
      }
    }

    /**
     * Reads lines, one for each given, and answers each with the text after it: line, answer, line,
     * answer.
     */
    public void dialogue(String... linesAndAnswers) throws IOException {
      for (int i = 0; i < linesAndAnswers.length; i += 2) {
        expect(linesAndAnswers[i]);
        say(linesAndAnswers[i + 1]);
      }
    }

    /**
     * Reads what follows 354, as it came over the wire, end mark included; see {@link
     * Dots#unstuffed}.
     */
    public byte[] readData() throws IOException {
      return Arrays.equals(peek(3), new byte[] {'.', '\r', '\n'})
          ? readOctets(3)
          : readThrough(Dots.END, LARGEST_MESSAGE);
    }

    /**
     * Does nothing, reads nothing and keeps the connection open until the test closes the server.
     */
    public void stall() throws InterruptedException {
      closing.await();
    }

    /** Waits until the script has ended. */
    public void awaitOver() throws IOException {
      try {
        if (!over.await(ENOUGH.toSeconds(), TimeUnit.SECONDS)) {
          throw failure("the script goes on after " + ENOUGH);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("waiting for a script");
      }
    }
  }
}
