package org.mailguard.console;

/** What a command may ask of the session in which it was typed. */
interface CommandContext {
  GuardView guard();

  Screen screen();

  Origin origin();

  Seat seat();

  default Operator who() {
    return seat().who();
  }

  /** Prints through the filter behind the bar and page by page; lines end with LF. */
  void print(String text) throws SessionEnded;

  /** The command did not do what it says: {@code ERROR: } and why. A script sees its status. */
  void fail(String why) throws SessionEnded;
}
