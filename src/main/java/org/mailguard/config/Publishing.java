package org.mailguard.config;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.PortPolicies.Choice;
import org.mailguard.policy.Access;
import org.mailguard.policy.AccessAtServer;
import org.mailguard.policy.AccessEntry;
import org.mailguard.policy.AccessForSome;
import org.mailguard.policy.AccessList;
import org.mailguard.policy.AddressSet;
import org.mailguard.policy.Appearance;
import org.mailguard.policy.Endpoint;
import org.mailguard.policy.Laboratory;
import org.mailguard.policy.Policies;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Ports;
import org.mailguard.policy.Publication;
import org.mailguard.policy.Release;
import org.mailguard.policy.Translation;

/**
 * Makes of each published server what the guard listens on: address, port, who may connect, which
 * policy holds.
 *
 * <p><b>Which ports carry mail.</b> A file has statics for the web, for remote desktops and for
 * whatever else stands in a rack, and an SMTP proxy in front of those would help nobody. A port is
 * one of mail if it, or the server's, is a usual one ({@link #MAIL_PORTS}), or if a {@code fixup}
 * or a class with {@code match port} says so. A line for every port publishes 25, and each other
 * port of mail that a rule permits by its number.
 */
final class Publishing {
  private static final Set<Integer> MAIL_PORTS = Set.of(PortNames.SMTP, 587, 2525);
  private static final int TLS_PORT = 465;

  /** Of a range that a line names so many ports are looked at for a line that has none. */
  private static final int MOST_OF_RANGE = 32;

  private final Interfaces interfaces;
  private final Bindings bindings;
  private final PortPolicies policies;
  private final UnaryOperator<Policy> complete;
  private final Problems problems;
  private final Ledger ledger;
  private final Listeners listeners;
  private final Map<Publication, List<AccessEntry>> publications = new LinkedHashMap<>();
  private final Set<Candidate.Node> carried = new HashSet<>();

  Publishing(
      Interfaces interfaces,
      Bindings bindings,
      PortPolicies policies,
      UnaryOperator<Policy> complete,
      Problems problems,
      Ledger ledger) {
    this.interfaces = interfaces;
    this.bindings = bindings;
    this.policies = policies;
    this.complete = complete;
    this.problems = problems;
    this.ledger = ledger;
    this.listeners = new Listeners(interfaces, problems);
  }

  /** What the guard listens on, each with the lines that decide who may connect. */
  Map<Publication, List<AccessEntry>> publications() {
    return publications;
  }

  void publish(List<Translated> all) {
    for (Translated.Scope scope : Translated.Scope.values()) {
      all.stream().filter(line -> line.scope() == scope).forEach(this::publishPorts);
    }
    for (Translated line : all) {
      if (!carried.contains(line.node())) {
        ledger.notUsed(line.where(), whyNot(line));
        warnIfAlone(line);
      }
    }
  }

  /** Of many statics some are not about mail; a file that has no other is about nothing else. */
  private void warnIfAlone(Translated line) {
    if (publications.isEmpty() && line.scope() != Translated.Scope.NETWORK) {
      problems.add(line.where().warning("not published: " + whyNot(line)));
    }
  }

  private String whyNot(Translated line) {
    int port = line.mappedPort();
    if (port == TLS_PORT) {
      return "port 465 begins with TLS, which the guard cannot read yet";
    }
    if (port != 0 && !isMail(port, line.serverPort())) {
      return "port %s carries no mail; if it does, say so: fixup protocol smtp %d"
          .formatted(PortNames.print(port), port);
    }
    return listeners.isTaken(line)
        ? "lines for one port, or for one address, have its address and ports of mail already"
        : "nobody may connect to it by a port of mail: nothing in use permits it";
  }

  private void publishPorts(Translated line) {
    if (line.mappedPort() == TLS_PORT) {
      problems.add(
          line.where()
              .warning("not published: port 465 begins with TLS, which the guard cannot read yet"));
      return;
    }
    if (line.mappedPort() != 0) {
      if (isMail(line.mappedPort(), line.serverPort())
          && (line.scope() != Translated.Scope.NETWORK || isOpen(line, false))) {
        publish(line);
      }
      return;
    }
    for (int port : candidates()) {
      Translated at = line.at(port);
      if (isOpen(at, port != PortNames.SMTP)) {
        publish(at);
      }
    }
  }

  private boolean isMail(int port, int serverPort) {
    return MAIL_PORTS.contains(port)
        || MAIL_PORTS.contains(serverPort)
        || policies.named().stream()
            .anyMatch(range -> range.contains(port) || range.contains(serverPort));
  }

  private Set<Integer> candidates() {
    Set<Integer> candidates = new TreeSet<>(MAIL_PORTS);
    for (Ports.Range range : policies.named()) {
      int last = Math.min(range.high(), range.low() + MOST_OF_RANGE);
      for (int port = range.low(); port <= last; port++) {
        candidates.add(port);
      }
    }
    candidates.remove(TLS_PORT);
    return candidates;
  }

