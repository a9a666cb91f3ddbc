package org.mailguard.console;

/** The operator is gone, or has to go. */
public final class SessionEnded extends Exception {
  private final Reason reason;

  /** Why. */
  public enum Reason {
    /** He closed the connection, or it broke. */
    CLOSED,
    /** He typed nothing for as long as the configuration allows. */
    IDLE,
    /** The guard ends, or another operator ended him. */
    ENDED
  }

  public SessionEnded(Reason reason) {
    super(reason.name());
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
