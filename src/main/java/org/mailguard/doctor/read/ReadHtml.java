package org.mailguard.doctor.read;

import java.util.ArrayList;
import java.util.List;
import org.mailguard.doctor.read.scene.Scene;
import org.mailguard.doctor.read.scene.Scene.Said;
import org.mailguard.doctor.read.scene.Scene.Step;
import org.mailguard.doctor.read.sides.Difference;
import org.mailguard.doctor.report.Page;
import org.mailguard.doctor.report.Page.Html;

/**
 * What was read, as one page that loads nothing: what {@link ReadText} says, and the conversations
 * drawn between their ends, with the octets marked that are not the same on both sides of a box.
 */
public final class ReadHtml {
  private static final int DIFFERENCES_SHOWN = 100;
  private static final int LINES_SHOWN = 60;

  /** So that the first can be seen and the others found. */
  private static final int OPEN = 2;

  private final Examined examined;
  private final ReadWords words;
  private final Page page = new Page("mailguard doctor read");

  private ReadHtml(Examined examined) {
    this.examined = examined;
    words = new ReadWords(examined);
  }

  /** The page. */
  public static String of(Examined examined) {
    ReadHtml html = new ReadHtml(examined);
    html.write();
    return html.page.toString();
  }

  private void write() {
    page.verdict(examined.verdict(), words.verdict());
    boolean blamed = !examined.guilty().isEmpty();
    page.seen("What was seen", examined.guilty());
    differences();
    if (!blamed) {
      page.seen("What was seen, and no box needs to be blamed for it", words.others());
    }
    page.advice(words.advice());
    words.letter().forEach(page::letter);
    if (blamed) {
      page.seen("Also seen, and nobody is blamed for it", words.others());
    }
    scenes();
    page.heading("What was read");
    page.list(bounded(words.read()));
  }

  private static List<String> bounded(List<String> lines) {
    List<String> shown = new ArrayList<>(lines.stream().limit(LINES_SHOWN).toList());
    if (lines.size() > LINES_SHOWN) {
      shown.add("and " + (lines.size() - LINES_SHOWN) + " more");
    }
    return shown;
  }

  private void differences() {
    List<Difference> sides = examined.sides();
    if (sides.isEmpty()) {
      return;
    }
    page.heading("What is different between the two sides");
    for (Difference each : sides.stream().limit(DIFFERENCES_SHOWN).toList()) {
      page.paragraph(ReadText.title(each));
      Octets octets = Octets.of(each.before(), each.after());
      List<Html> lines = new ArrayList<>();
      side(lines, "went in: ", each.before(), octets.inFirst(), each.where().in());
      side(lines, "came out: ", each.after(), octets.inSecond(), each.where().out());
      page.quote(Html.lines(lines));
    }
    if (sides.size() > DIFFERENCES_SHOWN) {
      page.small("and " + (sides.size() - DIFFERENCES_SHOWN) + " more");
    }
  }

  private static void side(
      List<Html> lines, String title, String text, Octets.Part part, String where) {
    if (!where.isEmpty()) {
      lines.add(Html.small(title + where));
      lines.add(Html.marked(text, part.start(), part.end()));
    }
  }

  private void scenes() {
    if (examined.scenes().isEmpty()) {
      return;
    }
    page.heading("The conversations");
    int all = examined.inputs().stream().mapToInt(input -> input.conversations().size()).sum();
    if (all > examined.scenes().size()) {
      page.paragraph(
          "Of "
              + all
              + " conversations "
              + examined.scenes().size()
              + " are drawn, those with evidence first.");
    }
    int number = 0;
    for (Scene scene : examined.scenes()) {
      number++;
      page.beginDrawing(scene.name(), scene.left(), scene.right(), number <= OPEN);
      scene.steps().forEach(this::step);
      String leftOut = scene.leftOut() == 0 ? "" : scene.leftOut() + " more steps were left out; ";
      page.endDrawing(leftOut + scene.ending());
    }
  }

  private void step(Step step) {
    List<Html> lines = new ArrayList<>();
    for (Said said : step.said()) {
      if (said.remark().isEmpty()) {
        lines.add(Html.withMasks(said.text()));
      } else {
        changed(lines, said);
      }
    }
    page.arrow(step.toRight(), Html.lines(lines), step.at());
  }

  private static void changed(List<Html> lines, Said said) {
    boolean elsewhere = !said.other().isEmpty() && !said.other().equals(said.text());
    Octets octets = Octets.of(said.text(), said.other());
    lines.add(
        elsewhere
            ? Html.marked(said.text(), octets.inFirst().start(), octets.inFirst().end())
            : Html.withMasks(said.text()));
    lines.add(Html.remark("(" + said.remark() + (elsewhere ? ":)" : ")")));
    if (elsewhere) {
      lines.add(Html.marked(said.other(), octets.inSecond().start(), octets.inSecond().end()));
    }
  }
}
