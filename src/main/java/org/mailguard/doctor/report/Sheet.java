package org.mailguard.doctor.report;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Remedy;
import org.mailguard.doctor.Symptom;

/** The text of a report: sentences in lines of bounded length, and what was quoted in one piece. */
public final class Sheet {
  /** If nothing is said. */
  public static final int WIDTH = 96;

  private static final Pattern COLOUR = Pattern.compile("\033\\[[0-9;]*m");

  /** Of a finding that is reported on one screen. */
  private static final int EVIDENCE_SHOWN = 5;

  private final StringBuilder out = new StringBuilder();
  private final boolean colours;
  private final int width;

  /** An empty one of the usual width, without colours. */
  public Sheet() {
    this(false, WIDTH);
  }

  /**
   * An empty one.
   *
   * @param colours for a terminal
   * @param width columns of its paragraphs; what was seen and what is to be typed stays as it is
   */
  public Sheet(boolean colours, int width) {
    this.colours = colours;
    this.width = width;
  }

  /** What is written so far. */
  @Override
  public String toString() {
    return out.toString();
  }

  /** A title with a blank line before it. */
  public void heading(String text) {
    line("");
    line(colours ? "\033[1m" + text + "\033[0m" : text);
  }

  /** One line, however long. */
  public void line(String text) {
    out.append(text.stripTrailing()).append('\n');
  }

  /** Words, in as many lines as they need. */
  public void paragraph(String indent, String text) {
    StringBuilder line = new StringBuilder(indent);
    for (String word : text.split(" ", -1)) {
      if (columns(line) + columns(word) + 1 > width && line.length() > indent.length()) {
        line(line.toString());
        line = new StringBuilder(indent);
      }
      line.append(line.length() == indent.length() ? "" : " ").append(word);
    }
    line(line.toString());
  }

  /** How many columns it takes; colours take none. */
  private static int columns(CharSequence text) {
    return COLOUR.matcher(text).replaceAll("").length();
  }

  /** Says that not all of {@code size} were shown, if that is so. */
  public void more(String indent, int size, int shown) {
    if (size > shown) {
      line(indent + "and " + (size - shown) + " more");
    }
  }

  /** Findings with the octets that show them; nothing if there are none. */
  public void seen(String title, List<Finding> findings) {
    if (findings.isEmpty()) {
      return;
    }
    heading(title);
    findings.forEach(this::finding);
  }

  /** One finding with the octets that show it. */
  public void finding(Finding finding) {
    paragraph("  ", named(finding));
    paragraph("  ", finding.meaning());
    List<Sightings> sights = Sightings.of(finding.evidence());
    sights.stream().limit(EVIDENCE_SHOWN).forEach(this::sight);
    more("    ", sights.size(), EVIDENCE_SHOWN);
  }

  private void sight(Sightings sight) {
    sight.shownPlaces().forEach(place -> paragraph("    ", place));
    sight.text().lines().forEach(text -> line("      " + text));
  }

  /** {@code Cisco PIX (cisco-p51, sure)}. */
  static String named(Finding finding) {
    return Advice.capital(finding.product())
        + " ("
        + finding.id()
        + ", "
        + finding.confidence().word()
        + ")";
  }

  /** Symptoms, if there are any. */
  public void explained(Advice advice) {
    List<Symptom> symptoms = advice.symptoms();
    if (!symptoms.isEmpty()) {
      heading("What it explains");
    }
    for (Symptom symptom : symptoms) {
      String number = symptom.number() == 0 ? "-" : String.valueOf(symptom.number());
      line(String.format(Locale.ROOT, "  %3s  %s", number, symptom.title()));
    }
  }

  /** What to do, if there is anything. */
  public void remedies(Advice advice) {
    List<Remedy> remedies = advice.remedies();
    if (!remedies.isEmpty()) {
      heading("What to change, the gentler first");
    }
    if (advice.hasPlaceholders()) {
      paragraph("  ", Advice.PLACEHOLDERS);
    }
    for (Remedy remedy : remedies) {
      paragraph("  ", Advice.heading(remedy));
      remedy.lines().forEach(typed -> line("      " + typed));
      paragraph("    ", Advice.cost(remedy));
    }
  }

  /** What is to be mailed. */
  public void letter(Advice advice) {
    heading("To the administrator of the other side");
    for (Letter.Part part : Letter.of(advice)) {
      switch (part) {
        case Letter.Part.Prose(String text) -> paragraph("  ", text);
        case Letter.Part.Lines(List<String> lines) -> lines.forEach(each -> line("      " + each));
      }
    }
  }
}
