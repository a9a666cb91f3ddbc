package org.mailguard.doctor;

import java.util.Locale;

/** What is said of a target as a whole. */
public enum Verdict {
  CLEAN,
  INTERFERENCE,
  /** Something was seen that does not suffice, or the conversation ended too early. */
  INCONCLUSIVE,
  /** Nobody answered. */
  UNREACHABLE;

  /** As in reports: {@code clean}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
