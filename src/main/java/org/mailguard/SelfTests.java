package org.mailguard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.mailguard.config.Configuration;
import org.mailguard.policy.Endpoint;
import org.mailguard.policy.Publication;
import org.mailguard.proxy.RelayProbe;

/**
 * What can be found out about the servers of a configuration before, or while, mail is sent to
 * them: whether their names stand for addresses, and whether one would relay for everybody.
 */
final class SelfTests {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Set<Endpoint> servers = new LinkedHashSet<>();
  private final String hostname;
  private final Configuration.RelayTest relayTest;

  SelfTests(Configuration configuration) {
    relayTest = configuration.relayTest();
    configuration.publications().stream().map(Publication::server).forEach(servers::add);
    hostname = configuration.hostname().orElse("");
  }

  /**
   * Why a configuration that reads well is not taken after all. A name that stands for no address
   * is no reason not to start: DNS may come up later than the guard.
   *
   * @param running true if there is a guard already, which goes on as it was
   */
  Optional<String> objection(boolean running) {
    List<String> unresolved = running ? unresolved() : List.of();
    if (!unresolved.isEmpty()) {
      return Optional.of("no address for " + String.join(", ", unresolved));
    }
    if (relayTest != Configuration.RelayTest.REFUSE) {
      return Optional.empty();
    }
    return openRelays().entrySet().stream()
        .findFirst()
        .map(open -> open.getKey() + " would relay for everybody: " + open.getValue());
  }

  /** True if the servers of {@code other} are these: there is nothing new to test. */
  boolean hasServersOf(SelfTests other) {
    return servers.equals(other.servers) && relayTest == other.relayTest;
  }

  /** The names that stand for no address now. Asks DNS: may take seconds. */
  List<String> unresolved() {
    List<String> unresolved = new ArrayList<>();
    for (Endpoint server : servers) {
      try {
        InetAddress.getAllByName(server.host());
      } catch (UnknownHostException e) {
        unresolved.add(server.host());
      }
    }
    return unresolved;
  }

  /** The servers that would relay, each with its reply. Asks all at once: up to half a minute. */
  Map<Endpoint, String> openRelays() {
    Map<Endpoint, String> open = new ConcurrentHashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Endpoint server : servers) {
        threads.execute(() -> ask(server).ifPresent(reply -> open.put(server, reply)));
      }
    }
    return open;
  }

  private Optional<String> ask(Endpoint server) {
    return switch (RelayProbe.ask(server, hostname, PATIENCE)) {
      case RelayProbe.Outcome.Open(String reply) -> Optional.of(reply);
      case RelayProbe.Outcome.Closed _, RelayProbe.Outcome.Unknown _ -> Optional.empty();
    };
  }
}
