package org.mailguard.console;

/** Where a door leads whom it let in. */
public interface Reception {
  /**
   * Serves the operator until he leaves.
   *
   * @return false if a command has failed: a script wants to know
   * @throws SessionEnded if he is gone, or has to go
   */
  boolean serve(Screen screen, Origin origin, Operator who) throws SessionEnded;
}
