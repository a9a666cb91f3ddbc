package org.mailguard.events;

import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Sends events to log hosts. Each has a queue and a thread of its own, so that neither a slow one
 * nor one that is down slows mail or the others. What does not fit in a queue is lost and counted,
 * and the host is told (MG-4-750005).
 *
 * <p>A host that cannot be reached is reported once (MG-3-750006), and once when it is back
 * (MG-5-750007). Nothing is thrown for it.
 *
 * <p>All methods are safe for all threads; {@link #log} never waits.
 */
public final class SyslogLog implements EventLog, AutoCloseable {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final SyslogLane.Surroundings surroundings;
  private volatile List<SyslogLane> lanes = List.of();
  private boolean closed;

  /**
   * Where events go.
   *
   * @param targets the log hosts, each with its style; none switches the log off
   */
  public record Level(Map<SyslogTarget, SyslogStyle> targets, MessageLevels messageLevels) {
    public Level {
      targets = Map.copyOf(targets);
    }
  }

  /**
   * How one log host does.
   *
   * @param reachable false from the first failure until a message was sent again; datagrams fail
   *     only on this machine
   * @param sent messages since the host was configured; for a stream, what the kernel took
   * @param lost messages since then that were not sent and will not be
   */
  public record Status(
      SyslogTarget target, SyslogStyle style, boolean reachable, long sent, long lost) {}

  /**
   * Trusts for TLS what the JDK trusts.
   *
   * @param reports takes what there is to say about the log hosts themselves, from their threads;
   *     may lead back to this log
   */
  public SyslogLog(Level level, InstantSource clock, EventLog reports) {
    this(level, clock, reports, SyslogLog::trustOfTheJdk, SyslogTimes.DEFAULT);
  }

  /**
   * With a trust of one's own.
   *
   * @param tls for hosts with {@link SyslogTarget.Transport#TLS}; their names are checked as well
   */
  public SyslogLog(Level level, InstantSource clock, EventLog reports, SSLContext tls) {
    this(level, clock, reports, () -> tls, SyslogTimes.DEFAULT);
  }

  SyslogLog(
      Level level,
      InstantSource clock,
      EventLog reports,
      Supplier<SSLContext> tls,
      SyslogTimes times) {
    SyslogMessage message = new SyslogMessage(ProcessHandle.current().pid());
    surroundings = new SyslogLane.Surroundings(clock, reports, tls, times, message);
    change(level);
  }

  /** Read when a host wants it: the trust store is large, and most logs go elsewhere. */
  private static SSLContext trustOfTheJdk() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
  }

  /**
   * Holds from the next event on. Hosts that stay keep their connection and their queue; one that
   * is no longer named gets what is queued for it, if it can be reached at once. Does not wait.
   */
  public synchronized void change(Level next) {
    Map<SyslogTarget, SyslogLane> old = new HashMap<>();
    lanes.forEach(lane -> old.put(lane.target(), lane));
    List<SyslogLane> now = new ArrayList<>();
    if (!closed) {
      next.targets()
          .forEach((target, style) -> {
            SyslogLane lane = old.remove(target);
            if (lane == null) {
              lane = SyslogLane.start(target, style, next.messageLevels(), surroundings);
            } else {
              lane.change(style, next.messageLevels());
            }
            now.add(lane);
          });
    }
    lanes = List.copyOf(now);
    old.values().forEach(SyslogLane::end);
  }

  @Override
  public void log(Event event) {
    for (SyslogLane lane : lanes) {
      lane.offer(event);
    }
  }

  @Override
  public boolean hears(MessageId id) {
    for (SyslogLane lane : lanes) {
      if (lane.hears(id)) {
        return true;
      }
    }
    return false;
  }

  /** One for each log host, in no order. */
  public List<Status> status() {
    return lanes.stream().map(SyslogLane::status).toList();
  }

  /** Sends what is queued, for at most five seconds in all. Later events go nowhere. */
  @Override
  public void close() {
    List<SyslogLane> ending;
    synchronized (this) {
      closed = true;
      ending = lanes;
      lanes = List.of();
    }
    ending.forEach(SyslogLane::end);
    long end = System.nanoTime() + CLOSE_LIMIT.toNanos();
    ending.forEach(lane -> lane.join(Duration.ofNanos(Math.max(0, end - System.nanoTime()))));
  }
}
