package org.mailguard.doctor.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailguard.doctor.Evidence;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.probe.Exchange;
import org.mailguard.doctor.probe.Heard;
import org.mailguard.doctor.probe.TlsSeen;
import org.mailguard.doctor.probe.Visit;

/**
 * Takes names and addresses out of a diagnosis, the same stand-in for the same one throughout, so
 * that a report can be shown to strangers and still be read. Masked text (asterisks, X runs) stays:
 * it is the evidence. The words of the catalogue are not touched.
 */
public final class Redaction {
  private static final String V4 = "[0-9]{1,3}(?:\\.[0-9]{1,3}){3}(?![0-9]|\\.[0-9])";

  /** Two colons side by side or seven of them: times of day have neither. */
  private static final String V6 =
      "(?:(?<=IPv6:)|(?<![0-9A-Za-z:]))"
          + "(?=[0-9A-Fa-f:]{0,39}::|(?:[0-9A-Fa-f]{1,4}:){7}|(?:[0-9A-Fa-f]{1,4}:){6}[0-9]{1,3}\\.)"
          + ("(?:[0-9A-Fa-f]{0,4}:){2,7}(?:" + V4 + "|[0-9A-Fa-f]{0,4}(?![0-9A-Za-z:]))");

  private static final String LAST_LABEL = "(?:xn--[A-Za-z0-9-]{2,59}|[A-Za-z]{2,24})";

  private static final Pattern SECRET =
      Pattern.compile(
          // The code of a reply and an octet written as \xNN stand beside names, and are none.
          "(?<kept>(?<![A-Za-z0-9._-])[2-5][0-9]{2}-|\\\\x[0-9a-f]{2}(?![^\\s<@]*@))"
              + "|(?<mail>(?:\"[^\"\\r\\n]{1,64}\"|[A-Za-z0-9.!#$%&'*+/?^_`{|}~\\\\-]+)@)"
              + ("|(?<v6>" + V6 + ")")
              + ("|(?<v4>(?<![0-9.])" + V4 + ")")
              + "|(?<name>[A-Za-z0-9_](?:[A-Za-z0-9_-]*)(?:\\.[A-Za-z0-9_-]+)*\\."
              + (LAST_LABEL + "(?![A-Za-z0-9-])|(?<=@)[A-Za-z0-9-]+)"));

  private final Map<String, String> standIns = new HashMap<>();
  private final @Nullable Pattern plain;

  /** Besides what looks like a name, takes {@code plain} for one. */
  private Redaction(@Nullable Pattern plain) {
    this.plain = plain;
  }

  /** For what is read of files, which has no target. */
  public static Redaction ofFiles() {
    return new Redaction(null);
  }

  /**
   * A target without a dot, as {@code mailhost:25}, is known as a name by nothing else; a
   * comparison may have two of them.
   */
  private static @Nullable Pattern plain(String typed) {
    String names =
        Arrays.stream(typed.split(" and ", -1))
            .map(each -> each.replaceFirst(":[0-9]*$", ""))
            .filter(name -> !name.contains(".") && !name.contains(":") && !name.isEmpty())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    return names.isEmpty()
        ? null
        : Pattern.compile(
            "(?<![A-Za-z0-9_-])(?:" + names + ")(?![A-Za-z0-9_-])", Pattern.CASE_INSENSITIVE);
  }

  public static Diagnosis of(Diagnosis diagnosis) {
    Redaction redaction = new Redaction(plain(diagnosis.target()));
    List<AddressReport> addresses = new ArrayList<>();
    for (AddressReport each : diagnosis.addresses()) {
      addresses.add(
          new AddressReport(
              redaction.text(each.host()),
              redaction.text(each.address()),
              each.verdict(),
              each.findings().stream().map(redaction::finding).toList(),
              each.visits().stream().map(redaction::visit).toList()));
    }
    return new Diagnosis(
        redaction.text(diagnosis.target()),
        diagnosis.verdict(),
        addresses,
        diagnosis.notes().stream().map(redaction::text).toList(),
        diagnosis.bothEnds());
  }

  /** The text with stand-ins. */
  public String text(String text) {
    String shown =
        plain == null
            ? text
            : plain.matcher(text).replaceAll(match -> standIn("host", match.group()));
    return SECRET
        .matcher(shown)
        .replaceAll(match -> {
          if (match.group("kept") != null) {
            return Matcher.quoteReplacement(match.group());
          }
          if (match.group("mail") != null) {
            return "someone@";
          }
          String kind = match.group("name") == null ? "address" : "host";
          return standIn(kind, match.group());
        });
  }

  private String standIn(String kind, String secret) {
    String key = secret.toLowerCase(Locale.ROOT);
    String known = standIns.get(key);
    if (known == null) {
      known = kind + "-" + (standIns.size() + 1);
      standIns.put(key, known);
    }
    return known;
  }

  /** The finding with stand-ins in its evidence. */
  public Finding finding(Finding finding) {
    return new Finding(
        finding.id(),
        finding.product(),
        finding.nature(),
        finding.confidence(),
        finding.evidence().stream()
            .map(seen -> new Evidence(text(seen.where()), text(seen.text()), seen.when()))
            .toList(),
        finding.explains(),
        finding.remedy(),
        finding.meaning());
  }

  private Visit visit(Visit visit) {
    TlsSeen tls = visit.tls();
    return new Visit(
        visit.step(),
        text(visit.address()),
        visit.start(),
        visit.connected(),
        visit.failure() == null ? null : text(visit.failure()),
        visit.exchanges().stream().map(this::exchange).toList(),
        tls == null
            ? null
            : new TlsSeen(
                text(tls.failure()),
                tls.protocol(),
                tls.cipher(),
                tls.names().stream().map(this::text).toList(),
                text(tls.issuer()),
                tls.expires(),
                text(tls.trust()),
                "",
                List.of()));
  }

  private Exchange exchange(Exchange exchange) {
    Heard heard = exchange.heard();
    return new Exchange(
        text(exchange.said()),
        exchange.how(),
        exchange.at(),
        new Heard(
            heard.lines().stream().map(this::text).toList(),
            heard.ending(),
            heard.first(),
            heard.last(),
            heard.segments()));
  }
}
