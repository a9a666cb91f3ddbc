package org.mailguard.doctor.read;

import org.mailguard.doctor.Finding;
import org.mailguard.doctor.read.sides.Difference;
import org.mailguard.doctor.report.Sheet;

/**
 * What was read, for people: verdict, guilty octets, symptoms, remedies, a letter; as {@link
 * org.mailguard.doctor.report.TextReport} has it for a target.
 */
public final class ReadText {
  private static final int DIFFERENCES_SHOWN = 30;
  private static final int FILES_SHOWN = 40;

  private final Sheet sheet;
  private final Examined examined;
  private final ReadWords words;

  private ReadText(Examined examined, boolean colours) {
    this.examined = examined;
    sheet = new Sheet(colours, Sheet.WIDTH);
    words = new ReadWords(examined);
  }

  /** Without colours. */
  public static String of(Examined examined) {
    return of(examined, false);
  }

  /**
   * The report.
   *
   * @param colours for a terminal
   */
  public static String of(Examined examined, boolean colours) {
    ReadText text = new ReadText(examined, colours);
    text.write();
    return text.sheet.toString();
  }

  private void write() {
    sheet.paragraph("", words.verdict());
    sheet.seen("What was seen", examined.guilty());
    differences();
    boolean blamed = !examined.guilty().isEmpty();
    if (blamed) {
      advice();
      others();
    } else {
      sheet.seen("What was seen, and no box needs to be blamed for it", words.others());
      advice();
    }
    sheet.heading("What was read");
    words.read().stream().limit(FILES_SHOWN).forEach(line -> sheet.paragraph("  ", line));
    sheet.more("  ", words.read().size(), FILES_SHOWN);
  }

  private void advice() {
    sheet.explained(words.advice());
    sheet.remedies(words.advice());
    words.letter().forEach(sheet::letter);
  }

  private void others() {
    if (!words.others().isEmpty()) {
      sheet.heading("Also seen, and nobody is blamed for it");
      for (Finding each : words.others()) {
        sheet.finding(each);
      }
    }
  }

  private void differences() {
    if (examined.sides().isEmpty()) {
      return;
    }
    sheet.heading("What is different between the two sides");
    for (Difference each : examined.sides().stream().limit(DIFFERENCES_SHOWN).toList()) {
      sheet.line("  " + title(each));
      side("-", each.before(), each.where().in());
      side("+", each.after(), each.where().out());
    }
    sheet.more("    ", examined.sides().size(), DIFFERENCES_SHOWN);
  }

  /** {@code changed, client to server, EHLO}. */
  static String title(Difference difference) {
    return difference.kind().word()
        + (difference.toServer() ? ", client to server, " : ", server to client, ")
        + difference.during();
  }

  private void side(String sign, String text, String where) {
    if (!where.isEmpty()) {
      sheet.line("      " + sign + " " + text + "   (" + where + ")");
    }
  }
}
