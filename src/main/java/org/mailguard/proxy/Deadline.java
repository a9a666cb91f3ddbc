package org.mailguard.proxy;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One clock for one session. A wait begins anew with nearly every read, so the timer is not moved
 * each time: it is left to fire early and then set again for what is left. Used on the session's
 * event loop only.
 */
final class Deadline {
  private final EventLoop loop;
  private final Runnable expired;
  private long began = System.nanoTime();
  private long at;
  private long timerAt;
  private @Nullable ScheduledFuture<?> timer;

  Deadline(EventLoop loop, Runnable expired) {
    this.loop = loop;
    this.expired = expired;
  }

  /** The wait that begins now may take {@code limit}. */
  void restart(Duration limit) {
    began = System.nanoTime();
    at = began + limit.toNanos();
    if (timer == null) {
      schedule();
    } else if (at - timerAt < 0) {
      timer.cancel(false);
      schedule();
    }
  }

  /** How long the wait goes on. */
  Duration waited() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private void schedule() {
    timerAt = at;
    timer = loop.schedule(this::fired, at - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  private void fired() {
    timer = null;
    if (at - System.nanoTime() > 0) {
      schedule();
    } else {
      expired.run();
    }
  }

  void cancel() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
