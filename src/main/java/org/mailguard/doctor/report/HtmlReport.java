package org.mailguard.doctor.report;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailguard.doctor.Evidence;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Remedy;
import org.mailguard.doctor.Symptom;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.probe.Exchange;
import org.mailguard.doctor.probe.TlsSeen;
import org.mailguard.doctor.probe.Visit;

/**
 * Diagnoses as one page that needs nothing else: no script, no picture, no font. What servers said
 * is a stranger's text; it is printable ASCII already, each of {@code & < > "} is written as an
 * entity, and a policy in the head forbids the browser to load or run anything.
 */
public final class HtmlReport {
  /** What boxes write over what was there: masks of commands and keywords, of greetings. */
  private static final Pattern CHANGED =
      Pattern.compile("(?<![A-Za-z0-9])X{3,}[A-Z]?(?![a-z0-9])|[*][*20 ]{4,}[*20]|_{4,}");

  private final StringBuilder out = new StringBuilder();

  private HtmlReport() {}

  public static String of(List<Diagnosis> diagnoses) {
    HtmlReport page = new HtmlReport();
    page.head();
    diagnoses.forEach(page::diagnosis);
    page.out.append("</main></body></html>\n");
    return page.out.toString();
  }

  private void head() {
    out.append(
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>mailguard doctor</title>
        <style>
        :root{color-scheme:light dark;--line:#8888;--soft:#8882}
        body{font:16px/1.5 system-ui,sans-serif;margin:0}
        main{max-width:60rem;margin:auto;padding:1rem}
        h1{font-size:1.25rem;border-left:.5rem solid;padding-left:.6rem;overflow-wrap:anywhere}
        h1.clean{border-color:#2a7d2a}h1.interference{border-color:#c02020}
        h1.inconclusive,h1.unreachable{border-color:#b07a00}
        h2{font-size:1.05rem;margin-top:2rem}
        pre,.say{font:13px/1.45 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere;margin:0}
        pre{background:var(--soft);padding:.5rem;border-radius:.3rem}
        mark{background:#ffd54a;color:#000;border-radius:.15rem}
        small{opacity:.75}
        .say small{white-space:nowrap}
        ul.numbered{list-style:none;padding-left:.6rem}
        .ends{display:flex;justify-content:space-between;font-weight:600;border-bottom:1px solid var(--line);margin-top:.5rem}
        .step{position:relative;padding:.3rem 0 .6rem}
        .say{padding:.1rem .4rem;background:var(--soft);border-radius:.3rem;width:fit-content;max-width:88%}
        .down .say{margin-left:auto}
        .arrow{height:0;border-top:2px solid;position:relative;margin-top:.2rem}
        .arrow::after{content:"";position:absolute;top:-6px;border:5px solid transparent}
        .up .arrow::after{right:-4px;border-left-color:currentColor}
        .down .arrow::after{left:-4px;border-right-color:currentColor}
        .lost .arrow{border-top-style:dashed;color:#c02020}
        .lost .arrow::after{display:none}
        details{border:1px solid var(--line);border-radius:.3rem;padding:.4rem .6rem;margin:.5rem 0}
        summary{cursor:pointer;overflow-wrap:anywhere}
        li{margin:.4rem 0;overflow-wrap:anywhere}
        </style></head><body><main>
        """);
  }

  private void diagnosis(Diagnosis diagnosis) {
    Sentences words = new Sentences(diagnosis);
    out.append("<h1 class=\"").append(diagnosis.verdict().word()).append("\">");
    out.append(escaped(words.verdict())).append("</h1>\n");
    diagnosis.notes().forEach(note -> element("p", note));
    if (diagnosis.verdict() == Verdict.INTERFERENCE) {
      guilty(diagnosis, words);
    }
    if (!words.others().isEmpty()) {
      element("h2", "Also seen, and nobody is blamed for it");
      out.append("<ul>\n");
      words
          .others()
          .forEach(finding -> element("li", finding.product() + ": " + finding.meaning()));
      out.append("</ul>\n");
    }
    element("h2", "What was tested");
    out.append("<ul>\n");
    words.tested().forEach(step -> element("li", step));
    out.append("</ul>\n");
    element("p", words.limits());
    element("h2", "The conversation");
    for (AddressReport each : diagnosis.addresses()) {
      boolean open = true;
      for (Visit visit : each.visits()) {
        visit(visit, open);
        open = false;
      }
    }
  }

  private void guilty(Diagnosis diagnosis, Sentences words) {
    element("h2", "What was seen");
    for (Finding finding : diagnosis.guilty()) {
      element(
          "p", finding.product() + " (" + finding.confidence().word() + "). " + finding.meaning());
      for (Evidence seen : finding.evidence()) {
        element("small", seen.where() + " " + seen.when());
        out.append("<pre>").append(marked(seen.text())).append("</pre>\n");
      }
    }
    element("h2", "What it explains");
    out.append("<ul class=\"numbered\">\n");
    for (Symptom symptom : words.symptoms()) {
      element("li", (symptom.number() == 0 ? "- " : symptom.number() + ". ") + symptom.title());
    }
    out.append("</ul>\n");
    element("h2", "What to change, the gentler first");
    for (Remedy remedy : words.remedies()) {
      element("p", Sentences.heading(remedy));
      if (!remedy.lines().isEmpty()) {
        element("pre", String.join("\n", remedy.lines()));
      }
      element("small", Sentences.cost(remedy));
    }
    element("h2", "To the administrator of the other side");
    element("p", words.letter());
  }

  private void visit(Visit visit, boolean open) {
    out.append(open ? "<details open><summary>" : "<details><summary>");
    out.append(escaped(visit.address() + ": " + visit.step().title())).append("</summary>\n");
    out.append("<div class=\"ends\"><span>doctor</span><span>server</span></div>\n");
    if (visit.failure() != null) {
      element("p", visit.failure());
    }
    visit.exchanges().forEach(this::exchange);
    TlsSeen tls = visit.tls();
    if (tls != null) {
      element(
          "p",
          tls.isUp()
              ? "TLS: "
                  + tls.protocol()
                  + ", "
                  + tls.cipher()
                  + ", "
                  + String.join(" ", tls.names())
                  + ", issued by "
                  + tls.issuer()
              : "TLS did not come up: " + tls.failure());
    }
    out.append("</details>\n");
  }

  private void exchange(Exchange exchange) {
    if (!exchange.said().isEmpty()) {
      String how = exchange.how().isEmpty() ? "" : " (" + exchange.how() + ")";
      arrow("up", escaped(exchange.said() + how), at(exchange));
    }
    String came = marked(exchange.heard().printable());
    if (!exchange.heard().isWhole()) {
      String before = came.isEmpty() ? "" : came + "\n";
      arrow("down lost", before + "(" + exchange.heard().ending().text() + ")", "");
    } else {
      arrow("down", came, String.format(Locale.ROOT, "%.3f s", exchange.heard().last() / 1e6));
    }
  }

  private static String at(Exchange exchange) {
    return String.format(Locale.ROOT, "+%.3f s", exchange.at() / 1e6);
  }

  private void arrow(String way, String html, String time) {
    out.append("<div class=\"step ").append(way).append("\"><div class=\"say\">").append(html);
    out.append(" <small>").append(time).append("</small></div><div class=\"arrow\"></div></div>\n");
  }

  private void element(String name, String text) {
    out.append('<').append(name).append('>').append(escaped(text));
    out.append("</").append(name).append(">\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** What a box wrote over is marked. */
  private static String marked(String text) {
    Matcher changed = CHANGED.matcher(text);
    StringBuilder html = new StringBuilder();
    int end = 0;
    while (changed.find()) {
      html.append(escaped(text.substring(end, changed.start())));
      html.append("<mark>").append(escaped(changed.group())).append("</mark>");
      end = changed.end();
    }
    return html.append(escaped(text.substring(end))).toString();
  }
}
