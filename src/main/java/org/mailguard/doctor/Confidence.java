package org.mailguard.doctor;

import java.util.Locale;

/** How sure a finding is; the surest first. */
public enum Confidence {
  /** Text or behaviour that only one product has. */
  SURE,
  /** Seen with this product, and others are possible. */
  LIKELY,
  /** Says nothing alone, and counts only together with others of the same product. */
  HINT;

  /** As in the catalogue and in reports: {@code sure}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
