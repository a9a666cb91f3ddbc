package org.mailguard.doctor.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.mailguard.doctor.Printable;

/**
 * One connection, with control over what goes in which segment and a clock for every octet. Not the
 * codec of {@code smtp}: what is broken has to be seen as it came.
 *
 * <p>A segment is one write with Nagle's algorithm off; on a path with a small MTU the kernel may
 * still divide it, and under load it may join two, so pieces are sent with a pause between them.
 *
 * <p>Bounds: {@value #MAX_LINE} octets a line, {@value #MAX_LINES} lines a reply, {@value
 * #MAX_OCTETS} octets a connection, a deadline for each reply and one for the connection; whoever
 * sends for ever gets {@link Heard.Ending#TOO_MUCH}.
 */
final class Wire implements Closeable {
  static final int MAX_LINE = 2048;
  static final int MAX_LINES = 128;

  /** Of one connection, so that what is kept of a hostile host stays small. */
  private static final int MAX_OCTETS = 256 * 1024;

  /** Behind a line without a code, the rest of the greeting gets only this long to come. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Patience patience;
  private final long started;
  private final long deadline;
  private final long connected;
  private final List<Exchange> exchanges = new ArrayList<>();
  private Socket socket;
  private byte[] unread = new byte[0];
  private int position;
  private int octets;

  private Wire(Socket socket, Patience patience, long started, long deadline) {
    this.socket = socket;
    this.patience = patience;
    this.started = started;
    this.deadline = deadline;
    this.connected = micros();
  }

  /**
   * Connects.
   *
   * @param deadline for the whole connection, as {@link System#nanoTime}
   * @throws IOException if nobody answers in time
   */
  static Wire to(InetSocketAddress address, Patience patience, long deadline) throws IOException {
    Socket socket = new Socket();
    long start = System.nanoTime();
    try {
      socket.setTcpNoDelay(true);
      long left = Math.min(patience.connect().toMillis(), (deadline - start) / 1_000_000);
      socket.connect(address, (int) Math.max(1, left));
      return new Wire(socket, patience, start, deadline);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Microseconds that the connection took. */
  long connected() {
    return connected;
  }

  List<Exchange> exchanges() {
    return List.copyOf(exchanges);
  }

  Socket socket() {
    return socket;
  }

  /** True if what is said goes through TLS. */
  boolean isSecret() {
    return socket instanceof SSLSocket;
  }

  /** From here on what is said and heard goes through {@code tls}. */
  void upgrade(SSLSocket tls) {
    socket = tls;
  }

  /** Octets that came already and were not read; in clear behind STARTTLS there must be none. */
  int waiting() throws IOException {
    return unread.length - position + socket.getInputStream().available();
  }

  /** What comes without a word from here. */
  Heard greeting() throws IOException {
    return note("", "", read(patience.greeting()));
  }

  /** One line in one segment. */
  Heard say(String line) throws IOException {
    return say(line, "", List.of(line + "\r\n"), patience.reply());
  }

  /** One line, an octet a segment. */
  Heard sayInOctets(String line) throws IOException {
    List<String> octets = (line + "\r\n").chars().mapToObj(c -> String.valueOf((char) c)).toList();
    return say(line, "an octet a segment", octets, patience.reply());
  }

  /** One line, with CR in one segment and LF in the next. */
  Heard sayWithEndSplit(String line) throws IOException {
    return say(line, "CR and LF apart", List.of(line + "\r", "\n"), patience.reply());
  }

  /** Reads a further reply to what was said in one segment before. */
  Heard more(String line) throws IOException {
    return note(line, "in the same segment", read(patience.reply()));
  }

  /** Says nothing for some time and hears what comes; {@code how} is for the report. */
  Heard listen(Duration time, String how) throws IOException {
    return note("", how, read(time));
  }

  Heard say(String line, String how, List<String> segments, Duration wait) throws IOException {
    Heard.@Nullable Ending broken = null;
    try {
      OutputStream out = socket.getOutputStream();
      for (int i = 0; i < segments.size(); i++) {
        if (i > 0) {
          pause(patience.octets());
        }
        out.write(segments.get(i).getBytes(ISO_8859_1));
        out.flush();
      }
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      // What the other side said before it closed may still be there to be read.
      broken = Heard.Ending.RESET;
    }
    Heard heard = read(broken == null ? wait : Duration.ofSeconds(1));
    return note(line, how, heard);
  }

  private Heard note(String said, String how, Heard heard) {
    String shown = Printable.of(said);
    exchanges.add(
        new Exchange(
            shown.length() > 100
                ? shown.substring(0, 60) + "... (" + said.length() + " octets)"
                : shown,
            how,
            Math.max(0, micros() - Math.max(0, heard.last())),
            heard));
    return heard;
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads one reply. */
  private Heard read(Duration wait) {
    Reading reading = new Reading(wait);
    while (true) {
      int octet = reading.next();
      if (octet < 0) {
        return reading.heard(reading.ending);
      }
      if (octet == '\n') {
        if (reading.endLine()) {
          return reading.heard(Heard.Ending.WHOLE);
        }
      } else if (octets > MAX_OCTETS || !reading.take((char) octet)) {
        return reading.heard(Heard.Ending.TOO_MUCH);
      }
      if (reading.lines.size() > MAX_LINES) {
        return reading.heard(Heard.Ending.TOO_MUCH);
      }
    }
  }

  private long micros() {
    return (System.nanoTime() - started) / 1000;
  }

  /** One reply on its way in. */
  private final class Reading {
    private final long start = System.nanoTime();
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private long until;
    private long first = -1;
    private long last = -1;
    private int segments;
    private Heard.Ending ending = Heard.Ending.SILENCE;

    Reading(Duration wait) {
      until = Math.min(deadline, start + wait.toNanos());
    }

    /** The next octet, or -1 with the reason in {@link #ending}. */
    int next() {
      while (position >= unread.length) {
        long left = (until - System.nanoTime()) / 1_000_000;
        if (left <= 0 || Thread.currentThread().isInterrupted()) {
          return -1;
        }
        try {
          socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
          InputStream in = socket.getInputStream();
          byte[] buffer = new byte[4096];
          int count = in.read(buffer);
          if (count < 0) {
            ending = Heard.Ending.CLOSED;
            return -1;
          }
          octets += count;
          unread = Arrays.copyOf(buffer, count);
          position = 0;
        } catch (SocketTimeoutException e) {
          return -1;
        } catch (IOException e) {
          ending = Heard.Ending.RESET;
          return -1;
        }
        long now = (System.nanoTime() - start) / 1000;
        if (first < 0) {
          first = now;
        }
        segments++;
        last = now;
      }
      if (first < 0) {
        first = 0;
        last = 0;
        segments = 1;
      }
      return unread[position++] & 0xff;
    }

    /** False if the line is too long. */
    boolean take(char octet) {
      line.append(octet);
      return line.length() <= MAX_LINE;
    }

    /** True if it was the last line of the reply. */
    boolean endLine() {
      int length = line.length();
      String text =
          length > 0 && line.charAt(length - 1) == '\r'
              ? line.substring(0, length - 1)
              : line.toString();
      lines.add(text);
      line.setLength(0);
      if (!Heard.isCoded(text)) {
        until = Math.min(until, System.nanoTime() + GRACE.toNanos());
        return false;
      }
      return text.length() == 3 || text.charAt(3) != '-';
    }

    Heard heard(Heard.Ending why) {
      if (!line.isEmpty()) {
        lines.add(line.toString());
      }
      return new Heard(
          lines.subList(0, Math.min(lines.size(), MAX_LINES)), why, first, last, segments);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
