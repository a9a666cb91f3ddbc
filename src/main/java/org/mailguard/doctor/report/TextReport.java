package org.mailguard.doctor.report;

import java.util.List;
import java.util.Locale;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.probe.Exchange;
import org.mailguard.doctor.probe.TlsSeen;
import org.mailguard.doctor.probe.Visit;

/** A diagnosis for people: verdict, guilty octets, symptoms, remedies, a letter. */
public final class TextReport {
  private final Sheet sheet;
  private final Diagnosis diagnosis;
  private final Sentences words;
  private final boolean colours;

  private TextReport(Diagnosis diagnosis, boolean colours, int width) {
    this.diagnosis = diagnosis;
    this.words = new Sentences(diagnosis);
    this.colours = colours;
    this.sheet = new Sheet(colours, width);
  }

  /**
   * The report.
   *
   * @param verbose every visit, every reply, with times
   * @param colours for a terminal
   */
  public static String of(Diagnosis diagnosis, boolean verbose, boolean colours) {
    return of(diagnosis, verbose, colours, Sheet.WIDTH);
  }

  /**
   * The report.
   *
   * @param verbose every visit, every reply, with times
   * @param colours for a terminal
   * @param width columns of its paragraphs; what was seen and what is to be typed stays as it is
   */
  public static String of(Diagnosis diagnosis, boolean verbose, boolean colours, int width) {
    TextReport report = new TextReport(diagnosis, colours, width);
    report.write(verbose, true);
    return report.sheet.toString();
  }

  /**
   * The reports of all that are not clean, then a line for each and the counts. What is the same
   * for all is said once.
   */
  public static String ofSeveral(
      List<Diagnosis> diagnoses, boolean verbose, boolean colours, int width) {
    StringBuilder all = new StringBuilder();
    for (Diagnosis each : diagnoses) {
      if (verbose || each.verdict() != Verdict.CLEAN) {
        TextReport report = new TextReport(each, colours, width);
        report.write(verbose, false);
        report.sheet.line("");
        all.append(report.sheet);
      }
    }
    for (String limits : Sentences.limits(diagnoses)) {
      Sheet end = new Sheet(colours, width);
      end.paragraph("", limits);
      end.line("");
      all.append(end);
    }
    diagnoses.forEach(each -> all.append(line(each)).append('\n'));
    for (Verdict verdict : Verdict.values()) {
      long count = diagnoses.stream().filter(each -> each.verdict() == verdict).count();
      all.append(verdict.word()).append(": ").append(count).append('\n');
    }
    return all.toString();
  }

  /** One line for a list of targets. */
  public static String line(Diagnosis diagnosis) {
    return String.format(
            Locale.ROOT,
            "%-13s %-32s %s",
            diagnosis.verdict().word(),
            diagnosis.target(),
            new Sentences(diagnosis).inShort())
        .stripTrailing();
  }

  private void write(boolean verbose, boolean alone) {
    sheet.paragraph("", paint(words.verdict()));
    diagnosis.notes().forEach(note -> sheet.paragraph("", note));
    if (diagnosis.verdict() == Verdict.INTERFERENCE) {
      sheet.seen("What was seen", diagnosis.guilty());
      sheet.explained(words.advice());
      sheet.remedies(words.advice());
      sheet.letter(words.advice());
    }
    others();
    if ((alone || verbose) && !words.tested().isEmpty()) {
      sheet.heading("What was tested");
      words.tested().forEach(step -> sheet.paragraph("  ", step));
    }
    if (alone && !words.tested().isEmpty()) {
      sheet.paragraph("", words.limits());
    }
    if (verbose) {
      visits();
    }
  }

  private void others() {
    List<Finding> others = words.others();
    if (!others.isEmpty()) {
      sheet.heading("Also seen, and nobody is blamed for it");
      for (Finding finding : others) {
        sheet.paragraph("  ", Sheet.named(finding) + ": " + finding.meaning());
      }
    }
  }

  private void visits() {
    for (AddressReport each : diagnosis.addresses()) {
      sheet.heading(each.host() + " " + each.address() + ": " + each.verdict().word());
      each.visits().forEach(this::visit);
    }
  }

  private void visit(Visit visit) {
    sheet.line(
        "  "
            + visit.step().probes()
            + " "
            + visit.step().title()
            + ", "
            + visit.start()
            + (visit.isConnected() ? ", connected in " + visit.connected() + " us" : ""));
    if (visit.failure() != null) {
      sheet.line("    " + visit.failure());
    }
    for (Exchange exchange : visit.exchanges()) {
      String how = exchange.how().isEmpty() ? "" : "  (" + exchange.how() + ")";
      sheet.line(
          String.format(
              Locale.ROOT, "    %9.3f -> %s%s", exchange.at() / 1e6, exchange.said(), how));
      String time =
          exchange.heard().first() < 0
              ? ""
              : String.format(Locale.ROOT, "%.3f s", exchange.heard().first() / 1e6);
      exchange.heard().printable().lines().forEach(text -> sheet.line("              <- " + text));
      sheet.line(
          "                 ("
              + exchange.heard().ending().text()
              + (time.isEmpty() ? "" : ", " + time)
              + ")");
    }
    TlsSeen tls = visit.tls();
    if (tls != null) {
      sheet.line(
          tls.isUp()
              ? "    TLS "
                  + tls.protocol()
                  + " "
                  + tls.cipher()
                  + " names="
                  + String.join(",", tls.names())
                  + " issuer="
                  + tls.issuer()
                  + " expires="
                  + tls.expires()
                  + (tls.trust().isEmpty() ? "" : " (" + tls.trust() + ")")
              : "    TLS did not come up: " + tls.failure());
    }
  }

  private String paint(String text) {
    if (!colours) {
      return text;
    }
    String colour =
        switch (diagnosis.verdict()) {
          case CLEAN -> "32";
          case INTERFERENCE -> "31";
          case INCONCLUSIVE, UNREACHABLE -> "33";
        };
    return "\033[1;" + colour + "m" + text + "\033[0m";
  }
}
