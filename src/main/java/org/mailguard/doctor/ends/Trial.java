package org.mailguard.doctor.ends;

import java.util.List;

/**
 * One way to send something through the path, in a connection of its own.
 *
 * @param name for the report
 * @param way how commands are divided
 * @param needs the keyword without which it is left out, or empty; for {@code STARTTLS}, what
 *     follows EHLO goes under TLS
 * @param recipient local part at the responder, which chooses how RCPT is answered
 * @param steps behind RCPT, and behind RSET if they begin anew
 * @param message true if they send a message for that recipient
 */
record Trial(
    String name, Way way, String needs, String recipient, List<Step> steps, boolean message) {

  /** How a command goes. */
  enum Way {
    /** In one segment. */
    WHOLE,
    /** An octet a segment. */
    OCTETS,
    /** CR in one segment, LF in the next. */
    APART
  }

  /**
   * What is sent before anything is awaited.
   *
   * @param replies how many are awaited
   * @param refusable true if the responder itself refuses it
   */
  record Step(List<String> segments, int replies, boolean refusable) {
    Step {
      segments = List.copyOf(segments);
    }
  }

  Trial {
    steps = List.copyOf(steps);
  }

  /** A command as it goes. */
  List<String> segments(String command) {
    String line = command + "\r\n";
    return switch (way) {
      case WHOLE -> List.of(line);
      case OCTETS -> line.chars().mapToObj(c -> String.valueOf((char) c)).toList();
      case APART -> List.of(command + "\r", "\n");
    };
  }
}
