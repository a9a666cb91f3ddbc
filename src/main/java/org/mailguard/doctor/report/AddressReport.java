package org.mailguard.doctor.report;

import java.util.List;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.probe.Visit;

/**
 * What came of one address.
 *
 * @param host its name, or the address itself
 * @param address with its port
 */
public record AddressReport(
    String host, String address, Verdict verdict, List<Finding> findings, List<Visit> visits) {
  public AddressReport {
    findings = List.copyOf(findings);
    visits = List.copyOf(visits);
  }
}
