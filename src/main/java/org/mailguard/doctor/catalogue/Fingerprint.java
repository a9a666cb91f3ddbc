package org.mailguard.doctor.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mailguard.doctor.Confidence;
import org.mailguard.doctor.Evidence;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Nature;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.Remedy;
import org.mailguard.doctor.Symptom;

/**
 * How one thing looks from outside, and what it means.
 *
 * @param see any of these is enough
 * @param with all of these must have been seen as well
 * @param unless none of these may have been seen
 * @param remedies the gentler first
 * @param absorbs the ids of others that are said as well by this one; theirs is its evidence
 */
public record Fingerprint(
    String id,
    String product,
    Nature nature,
    Confidence confidence,
    List<Sighting> see,
    List<Sighting> with,
    List<Sighting> unless,
    String meaning,
    List<Symptom> explains,
    List<Remedy> remedies,
    List<String> absorbs) {
  public Fingerprint {
    see = List.copyOf(see);
    with = List.copyOf(with);
    unless = List.copyOf(unless);
    explains = List.copyOf(explains);
    remedies = List.copyOf(remedies);
    absorbs = List.copyOf(absorbs);
  }

  /** The finding, if the observations of one conversation, log or host have what it needs. */
  public Optional<Finding> match(List<Observation> seen) {
    List<Observation> main = seen.stream().filter(o -> isAny(see, o)).toList();
    if (main.isEmpty() || seen.stream().anyMatch(o -> isAny(unless, o))) {
      return Optional.empty();
    }
    Set<Evidence> evidence = new LinkedHashSet<>();
    main.forEach(o -> evidence.add(o.evidence()));
    for (Sighting needed : with) {
      List<Observation> more = seen.stream().filter(needed::isOf).toList();
      if (more.isEmpty()) {
        return Optional.empty();
      }
      more.forEach(o -> evidence.add(o.evidence()));
    }
    return Optional.of(
        new Finding(
            id,
            product,
            nature,
            confidence,
            new ArrayList<>(evidence),
            explains,
            remedies,
            meaning));
  }

  private static boolean isAny(List<Sighting> sightings, Observation seen) {
    return sightings.stream().anyMatch(sighting -> sighting.isOf(seen));
  }
}
