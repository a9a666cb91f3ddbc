package org.mailguard;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Judgement;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.catalogue.Fingerprints;
import org.mailguard.doctor.ends.TwoEnds;
import org.mailguard.doctor.probe.Addresses;
import org.mailguard.doctor.probe.Visit;
import org.mailguard.doctor.report.AddressReport;
import org.mailguard.doctor.report.Diagnosis;
import org.mailguard.doctor.report.Doctor;

/** A diagnosis of a path with a responder at its end. */
final class PathDiagnosis {
  private static final Fingerprints CATALOGUE = Fingerprints.of(List.of("two-ended"));

  private PathDiagnosis() {}

  /**
   * Of the paths to all addresses of a responder.
   *
   * @param target as it was typed
   * @param wait milliseconds for each piece of a reply
   * @param pause milliseconds between two segments
   * @param listener hears of each trial when it is over
   */
  static Diagnosis of(
      String target,
      List<InetSocketAddress> addresses,
      int wait,
      int pause,
      Consumer<Visit> listener) {
    List<AddressReport> reports = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    boolean compared = false;
    for (InetSocketAddress address : addresses) {
      if (!Thread.currentThread().isInterrupted()) {
        TwoEnds ends = new TwoEnds(address, wait, pause, listener);
        ends.run();
        compared |= !ends.compared().isEmpty();
        reports.add(report(address, ends));
        notes.addAll(notes(Addresses.print(address), ends));
      }
    }
    Verdict verdict =
        reports.isEmpty()
            ? Verdict.UNREACHABLE
            : Judgement.ofAddresses(reports.stream().map(AddressReport::verdict).toList());
    if (Thread.currentThread().isInterrupted()) {
      notes.add(Doctor.STOPPED);
    }
    if (addresses.isEmpty()) {
      notes.add(target + " has no address.");
    }
    return new Diagnosis(target, verdict, reports, notes, compared);
  }

  private static AddressReport report(InetSocketAddress address, TwoEnds ends) {
    List<Finding> findings = CATALOGUE.match(ends.seen());
    return new AddressReport(
        address.getHostString(),
        Addresses.print(address),
        Judgement.of(findings, ends.isConnected(), ends.isComplete()),
        findings,
        ends.visits());
  }

  private static List<String> notes(String address, TwoEnds ends) {
    List<String> notes = new ArrayList<>();
    if (!ends.compared().isEmpty()) {
      notes.add(
          "Compared with the record of the responder at "
              + address
              + ": "
              + String.join(", ", ends.compared())
              + ".");
    }
    if (!ends.once().isEmpty()) {
      notes.add(
          "Broke off or stalled there once, and not when it was made again, as networks do that lose"
              + " packets: "
              + String.join(", ", ends.once())
              + ".");
    }
    if (ends.isConnected() && ends.compared().isEmpty()) {
      notes.add(
          "Nothing could be compared: no record came from "
              + address
              + ", so that there is no mailguard doctor serve, or it is not reached.");
    }
    if (!ends.left().isEmpty()) {
      notes.add("Not tried there: " + String.join(", ", ends.left()) + ".");
    }
    return notes;
  }
}
