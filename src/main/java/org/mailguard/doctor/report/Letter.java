package org.mailguard.doctor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mailguard.doctor.Evidence;
import org.mailguard.doctor.Remedy;
import org.mailguard.doctor.Symptom;

/**
 * To the administrator of the other side, who has not read the rest. What a server said and what is
 * to be typed stand on lines of their own, so that they can be copied out of a mail.
 */
public final class Letter {
  private static final int MOST_SYMPTOMS = 4;

  /** The last, which takes the inspection away altogether and helps only the sender. */
  private static final int LAST_RESORT = 5;

  private Letter() {}

  /** A piece of it. */
  public sealed interface Part {
    /** A paragraph. */
    record Prose(String text) implements Part {}

    /** Lines that stay as they are. */
    record Lines(List<String> lines) implements Part {}
  }

  /** Its parts, in order. */
  public static List<Part> of(Advice advice) {
    List<Part> parts = new ArrayList<>();
    parts.add(
        new Part.Prose(advice.occasion().trouble() + " It looks like " + advice.products() + "."));
    seen(advice)
        .ifPresent(first -> {
          parts.add(new Part.Prose(advice.occasion().seen() + " " + first.where() + ":"));
          parts.add(new Part.Lines(first.text().lines().toList()));
        });
    if (!advice.symptoms().isEmpty()) {
      parts.add(
          new Part.Prose(
              "This explains: "
                  + advice.symptoms().stream()
                      .limit(MOST_SYMPTOMS)
                      .map(Symptom::title)
                      .collect(Collectors.joining("; "))
                  + "."));
    }
    remedy(advice)
        .ifPresent(remedy -> {
          parts.add(new Part.Prose("What to do. " + Advice.heading(remedy)));
          if (!remedy.lines().isEmpty()) {
            parts.add(new Part.Lines(remedy.lines()));
          }
          parts.add(new Part.Prose(Advice.cost(remedy)));
        });
    parts.add(new Part.Prose(advice.occasion().check()));
    return parts;
  }

  /** What shows it at a glance, if there is such a thing. */
  private static Optional<Evidence> seen(Advice advice) {
    List<Evidence> all =
        advice.findings().stream().flatMap(finding -> finding.evidence().stream()).toList();
    return all.stream()
        .filter(each -> HtmlText.isChanged(each.text()))
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  /** One that changes something, if there is one. */
  private static Optional<Remedy> remedy(Advice advice) {
    List<Remedy> remedies = advice.remedies();
    return remedies.stream()
        .filter(
            each -> !each.lines().isEmpty() && each.step() < LAST_RESORT && isOfTheOtherSide(each))
        .findFirst()
        .or(() -> remedies.stream().findFirst());
  }

  /** To look further, or to change the sender, is for whoever writes the letter. */
  private static boolean isOfTheOtherSide(Remedy remedy) {
    return !remedy.id().endsWith("-look")
        && !remedy.id().startsWith("look-")
        && !remedy.id().startsWith("ask-")
        && !remedy.id().startsWith("sender-");
  }
}
