package org.mailguard.policy;

/** Words that are no regular expression: an operator's mistake. */
public final class RegexSyntax extends Exception {
  private static final long serialVersionUID = 1L;

  private final String complaint;
  private final int offset;

  /**
   * Says what is wrong and where.
   *
   * @param offset of the character that is wrong, from 0
   */
  RegexSyntax(String message, int offset) {
    super(message);
    complaint = message;
    this.offset = offset;
  }

  /** What is wrong, in a few words. */
  public String complaint() {
    return complaint;
  }

  public int offset() {
    return offset;
  }
}
