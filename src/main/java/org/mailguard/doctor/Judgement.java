package org.mailguard.doctor;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes a verdict of findings. One that is sure or likely suffices. Hints count only where two of
 * them point at the same product, since each has an innocent reason: a greeting of asterisks may be
 * typed by hand, and old servers know no EHLO. A keyword that is not there is no finding at all.
 */
public final class Judgement {
  private Judgement() {}

  /** The findings that somebody is to be blamed for, in order. */
  public static List<Finding> guilty(List<Finding> findings) {
    Map<String, Long> hints =
        findings.stream()
            .filter(Judgement::interferes)
            .collect(Collectors.groupingBy(Judgement::group, Collectors.counting()));
    return findings.stream()
        .filter(Judgement::interferes)
        .filter(finding ->
            finding.confidence() != Confidence.HINT || hints.getOrDefault(group(finding), 0L) > 1)
        .toList();
  }

  private static boolean interferes(Finding finding) {
    return finding.nature() == Nature.INTERFERENCE;
  }

  /** The first word of the id; ids of one product begin with the same. */
  private static String group(Finding finding) {
    int hyphen = finding.id().indexOf('-');
    return hyphen < 0 ? finding.id() : finding.id().substring(0, hyphen);
  }

  /**
   * Of one address.
   *
   * @param connected true if there was a connection
   * @param complete true if everything that belongs to the examination could be asked
   */
  public static Verdict of(List<Finding> findings, boolean connected, boolean complete) {
    if (!guilty(findings).isEmpty()) {
      return Verdict.INTERFERENCE;
    }
    if (!connected) {
      return Verdict.UNREACHABLE;
    }
    return complete ? Verdict.CLEAN : Verdict.INCONCLUSIVE;
  }

  /**
   * Of the addresses of one host. That some cannot be reached, as IPv6 from many places, is noted
   * only.
   */
  public static Verdict ofAddresses(Collection<Verdict> verdicts) {
    if (verdicts.contains(Verdict.INTERFERENCE)) {
      return Verdict.INTERFERENCE;
    }
    if (verdicts.contains(Verdict.INCONCLUSIVE)) {
      return Verdict.INCONCLUSIVE;
    }
    return verdicts.contains(Verdict.CLEAN) ? Verdict.CLEAN : Verdict.UNREACHABLE;
  }

  /** Of the hosts of a domain: one that nobody could ask leaves it open. */
  public static Verdict ofHosts(Collection<Verdict> verdicts) {
    if (verdicts.contains(Verdict.UNREACHABLE) && verdicts.contains(Verdict.CLEAN)) {
      return verdicts.contains(Verdict.INTERFERENCE) ? Verdict.INTERFERENCE : Verdict.INCONCLUSIVE;
    }
    return ofAddresses(verdicts);
  }
}
