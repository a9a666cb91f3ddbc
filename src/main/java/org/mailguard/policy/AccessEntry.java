package org.mailguard.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailguard.events.Severity;

/**
 * One line of an access list, or one conduit.
 *
 * @param matches what it means, in TCP; empty if no mail can be meant, several if it names a group
 *     of services
 * @param when it holds, or null for always
 * @param line for logs: the line as the configuration is written
 */
public record AccessEntry(
    boolean permit, List<AccessMatch> matches, Log log, @Nullable TimeRange when, String line) {

  public AccessEntry {
    matches = List.copyOf(matches);
  }

  /** True if the connection is meant and the line holds at its time. */
  public boolean covers(Connection connection) {
    return holdsAt(connection)
        && matches.stream()
            .anyMatch(match ->
                match.covers(
                    AddressSet.octets(connection.client()),
                    connection.clientPort(),
                    AddressSet.octets(connection.destination()),
                    connection.destinationPort()));
  }

  private boolean holdsAt(Connection connection) {
    return when == null || when.contains(connection.time());
  }

  /** What {@code log} behind a line asks for. */
  public sealed interface Log {
    /** Without {@code log}, or {@code log default}: message 106023 for what is denied. */
    record Denials() implements Log {}

    /** {@code log disable}. */
    record Nothing() implements Log {}

    /**
     * {@code log}: message 106100 for what is permitted and for what is denied.
     *
     * @param interval seconds between two messages on one flow
     */
    record Flows(Severity level, int interval) implements Log {}
  }
}
