package org.mailguard.doctor.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.mailguard.doctor.Confidence;
import org.mailguard.doctor.Evidence;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Nature;
import org.mailguard.doctor.Remedy;
import org.mailguard.doctor.Symptom;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.probe.Step;

/** The words of a diagnosis, the same in text and on the page. */
final class Sentences {
  private final Diagnosis diagnosis;

  Sentences(Diagnosis diagnosis) {
    this.diagnosis = diagnosis;
  }

  /** The first line. */
  String verdict() {
    return switch (diagnosis.verdict()) {
      case INTERFERENCE ->
          "Something changes the conversation with "
              + String.join(", ", diagnosis.hosts(Verdict.INTERFERENCE))
              + ": "
              + products()
              + sureness()
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

  private String products() {
    return diagnosis.guilty().stream()
        .map(Finding::product)
        .distinct()
        .limit(3)
        .collect(Collectors.joining("; and "));
  }

  private String sureness() {
    Confidence best =
        diagnosis.guilty().stream()
            .map(Finding::confidence)
            .min(Comparator.naturalOrder())
            .orElse(Confidence.HINT);
    return switch (best) {
      case SURE -> ". That is sure.";
      case LIKELY -> ". That is likely, and something else may do the same.";
      case HINT -> ". No sign of it is sure alone; together they point there.";
    };
  }

  private String reason() {
    List<String> open = new ArrayList<>(diagnosis.hosts(Verdict.INCONCLUSIVE));
    open.addAll(diagnosis.hosts(Verdict.UNREACHABLE));
    List<String> named =
        diagnosis.findings().stream()
            .filter(
                finding -> finding.nature() == Nature.CHOICE || finding.nature() == Nature.FAULT)
            .map(Finding::product)
            .toList();
    String why =
        named.isEmpty()
            ? String.join(", ", open) + " did not answer all that was asked"
            : String.join("; ", named);
    return why + ".";
  }

  private String firstFailure() {
    return diagnosis.addresses().stream()
        .flatMap(each -> each.visits().stream())
        .filter(visit -> visit.failure() != null)
        .findFirst()
        .map(visit -> " (" + visit.address() + ": " + visit.failure() + ")")
        .orElse(diagnosis.notes().isEmpty() ? "" : " (" + withoutDot() + ")");
  }

  private String withoutDot() {
    String note = diagnosis.notes().getLast();
    return note.endsWith(".") ? note.substring(0, note.length() - 1) : note;
  }

  /** Of those who are guilty, in the order of the article. */
  List<Symptom> symptoms() {
    return diagnosis.guilty().stream()
        .flatMap(finding -> finding.explains().stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** Of those who are guilty, the gentler first. */
  List<Remedy> remedies() {
    return diagnosis.guilty().stream()
        .flatMap(finding -> finding.remedy().stream())
        .distinct()
        .sorted(Comparator.comparingInt(Remedy::step))
        .toList();
  }

  /** Findings that nobody is blamed for. */
  List<Finding> others() {
    List<Finding> guilty = diagnosis.guilty();
    return diagnosis.findings().stream().filter(finding -> !guilty.contains(finding)).toList();
  }

  static String heading(Remedy remedy) {
    return remedy.box()
        + (remedy.release().isEmpty() ? "" : ", " + remedy.release())
        + ": "
        + remedy.does();
  }

  static String cost(Remedy remedy) {
    return "Cost in security: "
        + remedy.cost()
        + (remedy.cost().endsWith(".") ? "" : ".")
        + (remedy.checked() ? "" : " Not checked on a device.");
  }

  /** For somebody who has not read the rest. */
  String letter() {
    Evidence first =
        diagnosis.guilty().stream()
            .map(finding -> finding.evidence().getFirst())
            .findFirst()
            .orElse(new Evidence("", "", ""));
    String symptoms =
        symptoms().stream().limit(4).map(Symptom::title).collect(Collectors.joining("; "));
    Remedy remedy =
        remedies().stream()
            .filter(
                each -> !each.lines().isEmpty() && each.step() < 5 && !each.id().endsWith("-look"))
            .findFirst()
            .orElse(remedies().isEmpty() ? null : remedies().getFirst());
    return "Mail between us suffers from a box in front of "
        + String.join(", ", diagnosis.hosts(Verdict.INTERFERENCE))
        + ". It looks like "
        + products()
        + ". We connected to your server and got, at "
        + first.where()
        + ": "
        + first.text().replace("\n", " / ")
        + ". This explains: "
        + symptoms
        + "."
        + (remedy == null
            ? ""
            : " It can be mended like this ("
                + remedy.box()
                + "): "
                + remedy.does()
                + (remedy.lines().isEmpty() ? "" : " " + String.join(" / ", remedy.lines()) + " .")
                + " "
                + cost(remedy))
        + " Please look also whether the box is ours and not yours: the same test from a host beside"
        + " your server tells, and should find nothing.";
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

  /** What is left to be seen from somewhere else. */
  String limits() {
    return diagnosis.bothEnds() ? BOTH_ENDS : SECOND_POINT;
  }

  private static final String BOTH_ENDS =
      "Both ends were seen: of what was tried, everything that is not named here was the same.";

  private static final String SECOND_POINT =
      "Only a second vantage point could tell: whether keywords were taken away without a trace,"
          + " whether mail data, chunks and long lines arrive as they were sent, and on which side of"
          + " the path a box stands. Java does not show the TTL of packets, so a nearer end of the"
          + " connection was looked for by times alone.";
}
