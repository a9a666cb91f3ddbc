package org.mailguard.doctor.probe;

import static org.mailguard.doctor.probe.Observations.fact;
import static org.mailguard.doctor.probe.Observations.shown;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.mailguard.doctor.Observation;

/** What other ports, other addresses and refusals show when they are laid beside the host. */
final class PathFacts {
  /** Replies, so that one slow look-up says nothing. */
  private static final int MANY = 4;

  private PathFacts() {}

  static List<Observation> of(List<Visit> visits) {
    List<Observation> facts = new ArrayList<>();
    if (visits.isEmpty()) {
      return facts;
    }
    Visit host = visits.getFirst();
    nearer(host, facts);
    boolean later = false;
    for (Visit visit : visits) {
      switch (visit.step()) {
        case INNER -> inner(host, visit, facts);
        case NULL_ADDRESS -> nobody(visit, facts);
        case OTHER_PORT -> port(host, visit, facts);
        case HELLO, BYTEWISE, SPLIT, TLS, ENVELOPE, LENGTH, IDLE, TEST_MAIL, PATH -> {
          if (later && isLimit(visit) && host.isConnected()) {
            facts.add(fact("rate-limited", words(visit), visit));
          }
          later = true;
        }
      }
    }
    return facts;
  }

  /**
   * A connection stands after one round trip, and no reply can be there sooner than that; if all of
   * them need much longer, the end of the connection may be nearer than the server.
   */
  private static void nearer(Visit host, List<Observation> facts) {
    List<Long> replies =
        host.exchanges().stream()
            .filter(each -> !each.said().isEmpty() && each.heard().isWhole())
            .map(each -> each.heard().first())
            .sorted()
            .toList();
    if (replies.size() >= MANY
        && isMuch(host.connected(), replies.getFirst())
        && host.isConnected()) {
      facts.add(
          fact(
              "connect-much-faster",
              "connected in "
                  + host.connected()
                  + " us, the quickest of "
                  + replies.size()
                  + " replies after "
                  + replies.getFirst()
                  + " us",
              host));
    }
  }

  /** Half a round of light through the net is more than jitter on a quiet one. */
  private static boolean isMuch(long faster, long slower) {
    return slower > 5 * faster && slower - faster > 20_000;
  }

  private static boolean isLimit(Visit visit) {
    return !visit.isConnected() || visit.reply("").map(it -> it.code() == 421).orElse(false);
  }

  private static String words(Visit visit) {
    return visit.failure() == null
        ? visit.reply("").map(Observations::shown).orElse("")
        : visit.failure();
  }

  private static void nobody(Visit visit, List<Observation> facts) {
    visit
        .reply("")
        .filter(heard -> heard.code() > 0)
        .ifPresent(heard -> facts.add(fact("null-address-answers", shown(heard), visit)));
  }

  private static void port(Visit host, Visit visit, List<Observation> facts) {
    if (!host.isConnected() && visit.isConnected()) {
      facts.add(
          fact(
              "port-25-blocked",
              host.address() + ": " + words(host) + "\n" + visit.address() + ": it is connected",
              visit));
    }
    if (host.isConnected() && isMuch(host.connected(), visit.connected())) {
      facts.add(
          fact(
              "connect-much-faster",
              host.address()
                  + " in "
                  + host.connected()
                  + " us, "
                  + visit.address()
                  + " in "
                  + visit.connected()
                  + " us",
              visit));
    }
    Set<String> differing = differing(host, visit);
    if (!differing.isEmpty()) {
      facts.add(fact("ports-differ", String.join(" ", differing), visit));
    }
  }

  private static Set<String> offered(Visit visit) {
    return visit
        .reply("EHLO")
        .map(heard -> (Set<String>) new LinkedHashSet<>(Offer.of(heard).keywords()))
        .orElse(Set.of());
  }

  private static Set<String> differing(Visit host, Visit other) {
    Set<String> differing = new LinkedHashSet<>(offered(host));
    Set<String> there = new LinkedHashSet<>(offered(other));
    there.removeAll(differing);
    differing.removeAll(offered(other));
    differing.addAll(there);
    return offered(host).isEmpty() || offered(other).isEmpty() ? Set.of() : differing;
  }

  /** The same server by another way: greeting, keywords and unknown verbs have to be the same. */
  private static void inner(Visit host, Visit inner, List<Observation> facts) {
    if (!inner.isConnected() || !host.isConnected()) {
      return;
    }
    Set<String> more = new LinkedHashSet<>(offered(inner));
    more.removeAll(offered(host));
    if (!more.isEmpty()) {
      facts.add(fact("keywords-elsewhere", "only there: " + String.join(" ", more), inner));
    }
    for (String verb : List.of("EHLO", "NOOP", "QZJX", "HELP")) {
      Heard outside = host.reply(verb).orElse(null);
      Heard inside = inner.reply(verb).orElse(null);
      if (outside != null
          && inside != null
          && (outside.code() != inside.code()
              || (verb.equals("EHLO") && !Offer.of(outside).equals(Offer.of(inside))))) {
        facts.add(
            fact(
                "inner-differs",
                verb
                    + "\n"
                    + host.address()
                    + ": "
                    + shown(outside)
                    + "\n"
                    + inner.address()
                    + ": "
                    + shown(inside),
                inner));
      }
    }
  }
}
