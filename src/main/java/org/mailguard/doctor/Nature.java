package org.mailguard.doctor;

import java.util.Locale;

/** What a finding says about who is to blame. Only the first of them makes a verdict. */
public enum Nature {
  /** Something changes, blocks or breaks the conversation against the will of one of its ends. */
  INTERFERENCE,
  /** An end does so itself and means to: greylisting, a list of addresses, a slow greeting. */
  CHOICE,
  /** An end is set up wrongly, and no box between is needed to explain what was seen. */
  FAULT,
  /** Only a name: the server, a gateway or a proxy that was recognised and does no harm. */
  NAMED;

  /** As in the catalogue and in reports: {@code interference}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
