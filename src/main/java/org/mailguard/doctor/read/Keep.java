package org.mailguard.doctor.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.Observation.Kind;
import org.mailguard.doctor.Printable;
import org.mailguard.doctor.catalogue.Fingerprints;
import org.mailguard.doctor.catalogue.Sighting;

/**
 * Keeps of the lines of a text those that some fingerprint looks for, and of each only the first
 * {@value #MOST}, so that a log of any length fits in memory. A line of a log may quote a reply as
 * a bounce does, so each is looked at as both.
 */
final class Keep {
  static final int MOST = 50;

  private final Sieve<Sighting> wanted;
  private final Map<Sighting, Integer> counts = new HashMap<>();
  private final List<Observation> kept = new ArrayList<>();

  Keep(Fingerprints fingerprints) {
    wanted = new Sieve<>(wanted(fingerprints), Keep::expression);
  }

  /** What a line of a log can be. */
  static List<Sighting> wanted(Fingerprints fingerprints) {
    return fingerprints.all().stream()
        .flatMap(each -> Stream.of(each.see(), each.with(), each.unless()).flatMap(List::stream))
        .filter(sighting -> sighting.kind() == Kind.LOG || sighting.kind() == Kind.BOUNCE)
        .toList();
  }

  static String expression(Sighting sighting) {
    Pattern pattern = sighting.pattern();
    return pattern == null ? "" : pattern.pattern();
  }

  /**
   * One line.
   *
   * @param text as it came
   * @param where asked only if the line is kept
   */
  void line(String text, Supplier<String> where) {
    String shown = Printable.of(text);
    List<Sighting> possible = wanted.of(shown);
    if (possible.isEmpty()) {
      return;
    }
    String when = LogTime.shown(text);
    Observation log = new Observation(Kind.LOG, "", shown, where.get(), when);
    Observation bounce = new Observation(Kind.BOUNCE, "", shown, log.where(), when);
    boolean isLog = false;
    boolean isBounce = false;
    for (Sighting sighting : possible) {
      boolean asLog = sighting.kind() == Kind.LOG;
      if (counts.getOrDefault(sighting, 0) < MOST && sighting.isOf(asLog ? log : bounce)) {
        counts.merge(sighting, 1, Integer::sum);
        isLog |= asLog;
        isBounce |= !asLog;
      }
    }
    if (isLog) {
      kept.add(log);
    }
    if (isBounce) {
      kept.add(bounce);
    }
  }

  List<Observation> kept() {
    return List.copyOf(kept);
  }
}
