package org.mailguard;

import java.net.InetSocketAddress;
import java.util.List;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Judgement;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.catalogue.Fingerprints;
import org.mailguard.doctor.ends.TwoEnds;
import org.mailguard.doctor.report.AddressReport;
import org.mailguard.doctor.report.Diagnosis;

/** A diagnosis of a path with a responder at its end. */
final class PathDiagnosis {
  private static final Fingerprints CATALOGUE = Fingerprints.of(List.of("two-ended"));

  private PathDiagnosis() {}

  /** {@code wait} is in milliseconds, for each octet of a reply. */
  static Diagnosis of(InetSocketAddress address, int wait) {
    TwoEnds ends = new TwoEnds(address, wait);
    ends.run();
    List<Finding> findings = CATALOGUE.match(ends.seen());
    Verdict verdict = Judgement.of(findings, ends.isConnected(), ends.isComplete());
    String shown = address.getHostString() + ":" + address.getPort();
    return new Diagnosis(
        shown,
        verdict,
        List.of(new AddressReport(address.getHostString(), shown, verdict, findings, List.of())),
        List.of(
            "Compared with the record of the responder: "
                + String.join(", ", ends.trials())
                + "."));
  }
}
