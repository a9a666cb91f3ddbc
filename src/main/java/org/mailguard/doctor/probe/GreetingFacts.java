package org.mailguard.doctor.probe;

import static org.mailguard.doctor.probe.Observations.fact;
import static org.mailguard.doctor.probe.Observations.shown;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.probe.Heard.Ending;

/** What the greeting and its time show. */
final class GreetingFacts {
  private static final long SECOND = 1_000_000;

  private GreetingFacts() {}

  static List<Observation> of(List<Visit> visits) {
    List<Observation> facts = new ArrayList<>();
    visits.stream()
        .filter(visit -> visit.step() == Step.HELLO && !visit.exchanges().isEmpty())
        .forEach(visit -> greeting(visit, visit.exchanges().getFirst(), facts));
    visits.stream()
        .filter(visit -> visit.step() == Step.HELLO)
        .forEach(visit -> unasked(visit, facts));
    faces(visits, facts);
    return facts;
  }

  private static void greeting(Visit visit, Exchange exchange, List<Observation> facts) {
    Heard heard = exchange.heard();
    String time =
        heard.first() < 0
            ? ""
            : String.format(
                Locale.ROOT,
                "\n(first octet after %.1f s, last after %.1f s, in %d pieces)",
                heard.first() / 1e6,
                heard.last() / 1e6,
                heard.segments());
    String name = name(heard, visit);
    if (!name.isEmpty()) {
      facts.add(fact(name, shown(heard) + time, visit, exchange));
    }
    if (heard.first() >= 5 * SECOND) {
      facts.add(fact("greeting-late", shown(heard) + time, visit, exchange));
    }
  }

  /** Of a greeting that has something odd, what it is; otherwise empty. */
  private static String name(Heard heard, Visit visit) {
    if (heard.lines().isEmpty()) {
      if (heard.isOver()) {
        return "silence-then-close";
      }
      boolean woken = visit.reply("EHLO").map(reply -> reply.code() == 220).orElse(false);
      return woken || visit.lastReply("EHLO").map(Heard::isPositive).orElse(false)
          ? "greeting-after-talk"
          : "";
    }
    long time = heard.last() - heard.first();
    if (heard.segments() >= 6 && time / (heard.segments() - 1) >= SECOND / 4) {
      return "greeting-stutter";
    }
    if (heard.isWhole()) {
      return heard.lines().size() > 1 && time >= SECOND ? "greeting-teaser" : "";
    }
    if (heard.lines().size() > 1 && !Heard.isCoded(heard.lines().getLast())) {
      return "greeting-without-end";
    }
    boolean begun = heard.ending() == Ending.SILENCE && heard.lines().getFirst().length() <= 4;
    return begun ? "greeting-stalls-after-code" : "";
  }

  /** Behind the greeting, and before anything was said. */
  private static void unasked(Visit visit, List<Observation> facts) {
    visit.exchanges().stream()
        .filter(
            exchange -> exchange.how().equals(Conversation.UNASKED) && exchange.heard().code() > 0)
        .findFirst()
        .ifPresent(exchange ->
            facts.add(fact("unasked-replies", shown(exchange.heard()), visit, exchange)));
  }

  /** Digits do not count: clocks and session numbers are in greetings. */
  private static void faces(List<Visit> visits, List<Observation> facts) {
    Set<String> faces = new HashSet<>();
    for (Visit visit : visits) {
      if (Observations.isPlain(visit)) {
        visit
            .reply("")
            .filter(Heard::isPositive)
            .map(heard -> heard.texts().getFirst().replaceAll("[0-9*].*", ""))
            .ifPresent(faces::add);
      }
    }
    if (faces.size() > 1) {
      facts.add(fact("two-faces", String.join("\n", faces), visits.getFirst()));
    }
  }
}
