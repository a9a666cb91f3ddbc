package org.mailguard.doctor.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Judgement;
import org.mailguard.doctor.Verdict;

/**
 * What came of one target.
 *
 * @param target as it was typed
 * @param addresses in the order in which they were asked
 * @param notes sentences about what could not be asked, or need not be
 * @param bothEnds true if it was seen from two places, so that nothing is left to one of them
 */
public record Diagnosis(
    String target,
    Verdict verdict,
    List<AddressReport> addresses,
    List<String> notes,
    boolean bothEnds) {
  public Diagnosis {
    addresses = List.copyOf(addresses);
    notes = List.copyOf(notes);
  }

  /** Of one end of the conversation. */
  public Diagnosis(
      String target, Verdict verdict, List<AddressReport> addresses, List<String> notes) {
    this(target, verdict, addresses, notes, false);
  }

  /** The findings of all addresses, each once, with the evidence of all. */
  public List<Finding> findings() {
    Map<String, Finding> findings = new LinkedHashMap<>();
    for (AddressReport each : addresses) {
      for (Finding finding : each.findings()) {
        findings.merge(finding.id(), finding, (a, b) -> a.with(b.evidence()));
      }
    }
    return List.copyOf(findings.values());
  }

  public List<Finding> guilty() {
    return Judgement.guilty(findings());
  }

  /** The hosts of {@code addresses}, those for which {@code verdict} holds. */
  List<String> hosts(Verdict of) {
    return addresses.stream()
        .filter(each -> each.verdict() == of)
        .map(each ->
            each.address().startsWith(each.host()) || each.address().startsWith("[" + each.host())
                ? each.address()
                : each.host() + " (" + each.address() + ")")
        .distinct()
        .toList();
  }
}
