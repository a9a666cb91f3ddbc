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

  SelfTests(Configuration configuration) {
    configuration.publications().stream().map(Publication::server).forEach(servers::add);
    hostname = configuration.hostname().orElse("");
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
