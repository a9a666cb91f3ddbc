package org.mailguard.doctor.probe;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a host.
 *
 * @param address and port, as in {@code [2001:db8::1]:25}
 * @param connected microseconds that the connection took, -1 if it never stood
 * @param failure why it never stood, otherwise null
 * @param tls what was seen of TLS, null if there was none
 */
public record Visit(
    Step step,
    String address,
    Instant start,
    long connected,
    @Nullable String failure,
    List<Exchange> exchanges,
    @Nullable TlsSeen tls) {
  public Visit {
    exchanges = List.copyOf(exchanges);
  }

  public boolean isConnected() {
    return connected >= 0;
  }

  /** The first reply to {@code verb}; {@code ""} for the greeting. */
  public Optional<Heard> reply(String verb) {
    return exchanges.stream()
        .filter(exchange -> exchange.verb().equals(verb))
        .map(Exchange::heard)
        .findFirst();
  }

  /** The reply to the last command with {@code verb}. */
  public Optional<Heard> lastReply(String verb) {
    return exchanges.reversed().stream()
        .filter(exchange -> exchange.verb().equals(verb))
        .map(Exchange::heard)
        .findFirst();
  }
}
