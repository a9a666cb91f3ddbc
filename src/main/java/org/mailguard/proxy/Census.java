package org.mailguard.proxy;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Asks sessions what they are like, each on its own event loop, so that a session keeps nothing for
 * whoever may ask: no lock, no volatile field, no clock of its own.
 *
 * <p>The sessions of one loop are asked in tasks of {@value #AT_ONCE}, with mail in between. A loop
 * that does not answer in time, which would be a fault, is left out and not waited for any longer.
 */
final class Census {
  static final int AT_ONCE = 100;

  private Census() {}

  /** Those that are not over, in the order in which they began. Must not be on an event loop. */
  static List<SessionSnapshot> take(Collection<Relay> relays, Duration limit) {
    Queue<SessionSnapshot> seen = new ConcurrentLinkedQueue<>();
    visit(relays, limit, relay -> seen.add(relay.snapshot()));
    List<SessionSnapshot> sorted = new ArrayList<>(seen);
    sorted.sort(Comparator.comparingLong(SessionSnapshot::number));
    return sorted;
  }

  /** Has {@code visitor} see each session that is not over, on its event loop. */
  static void visit(Collection<Relay> relays, Duration limit, Consumer<Relay> visitor) {
    Map<EventLoop, List<Relay>> byLoop = new LinkedHashMap<>();
    for (Relay relay : relays) {
      byLoop.computeIfAbsent(relay.loop(), _ -> new ArrayList<>()).add(relay);
    }
    List<Future<?>> tasks = new ArrayList<>();
    byLoop.forEach((loop, all) -> {
      for (int from = 0; from < all.size(); from += AT_ONCE) {
        List<Relay> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
        submit(loop, () -> visit(some, visitor)).ifPresent(tasks::add);
      }
    });
    long end = System.nanoTime() + limit.toNanos();
    for (Future<?> task : tasks) {
      task.awaitUninterruptibly(Math.max(0, (end - System.nanoTime()) / 1_000_000));
    }
  }

  /** A loop that is shut down has no sessions any more. */
  private static Optional<Future<?>> submit(EventLoop loop, Runnable task) {
    try {
      return Optional.of(loop.submit(task));
    } catch (RejectedExecutionException e) {
      return Optional.empty();
    }
  }

  private static void visit(List<Relay> relays, Consumer<Relay> visitor) {
    for (Relay relay : relays) {
      if (!relay.isOver()) {
        visitor.accept(relay);
      }
    }
  }
}
