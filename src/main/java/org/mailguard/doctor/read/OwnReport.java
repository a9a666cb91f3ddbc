package org.mailguard.doctor.read;

import java.util.List;
import java.util.Optional;

/**
 * What the doctor itself has written. Its reports quote greetings, replies and symptoms, so that
 * one which is read as if somebody had pasted an error message accuses anew, with itself as the
 * evidence.
 */
final class OwnReport {
  private OwnReport() {}

  /** What it is and what to do with it, if the first lines are of one. */
  static Optional<String> of(List<String> first) {
    String start = first.isEmpty() ? "" : first.getFirst();
    if (start.startsWith("{\"target\":\"") && start.contains(",\"addresses\":[")) {
      return Optional.of(
          "a report of mailguard doctor --json; mailguard doctor compare lays two of them beside"
              + " each other");
    }
    if (start.startsWith("{\"at\":\"") && start.contains(",\"target\":\"")) {
      return Optional.of("a history of mailguard doctor watch --history, which reads it itself");
    }
    boolean read = start.startsWith("{\"verdict\":\"") && start.contains(",\"inputs\":[");
    return read || first.stream().anyMatch(OwnReport::isOfReport)
        ? Optional.of("a report of mailguard doctor; give the files that it was made of")
        : Optional.empty();
  }

  /** Headings that each report has, and the title or the line below the verdict of a page. */
  private static boolean isOfReport(String line) {
    return line.equals("What was tested")
        || line.equals("What was read")
        || line.contains("<title>mailguard doctor")
        || line.contains("<p class=\"by\">mailguard doctor ");
  }
}