  private void publish(Translated line) {
    List<String> addresses = listeners.of(line);
    if (addresses.isEmpty()) {
      return;
    }
    carried.add(line.node());
    interfaces.use(line.pair().real());
    interfaces.use(line.pair().mapped());
    if (bindings.isUnclear(line.pair().real())) {
      problems.add(
          line.where()
              .error(
                  "lists are bound out of interfaces, and any does not say which the server is"
                      + " behind",
                  "the name of that interface",
                  ""));
    }
    Endpoint server = new Endpoint(line.server(), line.serverPort());
    Access access = bindings.access(line.pair().mapped(), line.pair().real(), server);
    AccessList peers = line.peers();
    List<Choice> choices = policies.of(classPort(line, server), line.pair());
    if (line.isMailHost() && choices.getLast().because() == null) {
      // The command belongs to PIX 4.0 and 4.1, whose Mailguard was part of it.
      choices = List.of(new Choice(null, Configuration.release(Release.P40), line.where()));
    }
    warn(line, choices);
    Translation translation =
        new Translation(
            line.place(),
            line.pair().real(),
            line.pair().mapped(),
            line.connections(),
            line.embryonic());
    for (String address : addresses) {
      publications.put(
          new Publication(
              address.isEmpty() ? null : address,
              line.mappedPort(),
              server,
              peers == null ? access : new AccessForSome(peers, access),
              policies(choices, server),
              translation),
          deciding(line, address.isEmpty() ? null : AddressText.read(address).orElse(null)));
    }
    if (!isOpen(line, false)) {
      problems.add(
          line.where()
              .warning(
                  "nobody may connect: nothing in use permits tcp to port "
                      + PortNames.print(ruledPort(line))));
    }
  }

  /** The port by which classes know the connection: since ASA 8.3 that of the server. */
  private int classPort(Translated line, Endpoint server) {
    return bindings.namesServer(server) ? line.serverPort() : line.mappedPort();
  }

  private Policies policies(List<Choice> choices, Endpoint server) {
    List<Policies.Choice> some = new ArrayList<>();
    for (Choice choice : choices) {
      AccessList traffic = choice.traffic();
      if (traffic != null) {
        Optional<InetAddress> real = AddressText.read(server.host());
        Access seen =
            bindings.namesServer(server) && real.isPresent()
                ? new AccessAtServer(traffic, real.get(), server.port())
                : traffic;
        some.add(new Policies.Choice(seen, complete.apply(choice.policy())));
      }
    }
    Policy otherwise = complete.apply(choices.getLast().policy());
    while (!some.isEmpty() && some.getLast().policy().equals(otherwise)) {
      some.removeLast();
    }
    return new Policies(some, otherwise);
  }

  // ---- who may connect

  private int ruledPort(Translated line) {
    return bindings.namesServer(new Endpoint(line.server(), line.serverPort()))
        ? line.serverPort()
        : line.mappedPort();
  }

  /** What rules call the destination; null for every address of the machine. */
  private @Nullable InetAddress ruled(Translated line, @Nullable InetAddress listening) {
    return bindings.namesServer(new Endpoint(line.server(), line.serverPort()))
        ? AddressText.read(line.server()).orElse(null)
        : listening;
  }

  /**
   * True if somebody may connect.
   *
   * @param byName only a rule that names the port counts
   */
  private boolean isOpen(Translated line, boolean byName) {
    if (bindings.isOpenByLevel(line.pair().mapped(), line.pair().real())) {
      return !byName;
    }
    InetAddress mapped = line.mapped();
    List<InetAddress> listening =
        mapped != null ? List.of(mapped) : interfaces.addresses(line.pair().mapped());
    if (listening.isEmpty()) {
      return Opening.of(deciding(line, null), byName, true);
    }
    return listening.stream()
        .anyMatch(address -> Opening.of(deciding(line, address), byName, false));
  }

  /** The lines that may decide about a connection to the server, in their order. */
  private List<AccessEntry> deciding(Translated line, @Nullable InetAddress listening) {
    InetAddress ruled = ruled(line, listening);
    byte[] destination = ruled == null ? null : AddressSet.octets(ruled);
    int port = ruledPort(line);
    List<AccessEntry> all = bindings.entries(line.pair().mapped(), line.pair().real());
    List<AccessEntry> some =
        all.stream().filter(entry -> Opening.concerns(entry, destination, port)).toList();
    // One list for a thousand servers, if it says the same about all of them.
    return some.size() == all.size() ? all : some;
  }

  private void warn(Translated line, List<Choice> choices) {
    Choice choice = choices.getLast();
    String port = "port " + PortNames.print(line.mappedPort());
    Location because = choice.because() == null ? line.where() : choice.because();
    switch (choice.policy().inspection()) {
      case FRAMING ->
          problems.add(
              because.warning(
                  "inspection is off on "
                      + port
                      + (choice.because() == null ? reason(choices) : "")));
      case FULL -> {
        Policy policy = choice.policy();
        if (policy.laboratory().isInForce()) {
          problems.add(because.warning(port + " " + defective(policy.laboratory())));
        } else if (!policy.appearance().name().equals(Appearance.HONEST.name())) {
          problems.add(
              because.warning(
                  port
                      + " behaves like release "
                      + policy.appearance().name()
                      + " did: for laboratories, not for mail that matters"));
        }
      }
    }
  }

  private static String defective(Laboratory laboratory) {
    Laboratory.Firewall make = laboratory.firewall();
    if (make != null) {
      return "behaves like a " + make.product() + ", and loses mail: for laboratories alone";
    }
    return "has defects of old releases ("
        + laboratory.defects().stream()
            .map(Laboratory.Defect::word)
            .sorted()
            .collect(Collectors.joining(", "))
        + "): it loses mail and lets attacks through; for laboratories alone";
  }

  private static String reason(List<Choice> choices) {
    AccessList traffic = choices.getFirst().traffic();
    return traffic == null
        ? ": no line that turns it on covers it"
        : " but for what access-list " + traffic.name() + " permits";
  }
}
