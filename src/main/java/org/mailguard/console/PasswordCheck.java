package org.mailguard.console;

import java.util.List;
import org.mailguard.config.Operators.StoredPassword;

/** Compares what somebody typed with what the configuration keeps. */
public interface PasswordCheck {
  /**
   * Whether a word fits one of the stored ones. Costs processor time, on purpose, and as much where
   * nothing is stored.
   *
   * @param user whose password it is; empty if it is nobody's own
   * @throws PasswordHash.Busy if too many ask at the same time: nothing is known of the word
   */
  boolean verify(List<StoredPassword> stored, String user, String typed) throws PasswordHash.Busy;

  /** What the configuration keeps of a password that was typed. */
  String hash(String typed);
}
