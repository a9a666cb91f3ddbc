package org.mailguard.doctor.probe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.Observation.Kind;

/** What the visits to one address show, as the catalogue reads it: what was said, and the facts. */
public final class Observations {
  private final List<Visit> visits;
  private final List<Observation> seen = new ArrayList<>();
  private final Set<String> known = new HashSet<>();

  private Observations(List<Visit> visits) {
    this.visits = visits;
  }

  /** Of one address; visits to other ports and addresses are compared with, and not taken over. */
  public static List<Observation> of(List<Visit> visits) {
    Observations all = new Observations(visits);
    all.said();
    all.seen.addAll(GreetingFacts.of(visits));
    all.seen.addAll(CommandFacts.of(visits));
    all.seen.addAll(TlsFacts.of(visits));
    all.seen.addAll(PathFacts.of(visits));
    return List.copyOf(all.seen);
  }

  /** True for a connection to the address itself, in which commands went in whole lines. */
  static boolean isPlain(Visit visit) {
    return switch (visit.step()) {
      case HELLO, TLS, ENVELOPE, LENGTH, TEST_MAIL, IDLE -> true;
      case BYTEWISE, SPLIT, INNER, NULL_ADDRESS, OTHER_PORT, PATH -> false;
    };
  }

  private void said() {
    for (Visit visit : visits) {
      if (isPlain(visit)) {
        visit.exchanges().forEach(exchange -> add(visit, exchange));
      }
      TlsSeen tls = visit.tls();
      if (visit.step() == Step.TLS && tls != null && tls.isUp()) {
        seen.add(
            new Observation(
                Kind.CERTIFICATE,
                "",
                "names="
                    + String.join(",", tls.names())
                    + " issuer="
                    + tls.issuer()
                    + " expires="
                    + tls.expires(),
                visit.address() + ", certificate",
                ""));
      }
    }
  }

  /** The same reply again says nothing new. */
  private void add(Visit visit, Exchange exchange) {
    String text = exchange.heard().printable();
    if (text.isEmpty() || exchange.how().equals("under TLS")) {
      return;
    }
    String verb = exchange.verb();
    if (!known.add(verb + " " + text)) {
      return;
    }
    if (verb.isEmpty()) {
      seen.add(new Observation(Kind.GREETING, "", text, where(visit, exchange), when(exchange)));
    } else {
      if (verb.equals("EHLO") && exchange.heard().code() == 250) {
        seen.add(new Observation(Kind.EHLO, "", text, where(visit, exchange), when(exchange)));
      }
      seen.add(new Observation(Kind.REPLY, verb, text, where(visit, exchange), when(exchange)));
    }
  }

  static Observation fact(String name, String text, Visit visit, Exchange exchange) {
    return Observation.fact(name, text, where(visit, exchange), when(exchange));
  }

  static Observation fact(String name, String text, Visit visit) {
    return Observation.fact(name, text, visit.address(), "");
  }

  static String where(Visit visit, Exchange exchange) {
    String what = exchange.said().isEmpty() ? "greeting" : "reply to " + exchange.said();
    return visit.address() + ", " + what + (exchange.how().isEmpty() ? "" : ", " + exchange.how());
  }

  static String when(Exchange exchange) {
    return String.format(Locale.ROOT, "+%.3f s", exchange.at() / 1e6);
  }

  /** Printable lines of a reply, or what came in their place. */
  static String shown(Heard heard) {
    String text = heard.printable();
    return heard.isWhole() ? text : (text + "\n(" + heard.ending().text() + ")").strip();
  }
}
