package org.mailguard.proxy;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.mailguard.events.EventLog;
import org.mailguard.policy.FlowLimits;
import org.mailguard.policy.Publication;

/**
 * A running guard: its listeners and event loops. {@link #reload} and {@link #stop} are for one
 * thread at a time; everything else happens on the event loops.
 */
public final class Guard {
  private static final Duration POLL = Duration.ofMillis(20);

  private static final int SWEEP = 1;

  /**
   * What one session may hold in buffers at the worst, in octets: two reads of at most 64 KiB, a
   * high-water mark of 64 KiB, and what the allocator rounds up to.
   */
  public static final int SESSION_BUFFERS = 256 << 10;

  private final Shared shared;
  private final HandedOver handedOver;
  private Map<String, Listener> listeners = new LinkedHashMap<>();
  private List<String> unused = List.of();

  private Guard(Shared shared, HandedOver handedOver) {
    this.shared = shared;
    this.handedOver = handedOver;
  }

  /**
   * What a guard is to do.
   *
   * @param maxSessions at once, in all
   * @param maxOfAddress at once, of one IPv4 address or one IPv6 /64
   */
  public record Task(
      List<Publication> publications, int maxSessions, int maxOfAddress, FlowLimits flows) {
    public Task {
      publications = List.copyOf(publications);
    }

    public Task(List<Publication> publications, int maxSessions, int maxOfAddress) {
      this(publications, maxSessions, maxOfAddress, FlowLimits.DEFAULT);
    }
  }

  /** Binds every port, or none. */
  public static Guard start(Task task, EventLog log, Tap tap) throws IOException {
    return start(task, HandedOver.NONE, log, tap);
  }

  /** Listens on every port, or none; binds what was not handed over. */
  public static Guard start(Task task, HandedOver handedOver, EventLog log, Tap tap)
      throws IOException {
    return start(task, handedOver, log, tap, Pace.GRACE);
  }

  /** With a {@code grace} that a test can wait for. */
  static Guard start(Task task, HandedOver handedOver, EventLog log, Tap tap, Duration grace)
      throws IOException {
    Transport transport = Transport.open(Runtime.getRuntime().availableProcessors());
    Guard guard = new Guard(Shared.of(transport, log, tap, grace), handedOver);
    try {
      guard.reload(task);
      guard.sweepAccessLog();
    } catch (IOException e) {
      guard.shared.transport().group().shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw e;
    }
    return guard;
  }

  /**
   * Takes a new task, whole or not at all: new ports are bound first, and if one cannot be, nothing
   * has changed. Sessions end on what they began with.
   */
  public void reload(Task task) throws IOException {
    Map<String, Listener> next = new LinkedHashMap<>();
    List<Listener> fresh = new ArrayList<>();
    Map<String, HandedOverSocket> assigned = handedOver.assign(task.publications());
    try {
      for (Publication publication : task.publications()) {
        Listener.Terms terms =
            new Listener.Terms(publication, task.maxSessions(), task.maxOfAddress());
        String name = Listener.name(publication);
        Listener listener = publication.listenPort() == 0 ? null : listeners.get(name);
        if (listener == null) {
          listener = Listener.open(shared, terms, assigned.get(name));
          fresh.add(listener);
        }
        next.put(name, listener);
      }
    } catch (IOException e) {
      fresh.forEach(Listener::close);
      throw handedOver.explain(e, assigned.values());
    }
    for (Publication publication : task.publications()) {
      Listener listener = next.get(Listener.name(publication));
      if (listener != null) {
        listener.change(new Listener.Terms(publication, task.maxSessions(), task.maxOfAddress()));
      }
    }
    shared.accessLog().change(task.flows());
    Map<String, Listener> before = listeners;
    listeners = next;
    unused = handedOver.unused(assigned.values());
    before.values().stream()
        .filter(listener -> !next.containsValue(listener))
        .forEach(Listener::close);
  }

