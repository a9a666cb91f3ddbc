package org.mailguard.doctor.vantage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Judgement;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.catalogue.Fingerprints;
import org.mailguard.doctor.probe.Step;
import org.mailguard.doctor.probe.Visit;
import org.mailguard.doctor.report.AddressReport;
import org.mailguard.doctor.report.Diagnosis;

/**
 * Lays what two places saw of one host beside each other. Visits are paired by their kind and by
 * the address that was called; if each place called one address only, by their kind, since a host
 * has another address within its own network.
 */
public final class VantageComparison {
  private static final Fingerprints CATALOGUE = Fingerprints.of(List.of("vantage"));

  private VantageComparison() {}

  private record Pair(Visit one, Visit other) {}

  /** The diagnosis of what lies between the two places. */
  public static Diagnosis of(VantagePoint one, VantagePoint other) {
    List<Pair> pairs = pairs(visits(one), visits(other));
    VantageFacts facts = new VantageFacts(one.place(), other.place());
    pairs.forEach(pair -> facts.compare(pair.one(), pair.other()));
    List<Finding> findings = new ArrayList<>(CATALOGUE.match(facts.seen()));
    findings.addAll(products(one, other));
    boolean connected =
        pairs.stream().anyMatch(pair -> pair.one().isConnected() || pair.other().isConnected());
    boolean complete =
        pairs.stream()
            .anyMatch(pair ->
                pair.one().step() == Step.HELLO
                    && pair.one().isConnected()
                    && pair.other().isConnected());
    Verdict verdict =
        pairs.isEmpty() ? Verdict.INCONCLUSIVE : Judgement.of(findings, connected, complete);
    String host = one.seen().addresses().isEmpty() ? one.seen().target() : host(one);
    return new Diagnosis(
        target(one, other),
        verdict,
        List.of(
            new AddressReport(
                host,
                target(one, other),
                verdict,
                findings,
                pairs.stream().flatMap(pair -> Stream.of(pair.one(), pair.other())).toList())),
        notes(one, other, pairs),
        true);
  }

  private static String host(VantagePoint point) {
    return point.seen().addresses().getFirst().host();
  }

  private static String target(VantagePoint one, VantagePoint other) {
    return one.seen().target().equals(other.seen().target())
        ? one.seen().target()
        : one.seen().target() + " and " + other.seen().target();
  }

  private static List<Visit> visits(VantagePoint point) {
    return point.seen().addresses().stream().flatMap(each -> each.visits().stream()).toList();
  }

  private static List<Pair> pairs(List<Visit> ones, List<Visit> others) {
    boolean single = addresses(ones).size() == 1 && addresses(others).size() == 1;
    Map<String, List<Visit>> waiting = new HashMap<>();
    for (Visit each : others) {
      waiting.computeIfAbsent(key(each, single), _ -> new ArrayList<>()).add(each);
    }
    List<Pair> pairs = new ArrayList<>();
    for (Visit each : ones) {
      List<Visit> same = waiting.getOrDefault(key(each, single), new ArrayList<>());
      if (!same.isEmpty()) {
        pairs.add(new Pair(each, same.removeFirst()));
      }
    }
    return pairs;
  }

  private static Set<String> addresses(List<Visit> visits) {
    Set<String> addresses = new HashSet<>();
    visits.stream()
        .filter(each -> each.step() == Step.HELLO)
        .forEach(each -> addresses.add(each.address()));
    return addresses;
  }

  private static String key(Visit visit, boolean single) {
    boolean kindOnly = single && visit.step() != Step.OTHER_PORT;
    return visit.step() + (kindOnly ? "" : " " + visit.address());
  }

  /**
   * What either place has found guilty: that tells the product. What both have found is no less in
   * the way of mail for being the same from both.
   */
  private static List<Finding> products(VantagePoint one, VantagePoint other) {
    Map<String, Finding> products = new LinkedHashMap<>();
    Stream.concat(one.seen().guilty().stream(), other.seen().guilty().stream())
        .forEach(each -> products.putIfAbsent(each.id(), each));
    return List.copyOf(products.values());
  }

  private static Set<String> ids(VantagePoint point) {
    Set<String> ids = new HashSet<>();
    point.seen().guilty().forEach(each -> ids.add(each.id()));
    return ids;
  }

  private static List<String> notes(VantagePoint one, VantagePoint other, List<Pair> pairs) {
    List<String> notes = new ArrayList<>();
    notes.add(
        pairs.isEmpty()
            ? "The two reports have no visit in common: they are of different hosts, or nothing was"
                + " asked."
            : pairs.size()
                + " visits from "
                + one.place()
                + " were compared with the same from "
                + other.place()
                + ".");
    Set<String> both = new HashSet<>(ids(one));
    both.retainAll(ids(other));
    if (!both.isEmpty()) {
      notes.add(
          "Seen from both places, so that it stands where the two ways are one, mostly at the host's"
              + " end: "
              + String.join(", ", both.stream().sorted().toList())
              + ".");
    }
    return notes;
  }
}
