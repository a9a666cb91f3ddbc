package org.mailguard.doctor.ends;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.mailguard.doctor.Printable;

/**
 * Fetches the responder's tape of another session over the same path, in the least that any box
 * lets pass: HELO, MAIL and RCPT.
 */
final class Fetch {
  /** Of one session; servers and boxes that count recipients count from a hundred on. */
  private static final int AT_ONCE = 50;

  /** A session whose client has gone may need a moment at the other end to see it. */
  private static final int TRIES = 10;

  private static final int AGAIN_MILLIS = 100;

  /** Both directions, with what stands between. */
  private static final int LONGEST = 3 * Tape.MAX_OCTETS;

  private final InetSocketAddress address;
  private final int wait;
  private final boolean secure;
  private final long deadline;

  /**
   * By the same way.
   *
   * @param wait milliseconds for each piece of a reply
   * @param secure true under TLS
   * @param deadline of {@link System#nanoTime}, for all that is fetched
   */
  Fetch(InetSocketAddress address, int wait, boolean secure, long deadline) {
    this.address = address;
    this.wait = wait;
    this.secure = secure;
    this.deadline = deadline;
  }

  /**
   * The tape, whole if the session is over.
   *
   * @throws IOException if there is none, or its parts come changed
   */
  Tape of(String token) throws IOException {
    Tape tape = once(token);
    for (int i = 1; i < TRIES && !tape.isOver(); i++) {
      try {
        Thread.sleep(AGAIN_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
      tape = once(token);
    }
    return tape;
  }

  private Tape once(String token) throws IOException {
    StringBuilder text = new StringBuilder();
    int total = 1;
    while (text.length() < total) {
      total = some(token, text);
    }
    return Tape.of(text.toString());
  }

  /** One session's worth; the length of the whole. */
  private int some(String token, StringBuilder text) throws IOException {
    if (System.nanoTime() - deadline > 0) {
      throw new IOException("no record: the time for all trials is over");
    }
    try (Caller caller = new Caller(address, wait, 0)) {
      if (secure) {
        TlsDemand.begin(caller, address);
      } else {
        caller.reply();
        say(caller, "HELO doctor.invalid");
      }
      say(caller, "MAIL FROM:<>");
      int total = Integer.MAX_VALUE;
      for (int i = 0; i < AT_ONCE && text.length() < total; i++) {
        String reply =
            say(caller, "RCPT TO:<" + token + "." + text.length() + "@" + Slice.DOMAIN + ">");
        Optional<Slice> slice = Slice.parse(reply);
        if (slice.isEmpty() || !isWhole(slice.get(), text.length())) {
          throw new IOException("no record: " + Printable.bounded(Printable.of(reply), 200));
        }
        text.append(slice.get().octets());
        total = slice.get().total();
      }
      say(caller, "QUIT");
      return total;
    }
  }

  /** Of the length that belongs there, so that nobody makes us ask for single octets. */
  private static boolean isWhole(Slice slice, int offset) {
    return slice.total() <= LONGEST
        && slice.octets().length() == Math.min(Slice.LENGTH, slice.total() - offset)
        && !slice.octets().isEmpty();
  }

  /** The last line of the reply. */
  private static String say(Caller caller, String command) throws IOException {
    caller.send(List.of(command + "\r\n"));
    return caller.reply().getLast();
  }
}
