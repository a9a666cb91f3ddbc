package org.mailguard;

/** How the program ends; scripts rely on these. */
final class ExitStatus {
  static final int FINE = 0;

  /** What was asked about is bad: a configuration is refused. */
  static final int BAD = 1;

  /**
   * It could not be told: a file cannot be read, a port cannot be bound, the command line is wrong.
   */
  static final int UNKNOWN = 2;

  static final int OUR_FAULT = 70;

  private ExitStatus() {}
}
