package org.mailguard.policy;

/** How much of a conversation is judged. */
public enum Inspection {
  /** Commands, parameters, replies and the EHLO list are parsed, judged and printed again. */
  FULL,
  /**
   * {@code no inspect esmtp}, {@code no fixup protocol smtp}: lines pass as they are, but every
   * line end, every end of data and every reply is still found in one way only.
   */
  FRAMING
}
