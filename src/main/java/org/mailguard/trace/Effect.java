package org.mailguard.trace;

import org.jspecify.annotations.Nullable;
import org.mailguard.events.Intervention;
import org.mailguard.events.MessageId;

/**
 * What a session did, as one that stands between the two connections sees it. Octets are texts, a
 * char each.
 */
public sealed interface Effect {

  /**
   * To the server.
   *
   * @param what kind of octets
   */
  record ToServer(String octets, What what) implements Effect {}

  /** Kinds of octets for the server. */
  enum What {
    /** A command or an answer in an exchange, parsed or as it was written. */
    LINE,
    /** A line that an old release made X of. */
    OVERWRITTEN,
    /** Mail data, or octets inside TLS. */
    DATA
  }

  /** To the client, from the server, perhaps changed. */
  record Relayed(String octets) implements Effect {}

  /** To the client, the guard's own words. */
  record Answered(String octets, int code, MessageId why) implements Effect {}

  /**
   * Recorded.
   *
   * @param intervention what was done to the session, or null if something just happened
   */
  record Noted(
      MessageId id,
      String rule,
      String detail,
      String before,
      String after,
      @Nullable Intervention intervention)
      implements Effect {

    /**
     * True of whole words of map, number and text, so that {@code edge 4} is not {@code edge 44}.
     */
    boolean isOfRule(String words) {
      return words.isEmpty() || (" " + rule + " ").contains(" " + words + " ");
    }

    /** For people, of a rule: {@code refused (1004)}; else the sentence of the id. */
    String sentence() {
      String what =
          intervention == null || !intervention.isOfRule()
              ? id.summary()
              : (intervention.observed() ? "would have " : "") + intervention.verdict().word();
      return what + (detail.isEmpty() ? "" : " (" + detail + ")");
    }
  }

  /** The connection to the server is closed, or reset so that nothing is taken for a message. */
  record ServerClosed(boolean aborted) implements Effect {}

  /** The session is over. */
  record Closed(String reason) implements Effect {}
}
