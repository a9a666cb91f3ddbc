package org.mailguard.doctor.read.dialogue;

import java.util.Locale;

/** Who says something. */
public enum Side {
  CLIENT,
  SERVER;

  /** As in reports: {@code client}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Side other() {
    return this == CLIENT ? SERVER : CLIENT;
  }
}
