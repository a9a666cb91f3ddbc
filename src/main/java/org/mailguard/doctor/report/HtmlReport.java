package org.mailguard.doctor.report;

import static org.mailguard.doctor.report.HtmlText.element;
import static org.mailguard.doctor.report.HtmlText.escaped;
import static org.mailguard.doctor.report.HtmlText.marked;
import static org.mailguard.doctor.report.HtmlText.wrapped;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Remedy;
import org.mailguard.doctor.Symptom;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.probe.Visit;

/**
 * Diagnoses as one page that needs nothing else: no script, no picture, no font. A policy in the
 * head forbids the browser to load or run anything.
 */
public final class HtmlReport {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final StringBuilder out = new StringBuilder();
  private final List<Diagnosis> diagnoses;

  private HtmlReport(List<Diagnosis> diagnoses) {
    this.diagnoses = diagnoses;
  }

  public static String of(List<Diagnosis> diagnoses) {
    HtmlReport page = new HtmlReport(diagnoses);
    page.write();
    return page.out.toString();
  }

  private boolean isOne() {
    return diagnoses.size() == 1;
  }

  private void write() {
    head();
    if (!isOne()) {
      overview();
    }
    for (int i = 0; i < diagnoses.size(); i++) {
      out.append(isOne() ? "" : "<section id=\"t" + (i + 1) + "\">\n");
      diagnosis(diagnoses.get(i));
      out.append(isOne() ? "" : "</section>\n");
    }
    List<String> limits =
        Sentences.limits(diagnoses);
    if (!limits.isEmpty()) {
      out.append(element("h2", "How far this goes"));
      limits.forEach(each -> out.append(element("p", each)));
    }
    out.append("</main></body></html>\n");
  }

