package org.mailguard.doctor.read;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mailguard.doctor.Confidence;
import org.mailguard.doctor.Evidence;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Nature;
import org.mailguard.doctor.Remedy;
import org.mailguard.doctor.Symptom;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.read.sides.Difference;

/** What was read, for people: the verdict first. */
public final class ReadText {
  private static final int WIDTH = 96;
  private static final int EVIDENCE_SHOWN = 5;
  private static final int DIFFERENCES_SHOWN = 30;

  private final StringBuilder out = new StringBuilder();
  private final Examined examined;

  private ReadText(Examined examined) {
    this.examined = examined;
  }

  public static String of(Examined examined) {
    ReadText text = new ReadText(examined);
    text.write();
    return text.out.toString();
  }

  private void write() {
    paragraph("", verdict());
    heading("What was read");
    for (Examined.Input input : examined.inputs()) {
      paragraph("  ", input.name() + ": " + input.what());
    }
    examined.notes().forEach(note -> paragraph("  ", note));
    findings("What was seen", examined.guilty());
    differences();
    List<Finding> others =
        examined.findings().stream().filter(it -> !examined.guilty().contains(it)).toList();
    findings("Also seen, and no box needs to be blamed for it", others);
    symptoms();
    remedies();
  }

  private String verdict() {
    List<Finding> guilty = examined.guilty();
    return switch (examined.verdict()) {
      case INTERFERENCE ->
          "Something on the way changes or breaks the conversation: "
              + guilty.stream()
                  .map(Finding::product)
                  .distinct()
                  .limit(3)
                  .collect(Collectors.joining("; and "))
              + ". "
              + sureness(guilty);
      case CLEAN -> "No interference seen in what was read.";
      case INCONCLUSIVE, UNREACHABLE ->
          "It cannot be told from this whether something interferes" + causes() + ".";
    };
  }

  private static String sureness(List<Finding> guilty) {
    return switch (guilty.stream()
        .map(Finding::confidence)
        .min(Comparator.naturalOrder())
        .orElse(Confidence.HINT)) {
      case SURE -> "That is sure.";
      case LIKELY -> "That is likely, and something else may do the same.";
      case HINT -> "No sign of it is sure alone; together they point there.";
    };
  }

  private String causes() {
    String causes =
        examined.findings().stream()
            .filter(it -> it.nature() != Nature.NAMED)
            .map(Finding::product)
            .distinct()
            .limit(3)
            .collect(Collectors.joining("; "));
    return causes.isEmpty() ? "" : "; it looks like " + causes;
  }

  private void findings(String title, List<Finding> findings) {
    if (findings.isEmpty()) {
      return;
    }
    heading(title);
    for (Finding finding : findings) {
      paragraph(
          "  ", finding.product() + " (" + finding.id() + ", " + finding.confidence().word() + ")");
      paragraph("  ", finding.meaning());
      finding.evidence().stream().limit(EVIDENCE_SHOWN).forEach(this::evidence);
      more(finding.evidence().size(), EVIDENCE_SHOWN);
    }
  }

  private void evidence(Evidence seen) {
    line("    " + seen.where() + (seen.when().isEmpty() ? "" : ", " + seen.when()));
    seen.text().lines().forEach(text -> line("      " + text));
  }

  private void more(int size, int shown) {
    if (size > shown) {
      line("    and " + (size - shown) + " more");
    }
  }

  private void differences() {
    if (examined.sides().isEmpty()) {
      return;
    }
    heading("What is different between the two sides");
    for (Difference each : examined.sides().stream().limit(DIFFERENCES_SHOWN).toList()) {
      line(
          "  "
              + each.kind().word()
              + (each.toServer() ? ", client to server, " : ", server to client, ")
              + each.during());
      side("-", each.before(), each.where().in());
      side("+", each.after(), each.where().out());
    }
    more(examined.sides().size(), DIFFERENCES_SHOWN);
  }

  private void side(String sign, String text, String where) {
    if (!where.isEmpty()) {
      line("      " + sign + " " + text + "   (" + where + ")");
    }
  }

  private List<Finding> explained() {
    return examined.verdict() == Verdict.INTERFERENCE ? examined.guilty() : examined.findings();
  }

  private void symptoms() {
    List<Symptom> symptoms =
        explained().stream().flatMap(it -> it.explains().stream()).distinct().sorted().toList();
    if (symptoms.isEmpty()) {
      return;
    }
    heading("What it explains");
    for (Symptom symptom : symptoms) {
      String number = symptom.number() == 0 ? "-" : String.valueOf(symptom.number());
      line(String.format(Locale.ROOT, "  %3s  %s", number, symptom.title()));
    }
  }

  private void remedies() {
    List<Remedy> remedies =
        explained().stream()
            .flatMap(it -> it.remedy().stream())
            .distinct()
            .sorted(Comparator.comparingInt(Remedy::step))
            .toList();
    if (remedies.isEmpty()) {
      return;
    }
    heading("What to change, the gentler first");
    for (Remedy remedy : remedies) {
      String release = remedy.release().isEmpty() ? "" : ", " + remedy.release();
      paragraph("  ", remedy.box() + release + ": " + remedy.does());
      remedy.lines().forEach(typed -> line("      " + typed));
      paragraph(
          "    ",
          "Cost in security: "
              + remedy.cost()
              + (remedy.cost().endsWith(".") ? "" : ".")
              + (remedy.checked() ? "" : " Not checked on a device."));
    }
  }

  private void heading(String title) {
    out.append('\n').append(title).append('\n');
  }

  private void line(String text) {
    out.append(text.stripTrailing()).append('\n');
  }

  private void paragraph(String indent, String text) {
    StringBuilder line = new StringBuilder(indent);
    for (String word : text.split(" ", -1)) {
      if (line.length() + word.length() >= WIDTH && line.length() > indent.length()) {
        line(line.toString());
        line = new StringBuilder(indent);
      }
      line.append(word).append(' ');
    }
    line(line.toString());
  }
}
