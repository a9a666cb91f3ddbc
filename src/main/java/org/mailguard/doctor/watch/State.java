package org.mailguard.doctor.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.report.AddressReport;
import org.mailguard.doctor.report.Diagnosis;

/**
 * What is known of a target after a run.
 *
 * <p>A run that could not ask says nothing about what it did not see. So findings, and the
 * certificate, of an address that did not answer to the end stay as they were, and so do the
 * addresses of a domain whose name server is silent; otherwise each hiccup of a network would
 * report that a box went away, and a minute later that it is there again. The verdict alone is
 * always that of the last run.
 *
 * @param target as it was typed
 * @param at when the run began
 * @param took how long it went on
 * @param addresses at most {@value #MOST_ADDRESSES}, in the order in which they were asked
 */
record State(
    String target, Instant at, Duration took, Verdict verdict, List<AddressState> addresses) {
  static final int MOST_ADDRESSES = 64;

  State {
    addresses = List.copyOf(addresses);
  }

  /** What came of one run, without what is known from those before it. */
  static State of(Diagnosis diagnosis, Instant at, Duration took) {
    List<AddressState> addresses =
        diagnosis.addresses().stream()
            .filter(State::isAddress)
            .limit(MOST_ADDRESSES)
            .map(AddressState::of)
            .toList();
    return new State(diagnosis.target(), at, took, diagnosis.verdict(), addresses);
  }

  /** A host that has no address stands in a diagnosis with its name in the address's place. */
  private static boolean isAddress(AddressReport report) {
    return !report.address().equals(report.host());
  }

  /** This run, with what {@code before} knew and this one could not ask. */
  State after(State before) {
    if (addresses.isEmpty()) {
      return new State(target, at, took, verdict, before.addresses());
    }
    Map<String, AddressState> known = before.byAddress();
    List<AddressState> merged = new ArrayList<>();
    for (AddressState each : addresses) {
      AddressState earlier = known.get(each.address());
      merged.add(earlier == null ? each : each.after(earlier));
    }
    return new State(target, at, took, verdict, merged);
  }

  /** An address that two hosts share stands here once. */
  Map<String, AddressState> byAddress() {
    Map<String, AddressState> states = new LinkedHashMap<>();
    addresses.forEach(each -> states.putIfAbsent(each.address(), each));
    return states;
  }

  /** Products by the ids of the findings of all addresses. */
  SortedMap<String, String> findings() {
    SortedMap<String, String> findings = new TreeMap<>();
    addresses.forEach(each -> findings.putAll(each.findings()));
    return findings;
  }
}
