package org.mailguard.policy;

/** What the rules of one phase are asked about. */
interface Subject {
  /**
   * True if there is something that {@code criterion}, which is of this subject's phase, can look
   * at. Where there is nothing, {@code match not} does not match either.
   */
  default boolean concerns(Criterion criterion) {
    return true;
  }

  /** True if it is what {@code criterion} looks for. */
  boolean is(Criterion criterion);

  /** What {@code criterion} looks at, printable and bounded. */
  String shown(Criterion criterion);
}
