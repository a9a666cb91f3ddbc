package org.mailguard.doctor.report;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Judgement;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.catalogue.Fingerprints;
import org.mailguard.doctor.probe.Names;

/**
 * Servers that have nothing to do with each other and answer alike: somebody near the client
 * answers for them. They are alike with the same words in greeting and EHLO, or the same key in the
 * certificate.
 *
 * <p>Honest servers are alike too: those of one provider, under names of his customers; those that
 * call themselves {@code localhost}. So what calls itself by a name has to have it from somewhere
 * else: the name leads to an address, and that is neither the one that was asked nor near it.
 */
final class NearInterception {
  /** Of one server; certificates list hundreds. */
  private static final int MOST_NAMES = 5;

  private final Names names;
  private final Fingerprints fingerprints;
  private final Map<String, List<InetAddress>> addresses = new HashMap<>();

  NearInterception(Names names, Fingerprints fingerprints) {
    this.names = names;
    this.fingerprints = fingerprints;
  }

  /** The same diagnoses, with what they show when they are laid beside each other. */
  List<Diagnosis> together(List<Diagnosis> diagnoses) {
    Map<String, List<Observation>> facts = facts(diagnoses);
    return diagnoses.stream().map(each -> with(each, facts)).toList();
  }

  private Map<String, List<Observation>> facts(List<Diagnosis> diagnoses) {
    Map<String, List<Likeness>> alike = new LinkedHashMap<>();
    for (Diagnosis diagnosis : diagnoses) {
      for (AddressReport report : diagnosis.addresses()) {
        for (Likeness each : Likeness.of(report)) {
          alike.computeIfAbsent(each.fact() + each.signature(), _ -> new ArrayList<>()).add(each);
        }
      }
    }
    Map<String, List<Observation>> facts = new HashMap<>();
    for (List<Likeness> group : alike.values()) {
      for (Likeness each : group) {
        other(each, group)
            .ifPresent(other ->
                facts
                    .computeIfAbsent(key(each.report()), _ -> new ArrayList<>())
                    .add(each.beside(other)));
      }
    }
    return facts;
  }

  /** Two domains may have one host, and what is said of it holds for both. */
  private static String key(AddressReport report) {
    return report.host() + " " + report.address();
  }

  private Optional<Likeness> other(Likeness one, List<Likeness> group) {
    return group.stream()
        .filter(one::isUnrelatedTo)
        .filter(other -> isFromElsewhere(one, other) && isFromElsewhere(other, one))
        .findFirst();
  }

  /** True if a name that it gives itself leads somewhere, and none leads to either of them. */
  private boolean isFromElsewhere(Likeness one, Likeness other) {
    List<InetAddress> led =
        one.names().stream()
            .limit(MOST_NAMES)
            .flatMap(name -> addresses(name).stream())
            .filter(address -> address.isLoopbackAddress() == one.address().isLoopbackAddress())
            .toList();
    return !led.isEmpty()
        && led.stream().noneMatch(address -> one.isNear(address) || other.isNear(address));
  }

  private List<InetAddress> addresses(String name) {
    return addresses.computeIfAbsent(
        name,
        unknown -> {
          try {
            return names.addresses(unknown);
          } catch (IOException e) {
            // Nobody is accused for a name server that is out.
            return List.of();
          }
        });
  }

  private Diagnosis with(Diagnosis diagnosis, Map<String, List<Observation>> facts) {
    List<AddressReport> reports =
        diagnosis.addresses().stream()
            .map(report -> with(report, facts.getOrDefault(key(report), List.of())))
            .toList();
    boolean guilty = reports.stream().anyMatch(report -> report.verdict() == Verdict.INTERFERENCE);
    return reports.equals(diagnosis.addresses())
        ? diagnosis
        : new Diagnosis(
            diagnosis.target(),
            guilty ? Verdict.INTERFERENCE : diagnosis.verdict(),
            reports,
            diagnosis.notes());
  }

  private AddressReport with(AddressReport report, List<Observation> facts) {
    List<Finding> findings = new ArrayList<>(report.findings());
    for (Finding each : fingerprints.match(facts)) {
      if (findings.stream().noneMatch(known -> known.id().equals(each.id()))) {
        findings.add(each);
      }
    }
    if (findings.size() == report.findings().size()) {
      return report;
    }
    return new AddressReport(
        report.host(),
        report.address(),
        Judgement.guilty(findings).isEmpty() ? report.verdict() : Verdict.INTERFERENCE,
        findings,
        report.visits());
  }
}
