package org.mailguard.doctor.probe;

import static org.mailguard.doctor.probe.Observations.fact;
import static org.mailguard.doctor.probe.Observations.shown;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.catalogue.MaskedKeyword;

/** What replies to commands show when they are laid beside each other. */
final class CommandFacts {
  private static final Pattern CROSSES = Pattern.compile("(?<![A-Za-z0-9])X{3,}(?![a-z0-9])");

  private final List<Visit> visits;
  private final List<Observation> facts = new ArrayList<>();

  private CommandFacts(List<Visit> visits) {
    this.visits = visits;
  }

  static List<Observation> of(List<Visit> visits) {
    CommandFacts all = new CommandFacts(visits);
    for (Visit visit : visits) {
      if (visit.step() == Step.HELLO) {
        all.ehlo(visit);
        all.unknown(visit);
        all.sleep(visit);
      }
      if (Observations.isPlain(visit)) {
        visit.exchanges().forEach(exchange -> all.overwritten(visit, exchange));
      }
      switch (visit.step()) {
        case BYTEWISE -> all.pieces(visit, "bytewise-differs");
        case SPLIT -> all.pieces(visit, "split-crlf-differs");
        case ENVELOPE -> all.envelope(visit);
        case LENGTH -> all.length(visit);
        case IDLE -> all.idle(visit);
        case HELLO, TLS, INNER, NULL_ADDRESS, OTHER_PORT, TEST_MAIL, PATH -> {}
      }
    }
    all.mail();
    return all.facts;
  }

  private static Optional<Exchange> exchange(Visit visit, String verb) {
    return visit.exchanges().stream().filter(it -> it.verb().equals(verb)).findFirst();
  }

  private void ehlo(Visit visit) {
    Exchange ehlo = exchange(visit, "EHLO").orElse(null);
    if (ehlo == null) {
      return;
    }
    Heard heard = ehlo.heard();
    if (heard.isWhole() && heard.code() >= 500 && positive(visit, "HELO")) {
      facts.add(fact("ehlo-refused", shown(heard), visit, ehlo));
    }
    boolean ok = heard.printable().matches("250 (2\\.[0-9.]+ )?[Oo][Kk]\\.?");
    if (heard.isPositive() && heard.code() == 250 && heard.lines().size() == 1 && !ok) {
      facts.add(fact("ehlo-as-helo", shown(heard), visit, ehlo));
    }
    Offer offer = Offer.of(heard);
    List<String> masks = offer.masked().stream().map(MaskedKeyword::describe).toList();
    String said = shown(heard) + "\n(" + String.join("; ", masks) + ")";
    if (!masks.isEmpty()) {
      facts.add(fact("keyword-masked", said, visit, ehlo));
    }
    boolean passes = offer.keywords().contains("STARTTLS") || starttlsPasses();
    if (!passes && offer.masked().stream().anyMatch(mask -> mask.isFirst("STARTTLS"))) {
      facts.add(fact("starttls-masked", said, visit, ehlo));
    }
    if (passes) {
      facts.add(fact("starttls-passes", shown(heard), visit, ehlo));
    }
  }

  /**
   * True if the server quotes what it got, and STARTTLS came to it as it was: then the eight X that
   * one would take for it stand for another word of that length, and it is not offered at all.
   */
  private boolean starttlsPasses() {
    List<Exchange> all = visits.stream().flatMap(it -> it.exchanges().stream()).toList();
    return all.stream().anyMatch(it -> it.verb().equals("QZJX") && isQuoted(it))
        && all.stream()
            .anyMatch(
                it -> it.verb().equals("STARTTLS") && it.heard().code() >= 400 && !isQuoted(it));
  }

  private static boolean isQuoted(Exchange exchange) {
    return exchange.heard().texts().stream().anyMatch(text -> CROSSES.matcher(text).find());
  }

  private static boolean positive(Visit visit, String verb) {
    return visit.reply(verb).map(Heard::isPositive).orElse(false);
  }

  /** A verb that does not exist, answered with yes. Both have to be: a server may know one. */
  private void unknown(Visit visit) {
    Exchange unknown = exchange(visit, "QZJX").orElse(null);
    Heard noop = visit.reply("NOOP").orElse(null);
    if (unknown == null || noop == null || unknown.heard().code() != 250) {
      return;
    }
    if (!positive(visit, "GOODMORNING")) {
      return;
    }
    String said = unknown.heard().printable();
    boolean same = said.equals(noop.printable());
    String name =
        !same ? "verb-swallowed" : said.equals("250 OK") ? "verb-said-ok" : "verb-as-noop";
    facts.add(fact(name, "QZJX 123\n" + said + "\nNOOP\n" + noop.printable(), visit, unknown));
  }

  private void sleep(Visit visit) {
    Heard first = visit.reply("QZJX").orElse(null);
    Exchange second = exchange(visit, "GOODMORNING").orElse(null);
    if (first != null
        && second != null
        && second.heard().first() > 900_000
        && second.heard().first() > 3 * first.first()) {
      facts.add(fact("error-sleep", shown(second.heard()), visit, second));
    }
  }

