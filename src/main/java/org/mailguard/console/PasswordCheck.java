package org.mailguard.console;

import org.mailguard.config.Operators.StoredPassword;

/** Compares what somebody typed with what the configuration keeps. */
public interface PasswordCheck {
  /**
   * Costs processor time, on purpose.
   *
   * @param user whose password it is; empty if it is nobody's own
   */
  boolean fits(StoredPassword stored, String user, String typed);

  /** What the configuration keeps of a password that was typed. */
  String hash(String typed);
}
