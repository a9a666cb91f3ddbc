package org.mailguard.doctor.report;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Judgement;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.catalogue.Fingerprints;
import org.mailguard.doctor.probe.Addresses;
import org.mailguard.doctor.probe.Asking;
import org.mailguard.doctor.probe.Examination;
import org.mailguard.doctor.probe.Heard;
import org.mailguard.doctor.probe.Names;
import org.mailguard.doctor.probe.Observations;
import org.mailguard.doctor.probe.Step;
import org.mailguard.doctor.probe.Target;
import org.mailguard.doctor.probe.TlsPolicy;
import org.mailguard.doctor.probe.Visit;

/**
 * Diagnoses targets. Several threads may use one: an address is asked by one of them at a time,
 * also where it serves several domains.
 */
public final class Doctor {
  /** A note, where the operator did not wait. */
  public static final String STOPPED = "It was stopped before all was asked.";

  private final Names names;
  private final Asking asking;
  private final int port;
  private final Fingerprints fingerprints;
  private final Map<InetAddress, ReentrantLock> locks = new ConcurrentHashMap<>();

  /**
   * With a port for targets that name none.
   *
   * @param fingerprints what is known
   */
  public Doctor(Names names, Asking asking, int port, Fingerprints fingerprints) {
    this.names = names;
    this.asking = asking;
    this.port = port;
    this.fingerprints = fingerprints;
  }

  /** Hears of what goes on, from the thread that diagnoses. */
  public interface Progress {
    /** Of nobody who looks. */
    Progress NONE =
        new Progress() {
          @Override
          public void visited(Visit visit) {}

          @Override
          public void known(Diagnosis soFar) {}
        };

    /** A visit is over. */
    void visited(Visit visit);

    /** What is known so far; the last one is the diagnosis itself. */
    void known(Diagnosis soFar);
  }

  /** One host and where it is. */
  private record Host(String name, String domain, List<InetAddress> addresses) {}

  /** Takes as long as the patience for each address allows. */
  public Diagnosis diagnose(Target target, Progress progress) {
    List<String> notes = new ArrayList<>();
    List<Host> hosts = hosts(target, notes);
    Map<String, List<AddressReport>> reports = new LinkedHashMap<>();
    for (Host host : hosts) {
      List<AddressReport> ofHost = reports.computeIfAbsent(host.name(), _ -> new ArrayList<>());
      if (host.addresses().isEmpty()) {
        notes.add(host.name() + " has no address.");
        ofHost.add(
            new AddressReport(host.name(), host.name(), Verdict.UNREACHABLE, List.of(), List.of()));
      }
      for (InetAddress address : host.addresses()) {
        if (Thread.currentThread().isInterrupted()) {
          break;
        }
        ofHost.add(
            ask(host, new InetSocketAddress(address, portOf(target)), progress::visited, notes));
        progress.known(diagnosis(target, reports, notes));
      }
    }
    if (Thread.currentThread().isInterrupted()) {
      notes.add(STOPPED);
    }
    Diagnosis diagnosis = together(List.of(diagnosis(target, reports, notes))).getFirst();
    progress.known(diagnosis);
    return diagnosis;
  }

  /** The same diagnoses, with what they show only when they are laid beside each other. */
  public List<Diagnosis> together(List<Diagnosis> diagnoses) {
    return new NearInterception(names, fingerprints).together(diagnoses);
  }

  private int portOf(Target target) {
    return target.port() == 0 ? port : target.port();
  }

  private static Diagnosis diagnosis(
      Target target, Map<String, List<AddressReport>> reports, List<String> notes) {
    List<Verdict> verdicts =
        reports.values().stream()
            .filter(ofHost -> !ofHost.isEmpty())
            .map(ofHost ->
                Judgement.ofAddresses(ofHost.stream().map(AddressReport::verdict).toList()))
            .toList();
    Verdict verdict = verdicts.isEmpty() ? Verdict.UNREACHABLE : Judgement.ofHosts(verdicts);
    return new Diagnosis(
        target.typed(), verdict, reports.values().stream().flatMap(List::stream).toList(), notes);
  }

