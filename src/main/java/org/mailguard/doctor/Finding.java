package org.mailguard.doctor;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Something that was recognised.
 *
 * @param id of the fingerprint, stable
 * @param product who does this, for people; with its release where that can be told
 * @param evidence at least one
 * @param explains the symptoms that follow from it
 * @param remedy what to do, the gentler first
 * @param meaning one or two sentences
 */
public record Finding(
    String id,
    String product,
    Nature nature,
    Confidence confidence,
    List<Evidence> evidence,
    List<Symptom> explains,
    List<Remedy> remedy,
    String meaning) {
  /** Of one finding; more of the same kind say nothing new. */
  public static final int MOST_EVIDENCE = 20;

  public Finding {
    if (evidence.isEmpty()) {
      throw new IllegalArgumentException(id + " without evidence");
    }
    evidence = List.copyOf(evidence.subList(0, Math.min(evidence.size(), MOST_EVIDENCE)));
    explains = List.copyOf(explains);
    remedy = List.copyOf(remedy);
  }

  /** The same with more evidence behind its own. */
  public Finding with(List<Evidence> more) {
    Set<Evidence> all = new LinkedHashSet<>(evidence);
    all.addAll(more);
    return new Finding(
        id, product, nature, confidence, List.copyOf(all), explains, remedy, meaning);
  }
}
