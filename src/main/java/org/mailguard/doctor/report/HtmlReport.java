package org.mailguard.doctor.report;

import static org.mailguard.doctor.report.HtmlText.escaped;
import static org.mailguard.doctor.report.HtmlText.wrapped;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.probe.Visit;

/**
 * Diagnoses as one {@link Page}: a table if there are several, then each with its conversations.
 */
public final class HtmlReport {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Page page;
  private final List<Diagnosis> diagnoses;

  private HtmlReport(List<Diagnosis> diagnoses) {
    this.diagnoses = diagnoses;
    page =
        new Page(
            isOne()
                ? diagnoses.getFirst().target() + ": " + diagnoses.getFirst().verdict().word()
                : "mailguard doctor: " + diagnoses.size() + " targets");
  }

  public static String of(List<Diagnosis> diagnoses) {
    HtmlReport report = new HtmlReport(diagnoses);
    report.write();
    return report.page.toString();
  }

  private boolean isOne() {
    return diagnoses.size() == 1;
  }

  private void write() {
    if (!isOne()) {
      overview();
    }
    for (int i = 0; i < diagnoses.size(); i++) {
      page.append(isOne() ? "" : "<section id=\"t" + (i + 1) + "\">\n");
      diagnosis(diagnoses.get(i));
      page.append(isOne() ? "" : "</section>\n");
    }
    List<String> limits = Sentences.limits(diagnoses);
    if (!limits.isEmpty()) {
      page.heading("How far this goes");
      limits.forEach(page::paragraph);
    }
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
    page.verdict(verdicts.getFirst(), diagnoses.size() + " targets: " + counts);
    page.append("<table>\n<tr><th>Verdict</th><th>Target</th><th>What</th></tr>\n");
    for (int i = 0; i < diagnoses.size(); i++) {
      Diagnosis each = diagnoses.get(i);
      String link = "<a href=\"#t" + (i + 1) + "\">" + escaped(each.target()) + "</a>";
      page.append("<tr class=\"" + each.verdict().word() + "\"><td>" + each.verdict().word());
      page.append("</td><td>" + link + "</td><td>");
      page.append(escaped(new Sentences(each).inShort()) + "</td></tr>\n");
    }
    page.append("</table>\n");
  }

  private long count(Verdict verdict) {
    return diagnoses.stream().filter(each -> each.verdict() == verdict).count();
  }

  private void diagnosis(Diagnosis diagnosis) {
    Sentences words = new Sentences(diagnosis);
    page.verdict(diagnosis.verdict(), words.verdict());
    page.append(wrapped("p class=\"by\"", asked(diagnosis)));
    diagnosis.notes().forEach(page::paragraph);
    if (diagnosis.verdict() == Verdict.INTERFERENCE) {
      page.seen("What was seen", diagnosis.guilty());
      page.advice(words.advice());
      page.letter(words.advice());
    }
    if (!words.others().isEmpty()) {
      page.heading("Also seen, and nobody is blamed for it");
      page.list(
          words.others().stream()
              .map(each -> Advice.capital(each.product()) + ": " + each.meaning())
              .toList());
    }
    if (!words.tested().isEmpty()) {
      page.heading("What was tested");
      page.list(words.tested());
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

  /** That of the first who is guilty is unfolded; of a single target, otherwise the first. */
  private void conversation(Diagnosis diagnosis) {
    if (diagnosis.addresses().stream().allMatch(each -> each.visits().isEmpty())) {
      return;
    }
    page.heading("The conversation");
    boolean guilty = diagnosis.verdict() == Verdict.INTERFERENCE;
    boolean open = guilty || isOne();
    for (AddressReport each : diagnosis.addresses()) {
      if (diagnosis.addresses().size() > 1) {
        page.subheading(each.host() + ", " + each.address() + ": " + each.verdict().word());
      }
      for (Visit visit : each.visits()) {
        boolean first = open && (!guilty || each.verdict() == Verdict.INTERFERENCE);
        page.append(HtmlConversation.of(visit, first));
        open &= !first;
      }
    }
  }
}
