package org.mailguard.doctor.read;

import java.time.Instant;
import org.mailguard.doctor.read.dialogue.Line;

/** Points in time as reports show them. */
final class Times {
  private Times() {}

  /** An instant of RFC 3339, or empty for {@link Line#NO_TIME}. */
  static String shown(long nanos) {
    return nanos == Line.NO_TIME
        ? ""
        : Instant.ofEpochSecond(
                Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L))
            .toString();
  }
}
