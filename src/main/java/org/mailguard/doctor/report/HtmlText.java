package org.mailguard.doctor.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text on its way into a page. What servers said is a stranger's; it is printable ASCII already,
 * and each of {@code & < > "} is written as an entity.
 */
final class HtmlText {
  /** What boxes write over what was there: masks of commands and keywords, of greetings. */
  private static final Pattern CHANGED =
      Pattern.compile("(?<![A-Za-z0-9])X{3,}[A-Z]?(?![a-z0-9])|[*][*20 ]{4,}[*20]|_{4,}");

  private HtmlText() {}

  static String element(String name, String text) {
    return wrapped(name, escaped(text));
  }

  /** Whose content is markup already; {@code name} may have attributes. */
  static String wrapped(String name, String html) {
    int blank = name.indexOf(' ');
    String end = blank < 0 ? name : name.substring(0, blank);
    return "<" + name + ">" + html + "</" + end + ">\n";
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** True if a box wrote over some of it. */
  static boolean isChanged(String text) {
    return CHANGED.matcher(text).find();
  }

  /** What a box wrote over is marked. */
  static String marked(String text) {
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
