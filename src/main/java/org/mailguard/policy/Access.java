package org.mailguard.policy;

import org.jspecify.annotations.Nullable;

/** Who may connect to one published server. Thread-safe: asked by every event loop. */
@FunctionalInterface
public interface Access {

  /** Judges a new connection and counts the line that decided. */
  Decision judge(Connection connection);

  /** The connection with the addresses that the lists name, for logs. */
  default Connection asNamed(Connection connection) {
    return connection;
  }

  /** What holds as long as nothing permits anything: nobody gets in. */
  Access NOTHING_BOUND = connection -> new Decision.NothingPermits("no access-group");

  /** From an interface to one of a lower security level; no list stands in the way. */
  Access BY_LEVEL = connection -> new Decision.Permitted("security-level");

  /** What became of a connection. */
  sealed interface Decision {
    /**
     * Let in.
     *
     * @param by the list's name, or what else permitted it
     * @param entry the line, or null if no line of a list did it
     * @param hits of the line so far, this one included
     */
    record Permitted(String by, @Nullable AccessEntry entry, long hits) implements Decision {
      public Permitted(String by) {
        this(by, null, 0);
      }
    }

    /**
     * Denied by a list that is bound with {@code access-group}.
     *
     * @param entry the line, or null if no line matched and the list ended
     * @param hits of the line so far, this one included
     */
    record Denied(String list, @Nullable AccessEntry entry, long hits) implements Decision {}

    /**
     * No list is bound, and nothing else permits it.
     *
     * @param why a line, or in words what is missing
     */
    record NothingPermits(String why) implements Decision {}
  }
}