  private void head() {
    out.append(
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        """);
    out.append(
        element(
            "title",
            isOne()
                ? diagnoses.getFirst().target() + ": " + diagnoses.getFirst().verdict().word()
                : "mailguard doctor: " + diagnoses.size() + " targets"));
    out.append("<style>\n").append(HtmlStyle.CSS).append("</style></head><body><main>\n");
  }

  /** The worst verdict first in the line above, the order of the targets in the table. */
  private void overview() {
    List<Verdict> verdicts =
        List.of(Verdict.INTERFERENCE, Verdict.INCONCLUSIVE, Verdict.UNREACHABLE, Verdict.CLEAN)
            .stream()
            .filter(verdict -> count(verdict) > 0)
            .toList();
    String counts =
        verdicts.stream()
            .map(verdict -> count(verdict) + " " + verdict.word())
            .collect(Collectors.joining(", "));
    out.append(
        element(
            "h1 class=\"" + verdicts.getFirst().word() + "\"",
            diagnoses.size() + " targets: " + counts));
    out.append("<table>\n<tr><th>Verdict</th><th>Target</th><th>What</th></tr>\n");
    for (int i = 0; i < diagnoses.size(); i++) {
      Diagnosis each = diagnoses.get(i);
      String link = "<a href=\"#t" + (i + 1) + "\">" + escaped(each.target()) + "</a>";
      out.append("<tr class=\"").append(each.verdict().word()).append("\"><td>");
      out.append(each.verdict().word()).append("</td><td>").append(link).append("</td><td>");
      out.append(escaped(new Sentences(each).inShort())).append("</td></tr>\n");
    }
    out.append("</table>\n");
  }

  private long count(Verdict verdict) {
    return diagnoses.stream().filter(each -> each.verdict() == verdict).count();
  }

  private void diagnosis(Diagnosis diagnosis) {
    Sentences words = new Sentences(diagnosis);
    out.append(element("h1 class=\"" + diagnosis.verdict().word() + "\"", words.verdict()));
    out.append(wrapped("p class=\"by\"", asked(diagnosis)));
    diagnosis.notes().forEach(note -> out.append(element("p", note)));
    if (diagnosis.verdict() == Verdict.INTERFERENCE) {
      seen(diagnosis);
      explained(words);
      remedies(words);
      letter(words);
    }
    if (!words.others().isEmpty()) {
      out.append(element("h2", "Also seen, and nobody is blamed for it"));
      list(
          words.others().stream()
              .map(each -> Advice.capital(each.product()) + ": " + each.meaning())
              .toList());
    }
    if (!words.tested().isEmpty()) {
      out.append(element("h2", "What was tested"));
      list(words.tested());
    }
    conversation(diagnosis);
  }

  private static String asked(Diagnosis diagnosis) {
    String who = "mailguard doctor asked " + escaped(diagnosis.target());
    return diagnosis.addresses().stream()
        .flatMap(each -> each.visits().stream())
        .map(Visit::start)
        .min(Instant::compareTo)
        .map(start -> who + " on <time>" + MINUTE.format(start) + "</time>")
        .orElse(who);
  }

  private void seen(Diagnosis diagnosis) {
    out.append(element("h2", "What was seen"));
    for (Finding finding : diagnosis.guilty()) {
      out.append(
          element(
              "h3",
              Advice.capital(finding.product()) + " (" + finding.confidence().word() + ")"));
      out.append(element("p", finding.meaning()));
      for (Sightings sight : Sightings.of(finding.evidence())) {
        out.append(
            wrapped(
                "p class=\"by next\"",
                sight.shownPlaces().stream()
                    .map(HtmlText::escaped)
                    .collect(Collectors.joining("<br>"))));
        out.append(wrapped("pre", marked(sight.text())));
      }
    }
  }

  private void explained(Sentences words) {
    if (words.advice().symptoms().isEmpty()) {
      return;
    }
    out.append(element("h2", "What it explains"));
    out.append("<ol>\n");
    words.advice().symptoms().stream()
        .filter(symptom -> symptom.number() > 0)
        .forEach(symptom ->
            out.append(element("li value=\"" + symptom.number() + "\"", symptom.title())));
    out.append("</ol>\n");
    list(
        words.advice().symptoms().stream()
            .filter(symptom -> symptom.number() == 0)
            .map(Symptom::title)
            .toList());
  }

  private void remedies(Sentences words) {
    if (words.advice().remedies().isEmpty()) {
      return;
    }
    out.append(element("h2", "What to change, the gentler first"));
    if (words.advice().hasPlaceholders()) {
      out.append(element("p", Advice.PLACEHOLDERS));
    }
    for (Remedy remedy : words.advice().remedies()) {
      out.append(element("h3", Advice.box(remedy)));
      out.append(element("p", remedy.does()));
      if (!remedy.lines().isEmpty()) {
        out.append(element("pre", String.join("\n", remedy.lines())));
      }
      out.append(element("p class=\"by\"", Advice.cost(remedy)));
    }
  }

  private void letter(Sentences words) {
    out.append(element("h2", "To the administrator of the other side"));
    out.append("<div class=\"letter\">\n");
    for (Letter.Part part : Letter.of(words.advice())) {
      out.append(
          switch (part) {
            case Letter.Part.Prose(String text) -> element("p", text);
            case Letter.Part.Lines(List<String> lines) ->
                wrapped("pre", marked(String.join("\n", lines)));
          });
    }
    out.append("</div>\n");
  }

  /** That of the first who is guilty is unfolded; of a single target, otherwise the first. */
  private void conversation(Diagnosis diagnosis) {
    if (diagnosis.addresses().stream().allMatch(each -> each.visits().isEmpty())) {
      return;
    }
    out.append(element("h2", "The conversation"));
    boolean guilty = diagnosis.verdict() == Verdict.INTERFERENCE;
    boolean open = guilty || isOne();
    for (AddressReport each : diagnosis.addresses()) {
      if (diagnosis.addresses().size() > 1) {
        out.append(
            element("h3", each.host() + ", " + each.address() + ": " + each.verdict().word()));
      }
      for (Visit visit : each.visits()) {
        boolean first = open && (!guilty || each.verdict() == Verdict.INTERFERENCE);
        out.append(HtmlConversation.of(visit, first));
        open &= !first;
      }
    }
  }

  private void list(List<String> items) {
    if (!items.isEmpty()) {
      out.append("<ul>\n");
      items.forEach(item -> out.append(element("li", item)));
      out.append("</ul>\n");
    }
  }
}
