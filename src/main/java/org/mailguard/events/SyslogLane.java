package org.mailguard.events;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.mailguard.events.EventQueue.Stamped;
import org.mailguard.events.SyslogTarget.Transport;

/**
 * One log host: its queue, its thread, the way to it. A message that could not be sent is tried
 * again until it can be or the lane ends; meanwhile the queue fills, and what does not fit is lost
 * and counted.
 *
 * <p>Pauses between attempts double up to a bound, and begin anew only behind a connection that
 * stood for as long as that bound. So a host that takes connections and drops them is no flood
 * either, neither of connections nor of reports: those are events as well, and go to this host too.
 */
final class SyslogLane implements EventQueue.Writer {
  private final SyslogTarget target;
  private final Surroundings surroundings;
  private final EventQueue queue;
  private final LongAdder sent = new LongAdder();
  private volatile SyslogStyle style;
  private volatile MessageLevels levels;
  private volatile boolean reachable = true;

  // The queue's thread alone.
  private @Nullable Carrier carrier;
  private long opened;
  private long began;
  private Duration pause;
  private boolean givenUp;

  /** What all lanes of a log share. */
  record Surroundings(
      InstantSource clock,
      EventLog reports,
      Supplier<SSLContext> tls,
      SyslogTimes times,
      SyslogMessage message) {}

  private SyslogLane(
      SyslogTarget target, SyslogStyle style, MessageLevels levels, Surroundings surroundings) {
    this.target = target;
    this.style = style;
    this.levels = levels;
    this.surroundings = surroundings;
    pause = surroundings.times().firstPause();
    queue = new EventQueue("log host " + target, surroundings.clock(), this);
  }

  static SyslogLane start(
      SyslogTarget target, SyslogStyle style, MessageLevels levels, Surroundings surroundings) {
    SyslogLane lane = new SyslogLane(target, style, levels, surroundings);
    lane.queue.start();
    return lane;
  }

  SyslogTarget target() {
    return target;
  }

  void change(SyslogStyle nextStyle, MessageLevels nextLevels) {
    style = nextStyle;
    levels = nextLevels;
  }

  void offer(Event event) {
    levels.wanted(event, style.least()).ifPresent(queue::offer);
  }

  boolean hears(MessageId id) {
    return levels.hears(id, style.least());
  }

  void end() {
    queue.end();
  }

  void join(Duration limit) {
    queue.join(limit);
  }

  SyslogLog.Status status() {
    return new SyslogLog.Status(target, style, reachable, sent.sum(), queue.everLost());
  }

  @Override
  public void write(List<Stamped> batch) {
    for (int i = 0; i < batch.size(); i++) {
      givenUp = givenUp || !deliver(batch.get(i));
      if (givenUp) {
        queue.lose(batch.size() - i);
        return;
      }
      sent.increment();
    }
    tellLost();
  }

  /** Whatever the trap level is: who reads this log has to know that it has holes. */
  private void tellLost() {
    long missing = queue.takeLost();
    if (missing > 0) {
      Event event = Event.ofGuard(MessageId.EVENTS_LOST, missing + " events");
      Optional<Event> wanted = levels.wanted(event, Severity.DEBUGGING);
      if (wanted.isPresent() && !deliver(queue.stamp(wanted.get()))) {
        queue.untakeLost(missing);
      }
    }
  }

  /** Sends it sooner or later; false if the lane ended before it could. */
  private boolean deliver(Stamped stamped) {
    while (true) {
      boolean last = queue.ending();
      try {
        Carrier open = open();
        began = System.nanoTime();
        open.send(surroundings.message().octets(stamped, style, target.transport()));
        reached();
        return true;
      } catch (IOException | RuntimeException e) {
        // Runtime: a resolver or a security provider that misbehaves must not end the log.
        failed(e);
        if (last) {
          return false;
        }
      }
    }
  }

  private Carrier open() throws IOException {
    Carrier open = carrier;
    if (open == null) {
      open =
          target.transport() == Transport.UDP
              ? new DatagramCarrier(target)
              : StreamCarrier.connect(target, surroundings.tls(), surroundings.times());
      carrier = open;
      opened = System.nanoTime();
    }
    return open;
  }

  private void reached() {
    if (!reachable) {
      reachable = true;
      surroundings.reports().log(Event.ofGuard(MessageId.LOG_HOST_BACK, target.toString()));
    }
  }

  private void failed(Exception cause) {
    boolean stood = carrier != null && stood();
    drop();
    if (stood) {
      // It was good for long: the host was started anew, and is tried at once.
      pause = surroundings.times().firstPause();
      return;
    }
    if (reachable) {
      reachable = false;
      surroundings
          .reports()
          .log(Event.ofGuard(MessageId.LOG_HOST_UNREACHABLE, target + ": " + reason(cause)));
    }
    queue.rest(pause);
    Duration longest = surroundings.times().longestPause();
    Duration next = pause.multipliedBy(2);
    pause = next.compareTo(longest) > 0 ? longest : next;
  }

  /**
   * Up to the message that failed, so that a host which takes nothing has not stood while it hung.
   */
  private boolean stood() {
    return began - opened > surroundings.times().longestPause().toNanos();
  }

  /** One printable line; what a stranger's certificate says can be part of it. */
  private static String reason(Exception cause) {
    String text = cause.getClass().getSimpleName() + " " + cause.getMessage();
    String printable = text.replaceAll("[^ -~]+", " ");
    return printable.substring(0, Math.min(printable.length(), 200));
  }

  private void drop() {
    if (carrier != null) {
      carrier.close();
      carrier = null;
    }
  }

  /** Nobody at this host will hear of what is missing now, so the other logs do. */
  @Override
  public void ended() {
    drop();
    long missing = queue.takeLost();
    if (missing > 0) {
      surroundings
          .reports()
          .log(Event.ofGuard(MessageId.EVENTS_LOST, missing + " events for log host " + target));
    }
  }
}