  private void sweepAccessLog() {
    AccessLog accessLog = shared.accessLog();
    shared
        .transport()
        .group()
        .scheduleWithFixedDelay(
            () -> accessLog.sweep(AccessLog.second()), SWEEP, SWEEP, TimeUnit.SECONDS);
  }

  /** Where it listens, in the order of the publications. */
  public List<InetSocketAddress> addresses() {
    return listeners.values().stream().map(Listener::address).toList();
  }

  /** Sockets that were handed over and that nothing listens on, as people read them. */
  public List<String> unused() {
    return unused;
  }

  public int sessions() {
    return shared.count().all();
  }

  /** How many sessions there were at once, at the most. */
  public int mostSessions() {
    return shared.count().most();
  }

  /**
   * The sessions that are open and not over, in the order in which they began. Any thread but an
   * event loop may ask; an event loop that does not answer within {@code limit} is left out.
   */
  public List<SessionSnapshot> snapshot(Duration limit) {
    return Census.take(shared.open(), limit);
  }

  /** What passed under each policy since the start, or since {@link #clearTraffic}. */
  public Map<PolicyTraffic.Key, PolicyTraffic> traffic(Duration limit) {
    Map<PolicyTraffic.Key, PolicyTraffic> sums = shared.totals().sums();
    for (SessionSnapshot session : snapshot(limit)) {
      sums.merge(
          PolicyTraffic.Key.of(session.publication().policy()),
          new PolicyTraffic(1, session.reads()),
          PolicyTraffic::plus);
    }
    return sums;
  }

  /** Begins to count anew; sessions that are open count with all they did. */
  public void clearTraffic() {
    shared.totals().clear();
  }

  /** How often each translation is in use; those that nobody used yet are not among them. */
  public Map<String, TranslationUse> translations() {
    return shared.translations().uses();
  }

  /** What message 106100 remembers: all flows, and the denied ones of them. */
  public Flows flows() {
    return shared.accessLog().flows();
  }

  /** Flows of access lists with the word log. */
  public record Flows(int all, int denied) {}

  /**
   * Ends sessions: with 421 where a client can hear it, else by closing. A message under way is
   * lost to the server and not acknowledged to the client.
   *
   * @return how many
   */
  public int clear(Predicate<SessionSnapshot> which, Duration limit) {
    AtomicInteger ended = new AtomicInteger();
    Census.visit(
        shared.open(),
        limit,
        relay -> {
          if (which.test(relay.snapshot())) {
            ended.incrementAndGet();
            relay.clear();
          }
        });
    return ended.get();
  }

  /** Octets that the network's buffers have taken from the machine, used or not. */
  public static long bufferOctets() {
    return ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider provider
        ? provider.metric().usedDirectMemory()
        : 0;
  }

  /** {@code epoll} or {@code nio}. */
  public String transport() {
    return shared.transport().name();
  }

  /**
   * From the return of this method on there are no new sessions, and every command that does not
   * belong to an open transaction gets 421.
   */
  public void drain() {
    shared.stopping().set(true);
    listeners.values().forEach(Listener::close);
    List<Future<?>> told = new ArrayList<>();
    for (Relay relay : shared.open()) {
      told.add(relay.onLoop(relay::stop));
    }
    told.forEach(Future::awaitUninterruptibly);
  }

  /**
   * Drains; what is left after {@code limit} gets 421 at once. Returns when all is over. Must not
   * be called on an event loop.
   */
  public void stop(Duration limit) throws InterruptedException {
    drain();
    awaitSessions(limit);
    for (Relay relay : shared.open()) {
      relay.onLoop(relay::stopNow);
    }
    awaitSessions(Duration.ofSeconds(3));
    Future<?> down = shared.transport().group().shutdownGracefully(0, 2, TimeUnit.SECONDS);
    down.await(5, TimeUnit.SECONDS);
  }

  private void awaitSessions(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!shared.open().isEmpty() && end - System.nanoTime() > 0) {
      TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
    }
  }
}
