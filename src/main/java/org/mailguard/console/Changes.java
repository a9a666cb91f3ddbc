package org.mailguard.console;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.Configuration;
import org.mailguard.events.Event;
import org.mailguard.events.EventLog;
import org.mailguard.events.MessageId;

/**
 * The one way in which operators change what the guard runs on, and the configurations that it had.
 *
 * <p>Two operators at once. Whoever hands in a configuration says on which one it is based. If that
 * is no longer the running one, somebody else was faster, and the change is refused with his name:
 * no update is lost, and nobody waits for a lock that belongs to a man who went to lunch.
 *
 * <p>A change that has to be confirmed holds until its time is over; then the configuration before
 * it comes back, whether or not the operator is still there, since the change may be what threw him
 * out. Until then nobody changes anything else, so that falling back takes away this change and no
 * other.
 *
 * <p>Road not taken: keeping these configurations on disk. After a start the guard has what is
 * saved; a change that was never saved should not outlive the process by another way.
 */
public final class Changes implements AutoCloseable {
  /** So many configurations are kept besides the running one. */
  static final int KEPT = 20;

  private final GuardView guard;
  private final EventLog log;
  private final InstantSource clock;
  private final ScheduledExecutorService timer;
  private final List<Version> versions = new ArrayList<>();
  private @Nullable Unconfirmed unconfirmed;

  /**
   * A configuration that the guard has or had.
   *
   * @param who brought it
   * @param how by which command
   */
  public record Version(Configuration configuration, Instant since, String who, String how) {}

  /** A change that goes unless somebody confirms it. */
  private record Unconfirmed(
      Version before, String who, Instant until, ScheduledFuture<?> fallingBack) {}

  public Changes(GuardView guard, EventLog log, InstantSource clock) {
    this.guard = guard;
    this.log = log;
    this.clock = clock;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("unconfirmed change").factory());
    versions.add(new Version(guard.running(), clock.instant(), "the guard", "start"));
  }

  /** Newest first; the first is the running one. */
  public synchronized List<Version> versions() {
    notice();
    return List.copyOf(versions);
  }

  /** The one that the guard has now. */
  public synchronized Version running() {
    notice();
    return versions.getFirst();
  }

  /** A signal may have brought another configuration. */
  private void notice() {
    Configuration running = guard.running();
    if (!running.equals(versions.getFirst().configuration())) {
      push(new Version(running, clock.instant(), "the guard", "reload by signal"));
    }
  }

  private void push(Version version) {
    versions.addFirst(version);
    while (versions.size() > KEPT + 1) {
      versions.removeLast();
    }
  }

  /**
   * Gives the guard another configuration.
   *
   * @param base what {@code next} was made from
   * @return why not, or nothing if the guard has it now
   */
  synchronized Optional<String> apply(
      Configuration base, Configuration next, String who, String how) {
    notice();
    Optional<String> objection = objection(base);
    if (objection.isPresent() || next.equals(versions.getFirst().configuration())) {
      return objection;
    }
    try {
      guard.apply(next);
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
    push(new Version(next, clock.instant(), who, how));
    return Optional.empty();
  }

  private Optional<String> objection(Configuration base) {
    Unconfirmed waiting = unconfirmed;
    if (waiting != null) {
      return Optional.of(
          "a change by "
              + waiting.who()
              + " waits for its confirmation until "
              + waiting.until().truncatedTo(ChronoUnit.SECONDS)
              + "; type commit to confirm it, or rollback 1");
    }
    Version running = versions.getFirst();
    return base.equals(running.configuration())
        ? Optional.empty()
        : Optional.of(running.who() + " has changed the configuration meanwhile: " + running.how());
  }

  /** As {@link #apply}, and the configuration before it comes back after {@code time}. */
  synchronized Optional<String> applyUntilConfirmed(
      Configuration base, Configuration next, String who, Duration time) {
    Version before = running();
    Optional<String> objection = apply(base, next, who, "commit confirmed");
    if (objection.isEmpty()) {
      unconfirmed =
          new Unconfirmed(
              before,
              who,
              clock.instant().plus(time),
              timer.schedule(this::fallBack, time.toMillis(), TimeUnit.MILLISECONDS));
    }
    return objection;
  }

  /** True if there was a change to confirm. */
  synchronized boolean confirm() {
    Unconfirmed waiting = unconfirmed;
    if (waiting == null) {
      return false;
    }
    waiting.fallingBack().cancel(false);
    unconfirmed = null;
    return true;
  }

  /** True if a change waits for its confirmation. */
  synchronized boolean waits() {
    return unconfirmed != null;
  }

  private synchronized void fallBack() {
    Unconfirmed waiting = unconfirmed;
    if (waiting == null) {
      return;
    }
    unconfirmed = null;
    apply(
            running().configuration(),
            waiting.before().configuration(),
            waiting.who(),
            "not confirmed in time")
        .ifPresentOrElse(
            why -> log.log(Event.ofGuard(MessageId.CHANGE_STAYED, waiting.who() + ": " + why)),
            () -> log.log(Event.ofGuard(MessageId.CHANGE_FELL_BACK, "of " + waiting.who())));
  }

  /**
   * Brings back a configuration that was.
   *
   * @param number 1 for the one before the running one
   */
  synchronized Optional<String> rollBack(int number, String who) {
    notice();
    if (number >= versions.size()) {
      return Optional.of(
          "there are " + (versions.size() - 1) + " configurations before the running one");
    }
    Version wanted = versions.get(number);
    Unconfirmed waiting = unconfirmed;
    if (waiting != null && number == 1) {
      waiting.fallingBack().cancel(false);
      unconfirmed = null;
    }
    return apply(
        versions.getFirst().configuration(), wanted.configuration(), who, "rollback " + number);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