  private List<Host> hosts(Target target, List<String> notes) {
    InetAddress literal = target.address();
    if (literal != null) {
      return List.of(new Host(target.name(), literal(target.name()), List.of(literal)));
    }
    try {
      if (target.port() == 0) {
        Names.Exchangers exchangers = names.exchangers(target.name());
        if (exchangers.takesNone()) {
          notes.add(target.name() + " takes no mail: it has the null MX of RFC 7505.");
          return List.of();
        }
        if (!exchangers.hosts().isEmpty()) {
          List<Host> hosts = new ArrayList<>();
          for (String host : exchangers.hosts()) {
            hosts.add(new Host(host, target.name(), names.addresses(host)));
          }
          return hosts;
        }
        notes.add(
            target.name() + " has no MX, so its own address is asked (RFC 5321 section 5.1).");
      }
      return List.of(new Host(target.name(), target.name(), names.addresses(target.name())));
    } catch (IOException e) {
      notes.add(String.valueOf(e.getMessage()) + ".");
      return List.of();
    }
  }

  /** As the domain of a recipient, RFC 5321 section 4.1.3. */
  private static String literal(String address) {
    return address.contains(":") ? "[IPv6:" + address + "]" : "[" + address + "]";
  }

  private AddressReport ask(
      Host host, InetSocketAddress address, Consumer<Visit> listener, List<String> notes) {
    ReentrantLock lock = locks.computeIfAbsent(address.getAddress(), _ -> new ReentrantLock());
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new AddressReport(
          host.name(), Addresses.print(address), Verdict.INCONCLUSIVE, List.of(), List.of());
    }
    try {
      List<Visit> visits =
          new Examination(address, host.name(), host.domain(), asking, listener).run();
      List<Observation> seen = new ArrayList<>(Observations.of(visits));
      if (!host.domain().startsWith("[")) {
        TlsPolicy policy = TlsPolicy.of(names, host.domain(), host.name(), address.getPort());
        seen.addAll(policy.facts(host.name(), visits));
        String note = "What is published about TLS was not seen: " + policy.trouble() + ".";
        if (!policy.trouble().isEmpty() && !notes.contains(note)) {
          notes.add(note);
        }
      }
      List<Finding> findings = fingerprints.match(seen);
      return new AddressReport(
          host.name(),
          Addresses.print(address),
          Judgement.of(findings, isConnected(visits), isComplete(visits)),
          findings,
          visits);
    } finally {
      lock.unlock();
    }
  }

  /** True also if the first visit was cut short, since then nobody knows. */
  private static boolean isConnected(List<Visit> visits) {
    return visits.isEmpty() || visits.getFirst().isConnected();
  }

  /**
   * True if greeting, EHLO and the comparisons were answered; the rest may be refused by design.
   */
  private static boolean isComplete(List<Visit> visits) {
    return isAnswered(visits) || isForTlsAlone(visits);
  }

  /** True if EHLO is answered in pieces as in whole lines, and all else under TLS alone. */
  private static boolean isForTlsAlone(List<Visit> visits) {
    List<Visit> compared =
        visits.stream()
            .filter(visit ->
                switch (visit.step()) {
                  case HELLO, BYTEWISE, SPLIT -> true;
                  case TLS,
                      ENVELOPE,
                      LENGTH,
                      IDLE,
                      INNER,
                      NULL_ADDRESS,
                      OTHER_PORT,
                      TEST_MAIL,
                      PATH ->
                      false;
                })
            .toList();
    return compared.size() == 3
        && compared.stream()
            .allMatch(visit ->
                visit.reply("EHLO").map(Heard::isPositive).orElse(false)
                    && visit.reply("NOOP").map(Heard::isOver).orElse(false))
        && visits.stream()
            .filter(visit -> visit.step() == Step.TLS)
            .anyMatch(visit ->
                visit.tls() != null
                    && visit.tls().isUp()
                    && visit.lastReply("EHLO").map(Heard::isPositive).orElse(false));
  }

  private static boolean isAnswered(List<Visit> visits) {
    boolean hello =
        visits.stream()
            .filter(visit -> visit.step() == Step.HELLO)
            .flatMap(visit -> visit.reply("NOOP").stream())
            .anyMatch(heard -> heard.isWhole());
    boolean compared =
        visits.stream()
                .filter(visit -> visit.step() == Step.BYTEWISE || visit.step() == Step.SPLIT)
                .filter(visit -> visit.reply("NOOP").map(heard -> heard.isWhole()).orElse(false))
                .count()
            == 2;
    return hello && compared;
  }
}
