package org.mailguard.console;

import java.util.List;
import java.util.Optional;
import org.mailguard.config.Configuration;

/** What a command may ask of the session in which it was typed, and of the guard. */
interface CommandContext {
  GuardView guard();

  /** For questions; answers to the command go to {@link #print}. */
  Screen screen();

  Origin origin();

  /** What changes while the operator is there. */
  Seat seat();

  /** Him who typed it. */
  default Operator who() {
    return seat().who();
  }

  /** Prints through the filter behind the bar and page by page; lines end with LF. */
  void print(String text) throws SessionEnded;

  /** The command did not do what it says: {@code ERROR: } and why. A script sees its status. */
  void fail(String why) throws SessionEnded;

  /** Him who typed it, as others see him. */
  SeatedOperator operator();

  /** All who are on the console, this one among them. */
  List<SeatedOperator> operators();

  /** What he is changing and did not put in force yet, if there is such a thing. */
  Optional<Configuration> candidate();

  /** What he watches; it ends with his session. */
  Watching watching();
}
