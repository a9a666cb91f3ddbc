package org.mailguard.peers;

import java.util.List;

/**
 * How one attempt to send went.
 *
 * @param fate what became of the message
 * @param events what an administrator would find in the logs, a line for each step that went
 *     otherwise than between two servers with nothing between them, and for each private verb
 * @param transcript all that was said, for people
 */
public record ExchangeReport(Fate fate, List<String> events, String transcript) {
  public ExchangeReport {
    events = List.copyOf(events);
  }

  /** What became of a message. */
  public sealed interface Fate {}

  /** The next server has it. */
  public record Delivered(String reply) implements Fate {}

  /** It goes back to its author with this status. */
  public record Returned(String status) implements Fate {}

  /** It stays in the queue, for another attempt. */
  public record Queued(String reason) implements Fate {}
}
