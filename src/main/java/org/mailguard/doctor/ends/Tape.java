package org.mailguard.doctor.ends;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.mailguard.doctor.Printable;

/**
 * What one end of a connection sent and received, piece by piece as it came, with times. The thread
 * of the connection writes, others may read.
 *
 * <p>On its way to the other end a tape is text in ISO 8859-1: for each piece {@code MICROS>LENGTH}
 * ({@code <} for what was received) and a line feed, then its octets; {@code MICROS=KEY} if TLS
 * began, and {@code MICROS.} at the end if the connection is over.
 */
final class Tape {
  /** Octets of one direction; a connection that has more is ended. */
  static final int MAX_OCTETS = 128 * 1024;

  /** A connection that comes in more pieces is ended as well. */
  static final int MAX_PIECES = 8192;

  /**
   * What went in one call of the system, which is one segment where there is time between two.
   *
   * @param micros since the connection stood
   * @param octets a character for each, ISO 8859-1
   */
  record Piece(long micros, boolean sent, String octets) {}

  private final List<Piece> pieces = new ArrayList<>();
  private int sent;
  private int received;
  private String key = "";
  private boolean over;
  private boolean fetching;

  /** False, and nothing is kept, if there is no room for it. */
  synchronized boolean add(Piece piece) {
    int length = (piece.sent() ? sent : received) + piece.octets().length();
    if (length > MAX_OCTETS || pieces.size() >= MAX_PIECES) {
      return false;
    }
    if (piece.sent()) {
      sent = length;
    } else {
      received = length;
    }
    pieces.add(piece);
    return true;
  }

  /** SHA-256 of the public key that this end has shown or seen, in hexadecimal. */
  synchronized void secured(String withKey) {
    key = withKey;
  }

  /** As in {@link #secured}; empty without TLS. */
  synchronized String key() {
    return key;
  }

  synchronized void end() {
    over = true;
  }

  /** The session fetches the tape of another: it says tokens that are not its own. */
  synchronized void fetches() {
    fetching = true;
  }

  synchronized boolean isFetching() {
    return fetching;
  }

  synchronized boolean isOver() {
    return over;
  }

  synchronized List<Piece> pieces() {
    return List.copyOf(pieces);
  }

  synchronized boolean hasReceived(String token) {
    return octets(false).contains(token);
  }

  /** Of one direction, together. */
  synchronized String octets(boolean ofSent) {
    StringBuilder octets = new StringBuilder();
    pieces.stream().filter(it -> it.sent() == ofSent).forEach(it -> octets.append(it.octets()));
    return octets.toString();
  }

  /** A line for each piece: microseconds, direction, octets. */
  synchronized String printable() {
    StringBuilder lines = new StringBuilder();
    for (Piece each : pieces) {
      lines.append(each.micros()).append(each.sent() ? " -> " : " <- ");
      lines.append(Printable.of(each.octets())).append('\n');
    }
    return lines.toString();
  }

  /** As it goes to the other end. */
  synchronized String text() {
    StringBuilder text = new StringBuilder();
    for (Piece each : pieces) {
      text.append(each.micros()).append(each.sent() ? '>' : '<').append(each.octets().length());
      text.append('\n').append(each.octets());
    }
    if (!key.isEmpty()) {
      text.append("0=").append(key).append('\n');
    }
    return over ? text.append("0.\n").toString() : text.toString();
  }

  /**
   * What {@link #text} wrote.
   *
   * @throws IOException if it is something else
   */
  static Tape of(String text) throws IOException {
    Tape tape = new Tape();
    int at = 0;
    while (at < text.length()) {
      int line = text.indexOf('\n', at);
      String head = line < 0 ? "" : text.substring(at, line);
      if (!head.matches("[0-9]{1,15}([<>][0-9]{1,6}|=[0-9a-f]{64}|\\.)")) {
        throw new IOException("octet " + at + " is not the beginning of a piece");
      }
      at = tape.take(head, text, line + 1);
    }
    return tape;
  }

  private int take(String head, String text, int from) throws IOException {
    int mark = 0;
    while (Character.isDigit(head.charAt(mark))) {
      mark++;
    }
    char kind = head.charAt(mark);
    String rest = head.substring(mark + 1);
    if (kind == '.') {
      end();
      return from;
    }
    if (kind == '=') {
      secured(rest);
      return from;
    }
    int end = from + Integer.parseInt(rest);
    if (end > text.length()) {
      throw new IOException("the piece at octet " + from + " is cut off");
    }
    long micros = Long.parseLong(head.substring(0, mark));
    if (!add(new Piece(micros, kind == '>', text.substring(from, end)))) {
      throw new IOException("more than a connection may have");
    }
    return end;
  }

  static byte[] bytes(String octets) {
    return octets.getBytes(ISO_8859_1);
  }

  static String text(byte[] octets) {
    return new String(octets, ISO_8859_1);
  }
}
