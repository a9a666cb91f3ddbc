package org.mailguard.console;

import java.util.List;

/** {@code show users}: who is on the console. */
final class ShownUsers {
  private ShownUsers() {}

  /** The star marks the operator who asks. */
  static String table(List<SeatedOperator> operators, SeatedOperator own) {
    StringBuilder out =
        new StringBuilder("   Line  User             Level  Way      Idle     Location\n");
    for (SeatedOperator operator : operators) {
      out.append(
          "%s %5d  %-16s %5d  %-7s  %-7s  %s\n"
              .formatted(
                  operator.number() == own.number() ? "*" : " ",
                  operator.number(),
                  ShownText.printable(operator.name()),
                  operator.level(),
                  operator.origin().way().word(),
                  ShownText.clock(operator.idle()),
                  operator.origin().peer().map(ShownText::place).orElse("this machine")));
    }
    return out.toString();
  }
}
