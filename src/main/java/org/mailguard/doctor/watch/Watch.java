package org.mailguard.doctor.watch;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.probe.Target;
import org.mailguard.doctor.report.Diagnosis;

/**
 * Diagnoses targets again and again, each in a thread of its own, which is why no target is asked
 * twice at once; {@value #AT_ONCE} are asked at the same time. The first run is at once, the others
 * follow {@code every} after the beginning of the one before, a tenth more or less, so that many
 * targets spread. After a run that took longer than that there is a rest of a tenth.
 */
public final class Watch {
  private static final int AT_ONCE = 8;

  /** One part in this many is what the time between two runs varies by, to each side. */
  private static final int JITTER = 10;

  /** For {@code runs}: until it is stopped. */
  public static final long FOREVER = Long.MAX_VALUE;

  private final Function<Target, Diagnosis> doctor;
  private final Duration every;
  private final long runs;
  private final InstantSource clock;
  private final RandomGenerator chance;
  private final @Nullable History history;
  private final Listener listener;
  private final Map<String, State> earlier;
  private final Map<String, Standing> standings = new ConcurrentHashMap<>();
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean stopped;

  /** Hears what happens, from several threads. */
  public interface Listener {
    /** A sentence for each change of one target, at least one. */
    void changed(Instant at, String target, List<String> sentences);

    /** The history could not be written; the watch goes on. */
    void notWritten(IOException why);
  }

  /**
   * For one {@link #run}.
   *
   * @param doctor may take minutes; ends soon when its thread is interrupted
   * @param every from the beginning of a run to that of the next
   * @param runs of each target, or {@link #FOREVER}
   * @param chance one that several threads may use
   */
  public Watch(
      Function<Target, Diagnosis> doctor,
      Duration every,
      long runs,
      InstantSource clock,
      RandomGenerator chance,
      @Nullable History history,
      Listener listener) {
    this.doctor = doctor;
    this.every = every;
    this.runs = runs;
    this.clock = clock;
    this.chance = chance;
    this.history = history;
    this.listener = listener;
    this.earlier = history == null ? Map.of() : history.last();
  }

  /** Returns when all runs were made, or after {@link #stop}. */
  public void run(List<Target> targets) throws InterruptedException {
    var all = new ExecutorCompletionService<@Nullable Void>(threads);
    try (threads) {
      try {
        for (Target target : targets) {
          all.submit(() -> {
            watch(target);
            return null;
          });
        }
        for (int ended = 0; ended < targets.size(); ended++) {
          all.take().get();
        }
      } finally {
        stop(); // before the executor is closed, which waits for its threads
      }
    } catch (RejectedExecutionException e) {
      // Stopped before all had begun: the rest is not asked.
      return;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a watch ended by a fault", e.getCause());
    }
  }

  /** What is being asked now is dropped. From any thread. */
  public void stop() {
    stopped = true;
    threads.shutdownNow();
  }

  private void watch(Target target) {
    try {
      for (long run = 0; run < runs && !stopped; run++) {
        long begin = System.nanoTime();
        places.acquire();
        try {
          see(target);
        } finally {
          places.release();
        }
        if (run + 1 < runs && !stopped) {
          Thread.sleep(rest(Duration.ofNanos(System.nanoTime() - begin)));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** From the end of a run that took {@code taken}. */
  private Duration rest(Duration taken) {
    long shortest = every.toMillis() / JITTER;
    long jitter = chance.nextLong(-shortest, shortest + 1);
    return Duration.ofMillis(Math.max(shortest, every.toMillis() + jitter - taken.toMillis()));
  }

  private void see(Target target) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    long begin = System.nanoTime();
    Diagnosis diagnosis = doctor.apply(target);
    if (stopped) {
      return; // cut short, so it says nothing
    }
    State seen = State.of(diagnosis, at, Duration.ofNanos(System.nanoTime() - begin));
    Standing standing = standings.get(target.typed());
    State before = standing == null ? earlier.get(target.typed()) : standing.state();
    State now = before == null ? seen : seen.after(before);
    List<Change> changes = Comparison.of(before, now);
    standings.put(
        target.typed(),
        new Standing(
            now,
            standing == null ? 1 : standing.runs() + 1,
            (standing == null ? 0 : standing.changes()) + (before == null ? 0 : changes.size())));
    if (!changes.isEmpty()) {
      listener.changed(at, target.typed(), changes.stream().map(Change::sentence).toList());
    }
    write(now, changes);
  }

  private void write(State state, List<Change> changes) {
    if (history == null) {
      return;
    }
    try {
      history.add(state, changes);
    } catch (IOException e) {
      listener.notWritten(e);
    }
  }

  /** Of the last run, nothing if none was made to its end. */
  public Optional<Verdict> verdict(Target target) {
    return Optional.ofNullable(standings.get(target.typed()))
        .map(standing -> standing.state().verdict());
  }

  /** One line for people: verdict, name, runs, changes. */
  public String summary(Target target) {
    Standing standing = standings.get(target.typed());
    return standing == null
        ? String.format("%-13s %s", "not asked", target.typed())
        : String.format(
            "%-13s %-32s runs %d, changes %d, last %s",
            standing.state().verdict().word(),
            target.typed(),
            standing.runs(),
            standing.changes(),
            standing.state().at());
  }

  /** For Prometheus, in its text format 0.0.4. */
  public String metrics() {
    return Exposition.of(standings);
  }
}
