package org.mailguard.doctor.read.sides;

import java.util.List;
import java.util.OptionalDouble;
import org.mailguard.doctor.read.dialogue.Line;
import org.mailguard.doctor.read.dialogue.Side;

/** Compares the times of two records whose clocks may differ. */
final class Clock {
  private Clock() {}

  /**
   * Twice the time from the first record's place to the other's, in nanoseconds; negative if the
   * other is nearer the client, 0 if there are no times to tell.
   */
  static long towardsServer(Pairing.Pair pair) {
    OptionalDouble there = later(pair, Side.CLIENT);
    OptionalDouble back = later(pair, Side.SERVER);
    return there.isPresent() && back.isPresent()
        ? (long) (there.getAsDouble() - back.getAsDouble())
        : 0;
  }

  /** How much later lines of one side are in the other record, at the median. */
  private static OptionalDouble later(Pairing.Pair pair, Side side) {
    List<Long> all =
        new Alignment(pair.one().lines(side), pair.other().lines(side))
            .align().stream()
                .filter(Alignment.Aligned::isEqual)
                .flatMap(each -> delay(each).stream())
                .sorted()
                .toList();
    return all.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(all.get(all.size() / 2).doubleValue());
  }

  /** Nanoseconds between the two; none if a time is not known. */
  static List<Long> delay(Alignment.Aligned aligned) {
    Line in = aligned.in();
    Line out = aligned.out();
    return in == null || out == null || in.time() == Line.NO_TIME || out.time() == Line.NO_TIME
        ? List.of()
        : List.of(out.time() - in.time());
  }
}
