package org.mailguard.doctor.report;

import static org.mailguard.doctor.report.HtmlText.element;
import static org.mailguard.doctor.report.HtmlText.escaped;
import static org.mailguard.doctor.report.HtmlText.wrapped;

import java.util.List;
import java.util.stream.Collectors;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Remedy;
import org.mailguard.doctor.Symptom;
import org.mailguard.doctor.Verdict;

/**
 * A page that needs nothing else: no script, no picture, no font. A policy in the head forbids the
 * browser to load or run anything, and every text that is given to it is written with entities.
 * What is HTML already is an {@link Html}.
 */
public final class Page {
  private final StringBuilder out = new StringBuilder();

  /** Begins one, with the title of its window. */
  public Page(String title) {
    out.append(
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        """);
    out.append(element("title", title));
    out.append("<style>\n").append(HtmlStyle.CSS).append("</style></head><body><main>\n");
  }

  /** Text that is safe to stand in a page, and can be made here only. */
  public static final class Html {
    private final String text;

    private Html(String text) {
      this.text = text;
    }

    /** As it is. */
    public static Html of(String text) {
      return new Html(escaped(text));
    }

    /** With what boxes write over others marked. */
    public static Html withMasks(String text) {
      return new Html(HtmlText.marked(text));
    }

    /** With the characters from {@code start} to {@code end} marked. */
    public static Html marked(String text, int start, int end) {
      return new Html(
          escaped(text.substring(0, start))
              + (start < end ? "<mark>" + escaped(text.substring(start, end)) + "</mark>" : "")
              + escaped(text.substring(end)));
    }

    /** In small letters. */
    public static Html small(String text) {
      return new Html("<small>" + escaped(text) + "</small>");
    }

    /** Our own words among those that are quoted. */
    public static Html remark(String text) {
      return new Html("<i>" + escaped(text) + "</i>");
    }

    /** One below the other. */
    public static Html lines(List<Html> lines) {
      return new Html(String.join("\n", lines.stream().map(each -> each.text).toList()));
    }
  }

  /** What is markup already. */
  void append(String html) {
    out.append(html);
  }

  /** The title with the colour of the verdict. */
  public void verdict(Verdict verdict, String sentence) {
    out.append(element("h1 class=\"" + verdict.word() + "\"", sentence));
  }

  /** A heading. */
  public void heading(String text) {
    out.append(element("h2", text));
  }

  /** A heading of less weight. */
  public void subheading(String text) {
    out.append(element("h3", text));
  }

  /** A paragraph. */
  public void paragraph(String text) {
    out.append(element("p", text));
  }

  /** A paragraph in small letters. */
  public void small(String text) {
    out.append(element("p class=\"by\"", text));
  }

  /** What was said, as it was said. */
  public void quote(Html text) {
    out.append(wrapped("pre", text.text));
  }

  /** A list; nothing if it is empty. */
  public void list(List<String> items) {
    if (!items.isEmpty()) {
      out.append("<ul>\n");
      items.forEach(each -> out.append(element("li", each)));
      out.append("</ul>\n");
    }
  }

  /** Findings with their octets; nothing if there are none. */
  public void seen(String title, List<Finding> findings) {
    if (!findings.isEmpty()) {
      heading(title);
    }
    for (Finding finding : findings) {
      subheading(Advice.capital(finding.product()) + " (" + finding.confidence().word() + ")");
      paragraph(finding.meaning());
      for (Sightings sight : Sightings.of(finding.evidence())) {
        String places =
            sight.shownPlaces().stream().map(HtmlText::escaped).collect(Collectors.joining("<br>"));
        out.append(wrapped("p class=\"by next\"", places));
        quote(Html.withMasks(sight.text()));
      }
    }
  }

  /** Symptoms and remedies, as far as there are any. */
  public void advice(Advice advice) {
    explained(advice.symptoms());
    List<Remedy> remedies = advice.remedies();
    if (!remedies.isEmpty()) {
      heading("What to change, the gentler first");
    }
    if (advice.hasPlaceholders()) {
      paragraph(Advice.PLACEHOLDERS);
    }
    for (Remedy remedy : remedies) {
      subheading(Advice.box(remedy));
      paragraph(remedy.does());
      if (!remedy.lines().isEmpty()) {
        quote(Html.of(String.join("\n", remedy.lines())));
      }
      small(Advice.cost(remedy));
    }
  }

  private void explained(List<Symptom> symptoms) {
    if (symptoms.isEmpty()) {
      return;
    }
    heading("What it explains");
    out.append("<ol>\n");
    symptoms.stream()
        .filter(each -> each.number() > 0)
        .forEach(each -> out.append(element("li value=\"" + each.number() + "\"", each.title())));
    out.append("</ol>\n");
    list(symptoms.stream().filter(each -> each.number() == 0).map(Symptom::title).toList());
  }

  /** What is to be mailed. */
  public void letter(Advice advice) {
    heading("To the administrator of the other side");
    out.append("<div class=\"letter\">\n");
    for (Letter.Part part : Letter.of(advice)) {
      switch (part) {
        case Letter.Part.Prose(String text) -> paragraph(text);
        case Letter.Part.Lines(List<String> lines) ->
            quote(Html.withMasks(String.join("\n", lines)));
      }
    }
    out.append("</div>\n");
  }

  /** Begins a drawing that can be folded away. */
  public void beginDrawing(String title, String left, String right, boolean open) {
    out.append(open ? "<details open>" : "<details>").append(element("summary", title));
    out.append("<div class=\"ends\"><span>").append(escaped(left)).append("</span><span>");
    out.append(escaped(right)).append("</span></div>\n<div class=\"talk\">\n");
  }

  /** One arrow of the drawing. */
  public void arrow(boolean toRight, Html said, String at) {
    out.append("<div class=\"step ")
        .append(toRight ? "up" : "down")
        .append("\"><div class=\"say\">");
    out.append(said.text).append(' ').append(Html.small(at).text);
    out.append("</div><div class=\"arrow\"></div></div>\n");
  }

  /** Ends the drawing with a few words. */
  public void endDrawing(String words) {
    out.append("</div>\n");
    small(words);
    out.append("</details>\n");
  }

  /** The page so far, whole. */
  @Override
  public String toString() {
    return out + "</main></body></html>\n";
  }
}
