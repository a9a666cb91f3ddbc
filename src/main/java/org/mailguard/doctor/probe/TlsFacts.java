package org.mailguard.doctor.probe;

import static org.mailguard.doctor.probe.Observations.fact;
import static org.mailguard.doctor.probe.Observations.shown;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mailguard.doctor.Observation;

/** What STARTTLS and the certificate show. */
final class TlsFacts {
  private TlsFacts() {}

  static List<Observation> of(List<Visit> visits) {
    List<Observation> facts = new ArrayList<>();
    for (Visit visit : visits) {
      TlsSeen tls = visit.tls();
      if (visit.step() == Step.HELLO && tls != null && !tls.isUp()) {
        // The port begins with TLS, so nothing was said before.
        facts.add(fact("handshake-failed", tls.failure(), visit));
      }
      if (visit.step() == Step.TLS) {
        start(visit, facts);
        inside(visit, facts);
      }
    }
    ports(visits, facts);
    return facts;
  }

  private static Optional<Exchange> exchange(Visit visit, String verb) {
    return visit.exchanges().stream().filter(it -> it.verb().equals(verb)).findFirst();
  }

  private static void start(Visit visit, List<Observation> facts) {
    Exchange start = exchange(visit, "STARTTLS").orElse(null);
    if (start == null) {
      return;
    }
    boolean listed =
        visit
            .reply("EHLO")
            .map(ehlo -> Offer.of(ehlo).keywords().contains("STARTTLS"))
            .orElse(false);
    Heard heard = start.heard();
    if (heard.code() == 220 && !listed && visit.tls() != null && visit.tls().isUp()) {
      facts.add(fact("starttls-hidden", shown(heard), visit, start));
    }
    if (heard.code() == 454) {
      facts.add(fact("starttls-deferred", shown(heard), visit, start));
    } else if (listed && heard.code() >= 500) {
      facts.add(fact("starttls-listed-refused", shown(heard), visit, start));
    }
    TlsSeen tls = visit.tls();
    if (heard.code() == 220 && tls != null && !tls.isUp() && listed) {
      facts.add(fact("handshake-failed", tls.failure(), visit, start));
    }
    visit.exchanges().stream()
        .filter(it -> it.how().equals(Examination.BEHIND_STARTTLS) && !it.heard().lines().isEmpty())
        .forEach(it -> facts.add(fact("octets-behind-starttls", shown(it.heard()), visit, it)));
  }

  private static void inside(Visit visit, List<Observation> facts) {
    Exchange inside =
        visit.exchanges().stream()
            .filter(it -> it.how().equals("under TLS"))
            .findFirst()
            .orElse(null);
    Heard clear = visit.reply("EHLO").orElse(null);
    if (inside == null || clear == null || !inside.heard().isPositive()) {
      return;
    }
    Set<String> before = new LinkedHashSet<>(Offer.of(clear).keywords());
    Set<String> after = new LinkedHashSet<>(Offer.of(inside.heard()).keywords());
    Set<String> lost = new LinkedHashSet<>(before);
    lost.removeAll(after);
    lost.remove("STARTTLS");
    if (!lost.isEmpty()) {
      facts.add(fact("fewer-keywords-inside", String.join(" ", lost), visit, inside));
    }
    after.removeAll(before);
    if (!after.isEmpty()) {
      facts.add(fact("more-keywords-inside", String.join(" ", after), visit, inside));
    }
  }

  private static void ports(List<Visit> visits, List<Observation> facts) {
    TlsSeen here =
        visits.stream()
            .filter(visit -> visit.step() == Step.TLS)
            .findFirst()
            .map(Visit::tls)
            .orElse(null);
    for (Visit visit : visits) {
      TlsSeen there = visit.tls();
      if (visit.step() == Step.OTHER_PORT
          && here != null
          && there != null
          && here.isUp()
          && there.isUp()
          && !here.issuer().equals(there.issuer())) {
        facts.add(
            fact(
                "certificate-differs",
                "here: issuer="
                    + here.issuer()
                    + "\n"
                    + visit.address()
                    + ": issuer="
                    + there.issuer(),
                visit));
      }
    }
  }
}
