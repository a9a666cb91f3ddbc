package org.mailguard.doctor.ends;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.mailguard.doctor.probe.Addresses;

/**
 * The far end: takes connections, answers as a mail server that knows everything, keeps what was
 * said and delivers nothing. Bounds: {@value #AT_ONCE} sessions at once (others get 421), {@value
 * #KEPT} records, {@value Tape#MAX_OCTETS} octets a direction, {@value ResponderLine#MAX_SECONDS}
 * seconds a session.
 */
public final class Responder implements Closeable {
  private static final int AT_ONCE = 16;
  private static final int KEPT = 64;

  /** A moment more than a session has, so that it can say 421 before it is cut off. */
  private static final Duration LONGEST = Duration.ofSeconds(ResponderLine.MAX_SECONDS + 5);

  private final ServerSocket socket;
  private final Consumer<String> recorder;
  private final Consumer<String> troubles;
  private final Duration longest;
  private final ResponderKey key = ResponderKey.make();
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final Deque<Tape> tapes = new ArrayDeque<>();

  private Responder(
      ServerSocket socket, Consumer<String> recorder, Consumer<String> troubles, Duration longest) {
    this.socket = socket;
    this.recorder = recorder;
    this.troubles = troubles;
    this.longest = longest;
  }

  /**
   * Starts; sessions have threads of their own.
   *
   * @param recorder gets the printable record of each session when it is over
   * @param troubles gets a sentence when a session breaks off
   * @throws IOException if the address cannot be had
   */
  public static Responder start(
      InetSocketAddress address, Consumer<String> recorder, Consumer<String> troubles)
      throws IOException {
    return start(address, recorder, troubles, LONGEST);
  }

  static Responder start(
      InetSocketAddress address,
      Consumer<String> recorder,
      Consumer<String> troubles,
      Duration longest)
      throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(address, AT_ONCE);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    Responder responder = new Responder(socket, recorder, troubles, longest);
    Thread.ofVirtual().name("responder").start(responder::accept);
    return responder;
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().name("responder session").start(() -> serve(client));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          troubles.accept("accept: " + e.getMessage());
        }
      }
    }
  }

  private void serve(Socket client) {
    Tape tape = new Tape();
    String who = Addresses.print(new InetSocketAddress(client.getInetAddress(), client.getPort()));
    Instant began = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    boolean admitted = places.tryAcquire();
    try (client;
        Curfew _ = Curfew.on(client, longest)) {
      client.setTcpNoDelay(true);
      RespondingSession session =
          new RespondingSession(new ResponderLine(client, tape), key, token -> find(token, tape));
      if (admitted) {
        keep(tape);
        session.run();
      } else {
        session.refuse(AT_ONCE);
      }
    } catch (IOException e) {
      troubles.accept(who + ": " + e.getMessage());
    } finally {
      tape.end();
      if (admitted) {
        places.release();
        recorder.accept("session of " + who + ", " + began + "\n" + tape.printable());
      }
    }
  }

  private synchronized void keep(Tape tape) {
    tapes.addFirst(tape);
    if (tapes.size() > KEPT) {
      tapes.removeLast();
    }
  }

  /** The newest session that received the token, and fetches none itself. */
  private synchronized Optional<Tape> find(String token, Tape asking) {
    asking.fetches();
    return tapes.stream().filter(it -> !it.isFetching() && it.hasReceived(token)).findFirst();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
