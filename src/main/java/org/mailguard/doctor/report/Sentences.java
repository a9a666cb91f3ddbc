package org.mailguard.doctor.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Nature;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.probe.Step;
import org.mailguard.doctor.probe.Visit;

/** The words of a diagnosis, the same in text and on the page. */
final class Sentences {
  private final Diagnosis diagnosis;
  private final Advice advice;

  Sentences(Diagnosis diagnosis) {
    this.diagnosis = diagnosis;
    advice = new Advice(diagnosis.guilty(), occasion());
  }

  private Advice.Occasion occasion() {
    String hosts = String.join(", ", diagnosis.hosts(Verdict.INTERFERENCE));
    if (!diagnosis.bothEnds()) {
      return new Advice.Occasion(
          "Mail between us suffers from a box in front of " + hosts + ".",
          "We connected to your server and got, at",
          "Please look also whether the box is ours and not yours: the same test from a host"
              + " beside your server tells, and should find nothing.");
    }
    boolean responder =
        diagnosis.addresses().stream()
            .flatMap(each -> each.visits().stream())
            .anyMatch(visit -> visit.step() == Step.PATH);
    return new Advice.Occasion(
        "Mail between us suffers from a box on the way to " + hosts + ".",
        responder
            ? "With a responder of ours at the far end, this went in and came out, at"
            : "The same host, asked from two places, at",
        "Please look whether the box is yours: both ends were seen, and what is between them is"
            + " named above.");
  }

  /** What follows from those who are guilty. */
  Advice advice() {
    return advice;
  }

  /** The first line. */
  String verdict() {
    return switch (diagnosis.verdict()) {
      case INTERFERENCE ->
          "Something changes the conversation with "
              + String.join(", ", diagnosis.hosts(Verdict.INTERFERENCE))
              + ": "
              + advice.products()
              + ". "
              + advice.sureness()
              + (healthy().isEmpty() ? "" : " No interference seen at " + healthy() + ".");
      case CLEAN -> "No interference seen at " + healthy() + ".";
      case INCONCLUSIVE ->
          "It cannot be told whether something interferes with "
              + diagnosis.target()
              + ": "
              + reason();
      case UNREACHABLE -> "Nobody answers at " + diagnosis.target() + firstFailure() + ".";
    };
  }

  private String healthy() {
    return String.join(", ", diagnosis.hosts(Verdict.CLEAN));
  }

  /** For the line of a table: who, or why it is not known. */
  String inShort() {
    return switch (diagnosis.verdict()) {
      case INTERFERENCE ->
          diagnosis.guilty().stream()
              .map(Finding::product)
              .distinct()
              .collect(Collectors.joining("; "));
      case CLEAN -> "";
      case INCONCLUSIVE -> named().isEmpty() ? "did not answer all that was asked" : named();
      case UNREACHABLE ->
          failed().map(Visit::failure).orElse(diagnosis.notes().isEmpty() ? "" : withoutDot());
    };
  }

  /** What nobody is blamed for, and what explains a silence. */
  private String named() {
    return diagnosis.findings().stream()
        .filter(finding -> finding.nature() == Nature.CHOICE || finding.nature() == Nature.FAULT)
        .map(Finding::product)
        .collect(Collectors.joining("; "));
  }

  private String reason() {
    List<String> open = new ArrayList<>(diagnosis.hosts(Verdict.INCONCLUSIVE));
    open.addAll(diagnosis.hosts(Verdict.UNREACHABLE));
    String silent =
        open.isEmpty()
            ? "it was not asked"
            : String.join(", ", open) + " did not answer all that was asked";
    return (named().isEmpty() ? silent : named()) + ".";
  }

  private Optional<Visit> failed() {
    return diagnosis.addresses().stream()
        .flatMap(each -> each.visits().stream())
        .filter(visit -> visit.failure() != null)
        .findFirst();
  }

  private String firstFailure() {
    return failed()
        .map(visit -> " (" + visit.address() + ": " + visit.failure() + ")")
        .orElse(diagnosis.notes().isEmpty() ? "" : " (" + withoutDot() + ")");
  }

  private String withoutDot() {
    String note = diagnosis.notes().getLast();
    return note.endsWith(".") ? note.substring(0, note.length() - 1) : note;
  }

  /** Findings that nobody is blamed for. */
  List<Finding> others() {
    List<Finding> guilty = diagnosis.guilty();
    return diagnosis.findings().stream().filter(finding -> !guilty.contains(finding)).toList();
  }

  /** What was asked at all, by step. */
  List<String> tested() {
    Map<Step, Set<String>> steps = new LinkedHashMap<>();
    diagnosis.addresses().stream()
        .flatMap(each -> each.visits().stream())
        .filter(visit -> visit.isConnected())
        .forEach(visit ->
            steps.computeIfAbsent(visit.step(), _ -> new LinkedHashSet<>()).add(visit.address()));
    return steps.keySet().stream().map(step -> step.title() + " (" + step.probes() + ")").toList();
  }

  /** Of several, each sentence once; none where nothing was tested. */
  static List<String> limits(List<Diagnosis> diagnoses) {
    return diagnoses.stream()
        .map(Sentences::new)
        .filter(each -> !each.tested().isEmpty())
        .map(Sentences::limits)
        .distinct()
        .toList();
  }

  /** What is left to be seen from somewhere else. */
  String limits() {
    return diagnosis.bothEnds() ? BOTH_ENDS : SECOND_POINT;
  }

  private static final String BOTH_ENDS =
      "Seen from two places: of what was compared, everything that is not named here was the same.";

  private static final String SECOND_POINT =
      "Only a second vantage point could tell: whether keywords were taken away without a trace,"
          + " whether mail data, chunks and long lines arrive as they were sent, and on which side of"
          + " the path a box stands. Java does not show the TTL of packets, so a nearer end of the"
          + " connection was looked for by times alone.";
}
