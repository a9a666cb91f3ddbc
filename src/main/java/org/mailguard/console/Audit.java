package org.mailguard.console;

import org.mailguard.config.Secrets;
import org.mailguard.events.Event;
import org.mailguard.events.EventLog;
import org.mailguard.events.MessageId;

/** Who did what from where, in the device's words; passwords masked. */
final class Audit {
  private final EventLog log;
  private final Origin origin;

  Audit(EventLog log, Origin origin) {
    this.log = log;
    this.origin = origin;
  }

  /** A command that only looks. */
  void shown(Operator who, String line) {
    log.log(
        Event.ofGuard(
            MessageId.COMMAND_SHOWN, "User '" + who.name() + "' executed cmd: " + printable(line)));
  }

  void executed(Operator who, String line) {
    log.log(
        Event.ofGuard(
            MessageId.COMMAND_EXECUTED,
            "User '" + who.name() + "' executed the '" + printable(line) + "' command."));
  }

  void configured(Operator who, String line) {
    executed(who, line);
    log.log(
        Event.ofGuard(
            MessageId.LINE_CONFIGURED,
            "User '"
                + who.name()
                + "', running 'CLI' from IP "
                + address()
                + ", executed '"
                + printable(line)
                + "'"));
  }

  void levelChanged(Operator before, Operator after) {
    log.log(
        Event.ofGuard(
            MessageId.LEVEL_CHANGED,
            "User priv level changed: Uname: "
                + after.name()
                + " From: "
                + before.level()
                + " To: "
                + after.level()));
  }

  /** The device has 0.0.0.0 for its own console. */
  private String address() {
    return origin.peer().map(peer -> peer.getAddress().getHostAddress()).orElse("0.0.0.0");
  }

  private static String printable(String line) {
    String masked = Secrets.masked(line.strip());
    StringBuilder out = new StringBuilder(masked.length());
    masked.chars().limit(500).forEach(c -> out.append(Character.isISOControl(c) ? '?' : (char) c));
    return out.toString();
  }
}
