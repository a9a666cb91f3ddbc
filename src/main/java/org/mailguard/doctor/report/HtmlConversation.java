package org.mailguard.doctor.report;

import static org.mailguard.doctor.report.HtmlText.element;
import static org.mailguard.doctor.report.HtmlText.escaped;
import static org.mailguard.doctor.report.HtmlText.marked;

import java.util.Locale;
import org.mailguard.doctor.probe.Exchange;
import org.mailguard.doctor.probe.TlsSeen;
import org.mailguard.doctor.probe.Visit;

/** A connection, drawn: two ends, an arrow for what each of them said, and when. */
final class HtmlConversation {
  private HtmlConversation() {}

  /** Folded unless {@code open}. */
  static String of(Visit visit, boolean open) {
    StringBuilder out = new StringBuilder();
    out.append(open ? "<details open>" : "<details>");
    out.append(element("summary", visit.address() + ": " + visit.step().title()));
    if (visit.failure() != null) {
      out.append(element("p", visit.failure()));
    }
    if (!visit.exchanges().isEmpty()) {
      out.append("<div class=\"ends\"><span>doctor</span><span>server</span></div>\n");
      out.append("<div class=\"talk\">\n");
      visit.exchanges().forEach(exchange -> exchange(out, exchange));
      out.append("</div>\n");
    }
    TlsSeen tls = visit.tls();
    if (tls != null) {
      out.append(element("p", tls(tls)));
    }
    return out.append("</details>\n").toString();
  }

  private static String tls(TlsSeen tls) {
    if (!tls.isUp()) {
      return "TLS did not come up: " + tls.failure();
    }
    String names = tls.names().isEmpty() ? "no name" : String.join(" ", tls.names());
    return "TLS: "
        + tls.protocol()
        + ", "
        + tls.cipher()
        + "; certificate for "
        + names
        + ", issued by "
        + tls.issuer()
        + (tls.trust().isEmpty() ? "" : " (" + tls.trust() + ")");
  }

  private static void exchange(StringBuilder out, Exchange exchange) {
    if (!exchange.said().isEmpty()) {
      String how = exchange.how().isEmpty() ? "" : " (" + exchange.how() + ")";
      arrow(out, "up", escaped(exchange.said() + how), "at " + time(exchange.at()));
    }
    String came = marked(exchange.heard().printable());
    if (exchange.heard().isWhole()) {
      arrow(out, "down", came, "after " + time(exchange.heard().last()));
    } else {
      String before = came.isEmpty() ? "" : came + "\n";
      arrow(out, "down lost", before + "(" + exchange.heard().ending().text() + ")", "");
    }
  }

  private static String time(long micros) {
    return micros < 1_000_000
        ? String.format(Locale.ROOT, "%.1f ms", micros / 1e3)
        : String.format(Locale.ROOT, "%.1f s", micros / 1e6);
  }

  private static void arrow(StringBuilder out, String way, String html, String time) {
    out.append("<div class=\"step ").append(way).append("\"><div class=\"say\">").append(html);
    if (!time.isEmpty()) {
      out.append(" <small>").append(time).append("</small>");
    }
    out.append("</div><div class=\"arrow\"></div></div>\n");
  }
}
