package org.mailguard.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Who is at the console now. Every thread may call. */
final class Presence {
  private final ConcurrentSkipListMap<Integer, Present> present = new ConcurrentSkipListMap<>();
  private final AtomicInteger last = new AtomicInteger();

  /** One session. */
  record Present(int number, Origin origin, Seat seat, Instant since, Screen screen) {
    /** For people: {@code admin from 192.0.2.7 by ssh}. */
    String description() {
      return seat.who().name()
          + origin.peer().map(peer -> " from " + peer.getAddress().getHostAddress()).orElse("")
          + " by "
          + origin.way().word();
    }

    SeatedOperator seated(Instant now) {
      return new SeatedOperator(
          number,
          seat.who().name(),
          seat.who().level(),
          origin,
          Duration.between(seat.typed(), now));
    }
  }

  /**
   * Gives a seat, if fewer than {@code most} are taken.
   *
   * @return empty if there is none
   */
  synchronized Optional<Present> enter(
      Origin origin, Seat seat, Instant since, Screen screen, int most) {
    return present.size() < most
        ? Optional.of(enter(origin, seat, since, screen))
        : Optional.empty();
  }

  synchronized Present enter(Origin origin, Seat seat, Instant since, Screen screen) {
    Present one = new Present(last.incrementAndGet(), origin, seat, since, screen);
    present.put(one.number(), one);
    return one;
  }

  void leave(Present one) {
    present.remove(one.number());
  }

  List<Present> all() {
    return List.copyOf(present.values());
  }

  /** All, as commands show them. */
  List<SeatedOperator> seated(Instant now) {
    return present.values().stream().map(one -> one.seated(now)).toList();
  }

  /** The session at a seat. */
  Present at(Seat seat) {
    return present.values().stream()
        .filter(one -> one.seat() == seat)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nobody sits there"));
  }

  /** Ends a session; false if there is none with that number. */
  boolean end(int number) {
    Present one = present.get(number);
    if (one == null) {
      return false;
    }
    one.screen().end();
    return true;
  }

  /** Those that configure now, but for the one who asks. */
  List<Present> configuring(Seat asking) {
    return present.values().stream()
        .filter(one -> one.seat() != asking && one.seat().editing().isPresent())
        .toList();
  }
}