  /** The server quotes what it got. */
  private void overwritten(Visit visit, Exchange exchange) {
    Heard heard = exchange.heard();
    if (heard.code() >= 500
        && visit.step() != Step.LENGTH
        && !exchange.said().contains("XXX")
        && isQuoted(exchange)) {
      facts.add(fact("verb-overwritten", exchange.said() + "\n" + shown(heard), visit, exchange));
    }
  }

  /** The same commands divided, compared with those in whole lines. */
  private void pieces(Visit visit, String name) {
    Visit whole = visits.getFirst();
    for (String verb : List.of("EHLO", "NOOP")) {
      Heard before = whole.reply(verb).orElse(null);
      Exchange now = exchange(visit, verb).orElse(null);
      boolean greeted = visit.reply("").map(Heard::isPositive).orElse(false);
      if (greeted
          && before != null
          && now != null
          && before.isPositive()
          && !now.heard().isPositive()
          && now.heard().code() / 100 != 4) {
        facts.add(
            fact(
                name,
                "whole: " + first(before) + "\n" + now.how() + ": " + first(now.heard()),
                visit,
                now));
        return;
      }
    }
  }

  private static String first(Heard heard) {
    return shown(heard).lines().findFirst().orElse("");
  }

  private void envelope(Visit visit) {
    List<Exchange> pipelined =
        visit.exchanges().stream().filter(it -> it.how().contains("segment")).toList();
    if (!pipelined.isEmpty()
        && (pipelined.size() < 3 || pipelined.stream().anyMatch(it -> !it.heard().isWhole()))
        && pipelined.getFirst().heard().code() / 100 != 4) {
      facts.add(
          fact(
              "pipelining-lost",
              "NOOP, NOOP, NOOP\n"
                  + String.join("\n", pipelined.stream().map(it -> shown(it.heard())).toList()),
              visit,
              pipelined.getLast()));
    }
    Exchange mail = exchange(visit, "MAIL").orElse(null);
    if (mail != null
        && mail.heard().code() >= 500
        && visit.lastReply("MAIL").map(Heard::isPositive).orElse(false)) {
      facts.add(fact("parameters-refused", mail.said() + "\n" + shown(mail.heard()), visit, mail));
    }
    exchange(visit, "RCPT")
        .filter(rcpt -> rcpt.heard().printable().contains("doctor test@"))
        .ifPresent(rcpt ->
            facts.add(fact("bar-to-blank", rcpt.said() + "\n" + shown(rcpt.heard()), visit, rcpt)));
  }

  /** Only where a short one is answered: some servers end sessions at any command but STARTTLS. */
  private void length(Visit visit) {
    if (visits.getFirst().reply("NOOP").map(Heard::isOver).orElse(false)) {
      return;
    }
    exchange(visit, "NOOP")
        .ifPresent(noop -> {
          Heard heard = noop.heard();
          if (heard.isOver()) {
            facts.add(
                fact(
                    "long-command-ends-connection",
                    noop.said() + "\n" + shown(heard),
                    visit,
                    noop));
          } else if (heard.isWhole() && heard.code() != 421) {
            facts.add(fact("long-command-passes", noop.said() + "\n" + shown(heard), visit, noop));
          }
        });
  }

  /** Whoever ended a quiet connection, without a word or with one. */
  private void idle(Visit visit) {
    Exchange before = null;
    for (Exchange each : visit.exchanges()) {
      Heard heard = each.heard();
      if (!each.how().startsWith("silent")) {
        before = each;
      } else if (before != null && heard.ending() != Heard.Ending.SILENCE) {
        long since = before.at() + Math.max(0, before.heard().last());
        String text =
            String.format(
                Locale.ROOT,
                "after %.1f s of silence: %s",
                (each.at() + Math.max(0, heard.last()) - since) / 1e6,
                shown(heard));
        facts.add(fact(heard.isOver() ? "idle-short" : "idle-said", text, visit, each));
        return;
      }
    }
  }

  /** The second way counts only where the first one was answered. */
  private void mail() {
    List<Visit> mails = visits.stream().filter(it -> it.step() == Step.TEST_MAIL).toList();
    if (mails.isEmpty() || !positive(mails.getFirst(), ".")) {
      return;
    }
    for (Visit visit : mails.subList(1, mails.size())) {
      exchange(visit, ".")
          .filter(end -> !end.heard().isWhole())
          .ifPresent(end ->
              facts.add(
                  fact("split-mark-lost", end.how() + "\n" + shown(end.heard()), visit, end)));
      exchange(visit, "BDAT")
          .filter(_ -> visit.lastReply("BDAT").map(last -> !last.isWhole()).orElse(false))
          .ifPresent(chunk -> facts.add(fact("bdat-stalls", chunk.said(), visit, chunk)));
    }
  }
}
