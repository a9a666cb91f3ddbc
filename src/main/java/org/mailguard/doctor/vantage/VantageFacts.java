package org.mailguard.doctor.vantage;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.Printable;
import org.mailguard.doctor.catalogue.MaskedKeyword;
import org.mailguard.doctor.probe.Exchange;
import org.mailguard.doctor.probe.Heard;
import org.mailguard.doctor.probe.Offer;
import org.mailguard.doctor.probe.TlsSeen;
import org.mailguard.doctor.probe.Visit;

/**
 * What one visit shows from two places, as facts for the catalogue. Texts that a server writes anew
 * each time (dates, queue ids, the client's address) are not compared: codes are, and keywords, and
 * whether there was an answer at all. Times are not, since two ways have two lengths.
 */
final class VantageFacts {
  private static final Pattern STARRED = Pattern.compile("220[ -][*20 ]*[*]{4}.*");
  private static final Pattern ECHO = Pattern.compile("X{4,}");

  private final String one;
  private final String other;
  private final List<Observation> seen = new ArrayList<>();

  /** The names of both places. */
  VantageFacts(String one, String other) {
    this.one = one;
    this.other = other;
  }

  List<Observation> seen() {
    return List.copyOf(seen);
  }

  /** The same kind of visit, from each place. */
  void compare(Visit here, Visit there) {
    String where = here.step().title();
    if (here.isConnected() != there.isConnected()) {
      add("vantage-unreachable", where, reached(here), reached(there));
      return;
    }
    greeting(where, here, there);
    keywords(where, here, there);
    replies(where, here, there);
    tls(where, here, there);
  }

  private static String reached(Visit visit) {
    return visit.isConnected()
        ? visit.address() + ": it is connected"
        : visit.address() + ": " + visit.failure();
  }

  private void greeting(String where, Visit here, Visit there) {
    Optional<Heard> a = here.reply("");
    Optional<Heard> b = there.reply("");
    if (a.isEmpty() || b.isEmpty()) {
      return;
    }
    if (isStarred(a.get()) != isStarred(b.get())) {
      add("vantage-greeting-starred", where, shown(a.get()), shown(b.get()));
    } else if (a.get().code() != b.get().code()) {
      add("vantage-greeting", where, shown(a.get()), shown(b.get()));
    } else if (!name(a.get()).equals(name(b.get()))) {
      add("vantage-another-host", where, shown(a.get()), shown(b.get()));
    }
  }

  private static boolean isStarred(Heard greeting) {
    return greeting.lines().stream().anyMatch(line -> STARRED.matcher(line).matches());
  }

  /** The first word, which is the name of the host, RFC 5321 section 4.3.1. */
  private static String name(Heard greeting) {
    return greeting.texts().isEmpty() ? "" : greeting.texts().getFirst().split(" ", 2)[0];
  }

  private void keywords(String where, Visit here, Visit there) {
    List<Heard> a = lists(here);
    List<Heard> b = lists(there);
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      lists(where + (i == 0 ? "" : ", under TLS"), Offer.of(a.get(i)), Offer.of(b.get(i)));
    }
  }

  private static List<Heard> lists(Visit visit) {
    return visit.exchanges().stream()
        .filter(each -> each.verb().equals("EHLO") && each.heard().code() == 250)
        .map(Exchange::heard)
        .toList();
  }

  private void lists(String where, Offer here, Offer there) {
    Set<String> onlyHere = less(here, there);
    Set<String> onlyThere = less(there, here);
    String a = "only here: " + words(onlyHere, here);
    String b = "only here: " + words(onlyThere, there);
    if (here.masked().isEmpty() != there.masked().isEmpty()) {
      add("vantage-mask", where, a, b);
    } else if (onlyHere.contains("STARTTLS") || onlyThere.contains("STARTTLS")) {
      add("vantage-starttls", where, a, b);
    } else if (!onlyHere.isEmpty() || !onlyThere.isEmpty()) {
      add("vantage-keywords", where, a, b);
    }
  }

  private static Set<String> less(Offer offer, Offer other) {
    Set<String> less = new LinkedHashSet<>(offer.keywords());
    other.keywords().forEach(less::remove);
    return less;
  }

  private static String words(Set<String> only, Offer offer) {
    List<String> words = new ArrayList<>(only);
    offer.masked().stream().map(MaskedKeyword::mask).forEach(words::add);
    return words.isEmpty() ? "nothing" : Printable.of(String.join(" ", words));
  }

  /**
   * Of commands that were said to both, in order; the greeting and the list have had their turn.
   */
  private void replies(String where, Visit here, Visit there) {
    List<Exchange> a = commands(here);
    List<Exchange> b = commands(there);
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      if (!a.get(i).verb().equals(b.get(i).verb())) {
        return; // from here on it was another conversation
      }
      reply(where, a.get(i), b.get(i));
    }
  }

  private static List<Exchange> commands(Visit visit) {
    return visit.exchanges().stream().filter(each -> !each.verb().isEmpty()).toList();
  }

  private void reply(String where, Exchange here, Exchange there) {
    String a = here.said() + "\n  " + shown(here.heard());
    String b = there.said() + "\n  " + shown(there.heard());
    String during = where + ", " + here.verb() + (here.how().isEmpty() ? "" : ", " + here.how());
    boolean sameClass = here.heard().code() / 100 == there.heard().code() / 100;
    if (here.heard().isWhole() != there.heard().isWhole()) {
      add("vantage-broken", during, a, b);
    } else if (here.verb().equals("EHLO") && !sameClass) {
      add("vantage-no-esmtp", during, a, b);
    } else if (isEchoed(here) != isEchoed(there)) {
      add("vantage-echo", during, a, b);
    } else if (!sameClass) {
      add("vantage-reply", during, a, b);
    }
  }

  private static boolean isEchoed(Exchange exchange) {
    return exchange.heard().code() >= 500 && ECHO.matcher(exchange.heard().printable()).find();
  }

  private void tls(String where, Visit here, Visit there) {
    TlsSeen a = here.tls();
    TlsSeen b = there.tls();
    if (a == null || b == null) {
      return; // that STARTTLS was not answered alike is told by its reply
    }
    if (a.isUp() != b.isUp()) {
      add("vantage-tls", where, shown(a), shown(b));
    } else if (a.isUp() && !a.key().isEmpty() && !b.key().isEmpty() && !a.key().equals(b.key())) {
      add("vantage-key", where, shown(a), shown(b));
    }
  }

  private static String shown(TlsSeen tls) {
    return tls.isUp()
        ? "key " + tls.key() + ", issuer " + tls.issuer()
        : "TLS does not come up: " + tls.failure();
  }

  private static String shown(Heard heard) {
    String text = heard.printable().replace("\n", "\n  ");
    return heard.isWhole()
        ? text
        : (text.isEmpty() ? "" : text + " ") + "(" + heard.ending().text() + ")";
  }

  private void add(String name, String where, String here, String there) {
    seen.add(Observation.fact(name, one + ": " + here + "\n" + other + ": " + there, where, ""));
  }
}
