package org.mailguard;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.mailguard.config.Configuration;
import org.mailguard.policy.Endpoint;
import org.mailguard.policy.Publication;
import org.mailguard.proxy.RelayProbe;
import org.mailguard.proxy.ServerProbe;

/** {@code test server}: what the servers of a configuration are like, one after the other. */
final class ServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Set<Endpoint> servers = new LinkedHashSet<>();
  private final String hostname;

  ServerTest(Configuration configuration) {
    configuration.publications().stream().map(Publication::server).forEach(servers::add);
    hostname = configuration.hostname().orElse("");
  }

  /**
   * Asks those with the name; only servers of the configuration, so that the console of one machine
   * is no scanner of others. Blocks.
   *
   * @param server as the configuration names it, with a port or without; empty for all
   */
  void run(String server, Consumer<String> lines) {
    boolean any = false;
    for (Endpoint endpoint : servers) {
      if (server.isEmpty() || server.equals(endpoint.host()) || isWhole(server, endpoint)) {
        any = true;
        lines.accept("server " + endpoint);
        ServerProbe.ask(endpoint, hostname, PATIENCE, line -> lines.accept("  " + line));
        lines.accept("  " + "%-12s %s".formatted("relay test", relay(endpoint)));
      }
    }
    if (!any) {
      lines.accept(
          servers.isEmpty()
              ? "No server is published."
              : "ERROR: no published server is " + server + "; there are " + servers);
    }
  }

  private static boolean isWhole(String server, Endpoint endpoint) {
    return server.equals(endpoint.toString())
        || server.equals(endpoint.host() + ":" + endpoint.port());
  }

  private String relay(Endpoint endpoint) {
    return switch (RelayProbe.ask(endpoint, hostname, PATIENCE)) {
      case RelayProbe.Outcome.Closed(String reply) -> "refuses, as it should: " + reply;
      case RelayProbe.Outcome.Open(String reply) -> "WOULD RELAY FOR EVERYBODY: " + reply;
      case RelayProbe.Outcome.Unknown(String why) -> "no answer to it: " + why;
    };
  }
}
