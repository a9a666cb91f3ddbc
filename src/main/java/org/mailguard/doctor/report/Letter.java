package org.mailguard.doctor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mailguard.doctor.Evidence;
import org.mailguard.doctor.Remedy;
import org.mailguard.doctor.Symptom;
import org.mailguard.doctor.Verdict;

/**
 * To the administrator of the other side, who has not read the rest. What a server said and what is
 * to be typed stand on lines of their own, so that they can be copied out of a mail.
 */
final class Letter {
  private static final int MOST_SYMPTOMS = 4;

  /** The last, which takes the inspection away altogether and helps only the sender. */
  private static final int LAST_RESORT = 5;

  private Letter() {}

  /** A piece of it. */
  sealed interface Part {
    /** A paragraph. */
    record Prose(String text) implements Part {}

    /** Lines that stay as they are. */
    record Lines(List<String> lines) implements Part {}
  }

  static List<Part> of(Diagnosis diagnosis, Sentences words) {
    List<Part> parts = new ArrayList<>();
    parts.add(
        new Part.Prose(
            "Mail between us suffers from a box in front of "
                + String.join(", ", diagnosis.hosts(Verdict.INTERFERENCE))
                + ". It looks like "
                + words.products()
                + "."));
    seen(diagnosis)
        .ifPresent(first -> {
          parts.add(new Part.Prose("We connected and got this (" + first.where() + "):"));
          parts.add(new Part.Lines(first.text().lines().toList()));
        });
    if (!words.symptoms().isEmpty()) {
      parts.add(
          new Part.Prose(
              "This explains: "
                  + words.symptoms().stream()
                      .limit(MOST_SYMPTOMS)
                      .map(Symptom::title)
                      .collect(Collectors.joining("; "))
                  + "."));
    }
    remedy(words)
        .ifPresent(remedy -> {
          parts.add(new Part.Prose("What to do. " + Sentences.heading(remedy)));
          if (!remedy.lines().isEmpty()) {
            parts.add(new Part.Lines(remedy.lines()));
          }
          parts.add(new Part.Prose(Sentences.cost(remedy)));
        });
    parts.add(
        new Part.Prose(
            "Please look also whether the box is ours and not yours: the same test from a host"
                + " beside your server tells, and should find nothing."));
    return parts;
  }

  /** What shows it at a glance, if there is such a thing. */
  private static Optional<Evidence> seen(Diagnosis diagnosis) {
    List<Evidence> all =
        diagnosis.guilty().stream().flatMap(finding -> finding.evidence().stream()).toList();
    return all.stream()
        .filter(each -> HtmlText.isChanged(each.text()))
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  /** One that changes something, if there is one. */
  private static Optional<Remedy> remedy(Sentences words) {
    List<Remedy> remedies = words.remedies();
    return remedies.stream()
        .filter(each ->
            !each.lines().isEmpty() && each.step() < LAST_RESORT && !each.id().endsWith("-look"))
        .findFirst()
        .or(() -> remedies.stream().findFirst());
  }
}
