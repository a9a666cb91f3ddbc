package org.mailguard.console;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.Logging;
import org.mailguard.events.Severity;
import org.mailguard.events.SyslogLog;
import org.mailguard.events.SyslogStyle;

/** {@code show logging}, in the device's layout (reference: cisco-mailguard 10). */
final class ShownLog {
  private ShownLog() {}

  /**
   * The settings, then what is buffered.
   *
   * @param logged events that came into the buffer
   * @param lines of it
   */
  static String text(
      Logging logging, List<SyslogLog.Status> hosts, long logged, List<String> lines) {
    SyslogStyle style = logging.style();
    StringBuilder out = new StringBuilder();
    row(out, 0, "Syslog logging", logging.enabled() ? "enabled" : "disabled");
    row(out, 4, "Facility", String.valueOf(style.facility()));
    row(out, 4, "Timestamp logging", timestamp(style));
    row(out, 4, "Stdout logging", logging.stdout() ? stdout(logging) : "disabled");
    row(out, 4, "Monitor logging", level(logging.monitor(), ""));
    row(
        out,
        4,
        "Buffer logging",
        level(logging.buffered(), ", %d messages logged".formatted(logged)));
    row(out, 4, "Trap logging", trap(style, hosts));
    hosts.forEach(host -> out.append(host(host)));
    row(out, 4, "Device ID", style.deviceId().isEmpty() ? "disabled" : style.deviceId());
    lines.forEach(line -> out.append(line).append('\n'));
    return ShownLines.printable(out.toString());
  }

  private static void row(StringBuilder out, int indent, String title, String value) {
    out.repeat(' ', indent).append(title).append(": ").append(value).append('\n');
  }

  private static String timestamp(SyslogStyle style) {
    return style.timestamp()
        ? style.form() == SyslogStyle.Form.RFC_5424 ? "enabled (rfc5424)" : "enabled"
        : "disabled";
  }

  private static String stdout(Logging logging) {
    return "level " + word(logging.level()) + (logging.json() ? ", as JSON" : "");
  }

  private static String level(@Nullable Severity level, String more) {
    return level == null ? "disabled" : "level " + word(level) + more;
  }

  private static String trap(SyslogStyle style, List<SyslogLog.Status> hosts) {
    if (hosts.isEmpty()) {
      return "disabled";
    }
    long sent = hosts.stream().mapToLong(SyslogLog.Status::sent).sum();
    return "level %s, facility %d, %d messages logged"
        .formatted(word(hosts.getFirst().style().least()), style.facility(), sent);
  }

  private static String host(SyslogLog.Status host) {
    return "        Logging to %s %s/%d%s, %d sent, %d lost\n"
        .formatted(
            host.target().host(),
            host.target().transport().name().toLowerCase(Locale.ROOT),
            host.target().port(),
            host.reachable() ? "" : ", unreachable",
            host.sent(),
            host.lost());
  }

  private static String word(Severity level) {
    return level.name().toLowerCase(Locale.ROOT);
  }
}
