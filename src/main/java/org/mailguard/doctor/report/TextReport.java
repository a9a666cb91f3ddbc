package org.mailguard.doctor.report;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Remedy;
import org.mailguard.doctor.Symptom;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.probe.Exchange;
import org.mailguard.doctor.probe.TlsSeen;
import org.mailguard.doctor.probe.Visit;

/** A diagnosis for people: verdict, guilty octets, symptoms, remedies, a letter. */
public final class TextReport {
  /** If nothing is said. */
  private static final int WIDTH = 96;

  /** Of a finding that is reported on one screen. */
  private static final int EVIDENCE_SHOWN = 5;

  private static final Pattern COLOUR = Pattern.compile("\033\\[[0-9;]*m");

  private final StringBuilder out = new StringBuilder();
  private final Diagnosis diagnosis;
  private final Sentences words;
  private final boolean colours;
  private final int width;

  private TextReport(Diagnosis diagnosis, boolean colours, int width) {
    this.diagnosis = diagnosis;
    this.words = new Sentences(diagnosis);
    this.colours = colours;
    this.width = width;
  }

  /**
   * The report.
   *
   * @param verbose every visit, every reply, with times
   * @param colours for a terminal
   */
  public static String of(Diagnosis diagnosis, boolean verbose, boolean colours) {
    return of(diagnosis, verbose, colours, WIDTH);
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
    return report.out.toString();
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
        report.line("");
        all.append(report.out);
      }
    }
    for (String limits : Sentences.limits(diagnoses)) {
      TextReport end = new TextReport(diagnoses.getFirst(), colours, width);
      end.paragraph("", limits);
      end.line("");
      all.append(end.out);
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
    paragraph("", paint(words.verdict()));
    diagnosis.notes().forEach(note -> paragraph("", note));
    if (diagnosis.verdict() == Verdict.INTERFERENCE) {
      guilty();
    }
    others();
    if ((alone || verbose) && !words.tested().isEmpty()) {
      heading("What was tested");
      words.tested().forEach(step -> paragraph("  ", step));
    }
    if (alone && !words.tested().isEmpty()) {
      paragraph("", words.limits());
    }
    if (verbose) {
      visits();
    }
  }

  private void guilty() {
    heading("What was seen");
    for (Finding finding : diagnosis.guilty()) {
      paragraph(
          "  ",
          Sentences.capital(finding.product())
              + " ("
              + finding.id()
              + ", "
              + finding.confidence().word()
              + ")");
      paragraph("  ", finding.meaning());
      List<Sightings> sights = Sightings.of(finding.evidence());
      sights.stream().limit(EVIDENCE_SHOWN).forEach(this::sight);
      if (sights.size() > EVIDENCE_SHOWN) {
        line("    and " + (sights.size() - EVIDENCE_SHOWN) + " more");
      }
    }
    if (!words.symptoms().isEmpty()) {
      heading("What it explains");
    }
    for (Symptom symptom : words.symptoms()) {
      line(
          String.format(
              Locale.ROOT,
              "  %3s  %s",
              symptom.number() == 0 ? "-" : String.valueOf(symptom.number()),
              symptom.title()));
    }
    if (!words.remedies().isEmpty()) {
      heading("What to change, the gentler first");
    }
    if (words.hasPlaceholders()) {
      paragraph("  ", Sentences.PLACEHOLDERS);
    }
    for (Remedy remedy : words.remedies()) {
      paragraph("  ", Sentences.heading(remedy));
      remedy.lines().forEach(typed -> line("      " + typed));
      paragraph("    ", Sentences.cost(remedy));
    }
    letter();
  }

  private void sight(Sightings sight) {
    sight.shownPlaces().forEach(place -> paragraph("    ", place));
    sight.text().lines().forEach(text -> line("      " + text));
  }

  private void letter() {
    heading("To the administrator of the other side");
    for (Letter.Part part : Letter.of(diagnosis, words)) {
      switch (part) {
        case Letter.Part.Prose(String text) -> paragraph("  ", text);
        case Letter.Part.Lines(List<String> lines) -> lines.forEach(each -> line("      " + each));
      }
    }
  }

  private void others() {
    List<Finding> others = words.others();
    if (!others.isEmpty()) {
      heading("Also seen, and nobody is blamed for it");
      for (Finding finding : others) {
        paragraph(
            "  ",
            finding.product()
                + " ("
                + finding.id()
                + ", "
                + finding.confidence().word()
                + "): "
                + finding.meaning());
      }
    }
  }

  private void visits() {
    for (AddressReport each : diagnosis.addresses()) {
      heading(each.host() + " " + each.address() + ": " + each.verdict().word());
      each.visits().forEach(this::visit);
    }
  }

  private void visit(Visit visit) {
    line(
        "  "
            + visit.step().probes()
            + " "
            + visit.step().title()
            + ", "
            + visit.start()
            + (visit.isConnected() ? ", connected in " + visit.connected() + " us" : ""));
    if (visit.failure() != null) {
      line("    " + visit.failure());
    }
    for (Exchange exchange : visit.exchanges()) {
      String how = exchange.how().isEmpty() ? "" : "  (" + exchange.how() + ")";
      line(
          String.format(
              Locale.ROOT, "    %9.3f -> %s%s", exchange.at() / 1e6, exchange.said(), how));
      String time =
          exchange.heard().first() < 0
              ? ""
              : String.format(Locale.ROOT, "%.3f s", exchange.heard().first() / 1e6);
      exchange.heard().printable().lines().forEach(text -> line("              <- " + text));
      line(
          "                 ("
              + exchange.heard().ending().text()
              + (time.isEmpty() ? "" : ", " + time)
              + ")");
    }
    TlsSeen tls = visit.tls();
    if (tls != null) {
      line(
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

  private void heading(String text) {
    line("");
    line(colours ? "\033[1m" + text + "\033[0m" : text);
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

  private void line(String text) {
    out.append(text.stripTrailing()).append('\n');
  }

  private void paragraph(String indent, String text) {
    StringBuilder line = new StringBuilder(indent);
    for (String word : text.split(" ", -1)) {
      if (seen(line) + seen(word) + 1 > width && line.length() > indent.length()) {
        line(line.toString());
        line = new StringBuilder(indent);
      }
      line.append(line.length() == indent.length() ? "" : " ").append(word);
    }
    line(line.toString());
  }

  /** How many columns it takes; colours take none. */
  private static int seen(CharSequence text) {
    return COLOUR.matcher(text).replaceAll("").length();
  }
}
