package org.mailguard.proxy;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How slowly a client may send mail data. It has a credit of time, at the most and at first the
 * grace; time takes from it and each octet gives some back. So neither one octet just inside every
 * time limit nor a fast beginning lets a client hold a session for as long as it likes (threats
 * S-03).
 *
 * <p>Only the client's own time counts: while the server takes nothing, or a reply is awaited, the
 * credit stays what it is.
 *
 * <p>Used on the session's event loop only.
 */
final class Pace {
  /** A minute: what a network may take to come back. */
  static final Duration GRACE = Duration.ofMinutes(1);

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final long rate;
  private final long grace;
  private final Deadline deadline;
  private long credit;
  private long since;
  private boolean running;

  /**
   * Of one session.
   *
   * @param rate octets a second, 0 for none
   * @param tooSlow is called when the credit is used up
   */
  Pace(EventLoop loop, long rate, Duration grace, Runnable tooSlow) {
    this.rate = rate;
    this.grace = grace.toNanos();
    credit = this.grace;
    deadline = new Deadline(loop, tooSlow);
  }

  /** Octets came from the client. */
  void received(int octets) {
    if (running) {
      spend();
      earn(octets);
      deadline.restart(Duration.ofNanos(credit));
    }
  }

  /** Called after every event: says whether it is the client who keeps a message waiting. */
  void clientsTurn(boolean turn) {
    if (rate == 0 || turn == running) {
      return;
    }
    running = turn;
    if (turn) {
      since = System.nanoTime();
      deadline.restart(Duration.ofNanos(credit));
    } else {
      spend();
      deadline.cancel();
    }
  }

  /** No message is under way: the next one begins with a whole grace. */
  void messageOver() {
    credit = grace;
  }

  private void spend() {
    long now = System.nanoTime();
    credit = Math.max(0, credit - (now - since));
    since = now;
  }

  private void earn(int octets) {
    // A read has fewer octets than would overflow: 2^31 of them in nanoseconds are 2^61.
    credit = Math.min(grace, credit + octets * SECOND / rate);
  }
}
