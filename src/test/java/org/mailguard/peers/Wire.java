package org.mailguard.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * One end of a TCP connection on loopback that sends the octets it is given, in the segments it is
 * given, and records every octet that comes back. Text is ISO 8859-1, so that a {@code char} is an
 * octet.
 *
 * <p>Every read has one deadline for the whole operation, not one per octet: a peer that trickles
 * cannot keep a test alive. Whatever goes wrong is an {@link AssertionError} with the conversation
 * so far.
 */
public abstract sealed class Wire implements AutoCloseable
    permits WireClient, ScriptedServer.Session {
  /** How the other side ended the connection. */
  public enum End {
    /** It sent FIN: everything that it had to say has arrived. */
    CLOSED,
    /** It sent RST. */
    RESET
  }

  /**
   * Nothing came in time, or the connection ended, where more was expected. A sender that shall
   * behave as one, and try again, catches it; everywhere else it fails the test.
   */
  public static final class Unanswered extends AssertionError {
    private final String what;

    private Unanswered(String what, Transcript transcript) {
      super(what + "\n" + transcript);
      this.what = what;
    }

    /** What happened, without the conversation. */
    public String what() {
      return what;
    }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LINE_LIMIT = 1 << 20;

  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final Transcript transcript;
  private Socket socket;
  private Duration patience = PATIENCE;
  private byte[] unread = {};

  Wire(Socket socket, Transcript transcript) throws IOException {
    socket.setTcpNoDelay(true);
    this.socket = socket;
    this.transcript = transcript;
  }

  /** The address of the other end. */
  public final InetAddress peer() {
    return socket.getInetAddress();
  }

  /** Changes how long each read may take; five seconds at first. */
  public final void patience(Duration limit) {
    patience = limit;
  }

  /** Sends the lines, each with CRLF, in one write. */
  public final void say(String... lines) throws IOException {
    send(String.join("\r\n", lines) + "\r\n");
  }

  /** Sends the octets of an ISO 8859-1 text as they are. */
  public final void send(String octets) throws IOException {
    send(octets.getBytes(ISO_8859_1));
  }

  /** Sends the octets in one write. */
  public final void send(byte[] octets) throws IOException {
    transcript.sent(octets);
    socket.getOutputStream().write(octets);
    socket.getOutputStream().flush();
  }

  /**
   * Sends each part when the other side has read the one before, so that no two parts arrive in one
   * read. A write of its own would not be enough: the receiver's kernel joins what its program has
   * not fetched yet.
   */
  public final void sendSegments(byte[]... parts) throws IOException {
    for (byte[] part : parts) {
      send(part);
      ReceiveQueue.awaitEmpty(socket, patience);
    }
  }

  /** Sends one octet per segment, as {@link #sendSegments} does. */
  public final void sendOctetwise(byte[] octets) throws IOException {
    for (byte octet : octets) {
      sendSegments(new byte[] {octet});
    }
  }

  /**
   * Reads up to CRLF and returns the line without it. A bare CR or LF does not end a line and stays
   * in it, so that a test sees it.
   */
  public final String readLine() throws IOException {
    byte[] line = readThrough("\r\n".getBytes(ISO_8859_1), LINE_LIMIT);
    return new String(line, 0, line.length - 2, ISO_8859_1);
  }

  /**
   * Reads a line as {@link #readLine} does, or nothing if the other side has ended the connection
   * in good order, between two lines.
   */
  public final Optional<String> nextLine() throws IOException {
    try {
      if (unread.length == 0 && receive(deadline(patience)) < 0) {
        return Optional.empty();
      }
    } catch (SocketTimeoutException e) {
      throw silence();
    }
    return Optional.of(readLine());
  }

  /** Reads exactly {@code count} octets. */
  public final byte[] readOctets(int count) throws IOException {
    long deadline = deadline(patience);
    while (unread.length < count) {
      fill(deadline);
    }
    return take(count);
  }

  /** The next {@code count} octets, which stay unread. */
  final byte[] peek(int count) throws IOException {
    long deadline = deadline(patience);
    while (unread.length < count) {
      fill(deadline);
    }
    return Arrays.copyOf(unread, count);
  }

  /**
   * Reads up to and including the first occurrence of {@code mark}, which must come within {@code
   * limit} octets.
   */
  final byte[] readThrough(byte[] mark, int limit) throws IOException {
    long deadline = deadline(patience);
    for (int from = 0; ; ) {
      int at = indexOf(unread, mark, from);
      if (at >= 0) {
        return take(at + mark.length);
      }
      if (unread.length > limit) {
        throw failure("no end within " + limit + " octets");
      }
      from = Math.max(0, unread.length - mark.length + 1);
      fill(deadline);
    }
  }

  /** Waits for the end of the connection; what comes before it is recorded and dropped. */
  public final End awaitEnd() throws IOException {
    long deadline = deadline(patience);
    try {
      while (receive(deadline) >= 0) {
        unread = new byte[0];
      }
      return End.CLOSED;
    } catch (SocketTimeoutException e) {
      throw failure("the connection is still open after " + patience);
    } catch (SocketException e) {
      transcript.note("< reset");
      return End.RESET;
    }
  }

  /** Waits the whole time and fails if the other side says anything or ends the connection. */
  public final void expectSilence(Duration time) throws IOException {
    if (unread.length == 0) {
      try {
        if (receive(deadline(time)) < 0) {
          throw failure("silence was expected, the connection was closed");
        }
      } catch (SocketTimeoutException silent) {
        return;
      }
    }
    throw failure("silence was expected, octets came");
  }

  /** Sends FIN and goes on reading. */
  public final void finishSending() throws IOException {
    transcript.note("> half-close");
    socket.shutdownOutput();
  }

  /** Ends the connection by RST; octets in flight are lost. */
  public final void reset() throws IOException {
    transcript.note("> reset");
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Goes over to TLS on the same connection; what was read ahead in plain text stays readable. */
  public final void startTls(SSLContext context, boolean asClient) throws IOException {
    SSLSocket tls =
        (SSLSocket)
            context.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
    tls.setUseClientMode(asClient);
    tls.setSoTimeout(Math.toIntExact(patience.toMillis()));
    tls.startHandshake();
    transcript.note("  TLS " + tls.getSession().getProtocol());
    socket = tls;
  }

  /**
   * Every octet that has been fetched from the connection so far, those not yet read by the test
   * included.
   */
  public final byte[] received() {
    return received.toByteArray();
  }

  /** The conversation so far, for people. */
  public final String transcript() {
    return transcript.toString();
  }

  /** An error that shows the conversation so far; for the caller to throw. */
  public final AssertionError failure(String what) {
    return new AssertionError(what + "\n" + transcript);
  }

  @Override
  public final void close() throws IOException {
    socket.close();
  }

  private static long deadline(Duration limit) {
    return System.nanoTime() + limit.toNanos();
  }

  private byte[] take(int count) {
    byte[] taken = Arrays.copyOf(unread, count);
    unread = Arrays.copyOfRange(unread, count, unread.length);
    return taken;
  }

  private void fill(long deadline) throws IOException {
    try {
      if (receive(deadline) < 0) {
        throw new Unanswered("the connection was closed, more was expected", transcript);
      }
    } catch (SocketTimeoutException e) {
      throw silence();
    }
  }

  private Unanswered silence() {
    return new Unanswered("nothing came within " + patience, transcript);
  }

  private int receive(long deadline) throws IOException {
    long left = (deadline - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      throw new SocketTimeoutException();
    }
    socket.setSoTimeout(Math.toIntExact(left));
    byte[] chunk = new byte[64 << 10];
    int count = socket.getInputStream().read(chunk);
    if (count < 0) {
      transcript.note("< closed");
      return count;
    }
    received.write(chunk, 0, count);
    transcript.received(Arrays.copyOf(chunk, count));
    int before = unread.length;
    unread = Arrays.copyOf(unread, before + count);
    System.arraycopy(chunk, 0, unread, before, count);
    return count;
  }

  private static int indexOf(byte[] octets, byte[] mark, int from) {
    for (int i = from; i <= octets.length - mark.length; i++) {
      if (Arrays.equals(octets, i, i + mark.length, mark, 0, mark.length)) {
        return i;
      }
    }
    return -1;
  }
}
