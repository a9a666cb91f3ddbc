package org.mailguard.console;

/** Where a door leads whom it let in. */
public interface Reception {
  /**
   * Serves the operator until he leaves; returns when he logged out.
   *
   * @throws SessionEnded if he is gone, or has to go
   */
  void serve(Screen screen, Origin origin, Operator who) throws SessionEnded;
}
