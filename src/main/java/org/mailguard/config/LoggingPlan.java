package org.mailguard.config;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.Candidate.Branch;
import org.mailguard.config.Candidate.Found;
import org.mailguard.config.SystemSetting.LoggingBufferSize;
import org.mailguard.config.SystemSetting.LoggingBuffered;
import org.mailguard.config.SystemSetting.LoggingDeviceId;
import org.mailguard.config.SystemSetting.LoggingFacility;
import org.mailguard.config.SystemSetting.LoggingHost;
import org.mailguard.config.SystemSetting.LoggingMessage;
import org.mailguard.config.SystemSetting.LoggingMonitor;
import org.mailguard.config.SystemSetting.LoggingOn;
import org.mailguard.config.SystemSetting.LoggingTag;
import org.mailguard.config.SystemSetting.LoggingTimestamp;
import org.mailguard.config.SystemSetting.LoggingTrap;
import org.mailguard.config.SystemSetting.StdoutLogging;
import org.mailguard.events.MessageId;
import org.mailguard.events.MessageLevels;
import org.mailguard.events.Severity;
import org.mailguard.events.SyslogStyle;
import org.mailguard.events.SyslogTarget;

/** Puts the lines on logging together. */
final class LoggingPlan {
  private final Branch root;
  private final Interfaces interfaces;
  private final ZoneId zone;
  private final @Nullable String hostname;
  private final Problems problems;

  LoggingPlan(
      Branch root,
      Interfaces interfaces,
      ZoneId zone,
      @Nullable String hostname,
      Problems problems) {
    this.root = root;
    this.interfaces = interfaces;
    this.zone = zone;
    this.hostname = hostname;
    this.problems = problems;
  }

  Logging logging() {
    Optional<Found<StdoutLogging>> line = root.last(StdoutLogging.class);
    StdoutLogging stdout =
        line.map(Found::setting).orElse(new StdoutLogging(true, false, Severity.INFORMATIONAL));
    SyslogStyle style = style();
    Map<SyslogTarget, SyslogStyle> hosts = hosts(style);
    if (!stdout.on() && hosts.isEmpty()) {
      line.ifPresent(found -> problems.add(found.where().warning("nothing is logged anywhere")));
    }
    boolean on = isOn();
    return new Logging(
        stdout.on(),
        stdout.json(),
        stdout.level(),
        hosts,
        messages(),
        on,
        style,
        on ? buffered() : null,
        root.last(LoggingBufferSize.class)
            .map(size -> size.setting().octets())
            .orElse(LoggingBufferSize.USUAL),
        monitor());
  }

  private boolean isOn() {
    return root.last(LoggingOn.class).map(line -> line.setting().on()).orElse(false);
  }

  private @Nullable Severity buffered() {
    Optional<Found<LoggingBuffered>> line = root.last(LoggingBuffered.class);
    line.ifPresent(found -> warnOfList(found.setting().list(), "buffers", found.where()));
    return line.map(found -> found.setting().level()).orElse(null);
  }

  private @Nullable Severity monitor() {
    Optional<Found<LoggingMonitor>> line = root.last(LoggingMonitor.class);
    line.ifPresent(found -> warnOfList(found.setting().list(), "shows", found.where()));
    return line.isEmpty() ? Severity.INFORMATIONAL : line.get().setting().level();
  }

  private void warnOfList(String list, String verb, Location where) {
    if (!list.isEmpty()) {
      problems.add(
          where.warning(
              "message lists are not known: the line " + verb + " nothing until it has a level"));
    }
  }

  private Map<SyslogTarget, SyslogStyle> hosts(SyslogStyle style) {
    List<Found<LoggingHost>> lines = root.all(LoggingHost.class);
    boolean on = isOn();
    Optional<Found<LoggingTrap>> trap = root.last(LoggingTrap.class);
    Map<SyslogTarget, SyslogStyle> hosts = new LinkedHashMap<>();
    for (Found<LoggingHost> line : lines) {
      if (!on || trap.isEmpty()) {
        problems.add(
            line.where()
                .warning(
                    "nothing is sent there without "
                        + (on ? "logging trap LEVEL" : "logging enable")));
      } else {
        hosts.put(target(line.setting()), style.upTo(trap.get().setting().level()));
      }
    }
    return hosts;
  }

  private static SyslogTarget target(LoggingHost host) {
    SyslogTarget.Transport transport =
        host.secure()
            ? SyslogTarget.Transport.TLS
            : host.transport().equals("tcp")
                ? SyslogTarget.Transport.TCP
                : SyslogTarget.Transport.UDP;
    return new SyslogTarget(host.host(), host.port(), transport);
  }

  private SyslogStyle style() {
    Optional<Found<LoggingTimestamp>> timestamp = root.last(LoggingTimestamp.class);
    boolean modern = timestamp.map(line -> line.setting().rfc5424()).orElse(false);
    return new SyslogStyle(
        modern ? SyslogStyle.Form.RFC_5424 : SyslogStyle.Form.DEVICE,
        root.last(LoggingFacility.class)
            .map(line -> line.setting().number())
            .orElse(SyslogStyle.DEFAULT.facility()),
        Severity.DEBUGGING,
        timestamp.isPresent(),
        zone,
        root.last(LoggingDeviceId.class).map(this::deviceId).orElse(""),
        root.last(LoggingTag.class).map(line -> tag(line.setting())).orElse(MessageId.TAG));
  }

  private static String tag(LoggingTag line) {
    return switch (line.tag()) {
      case "asa" -> "ASA";
      case "pix" -> "PIX";
      default -> MessageId.TAG;
    };
  }

  private String deviceId(Found<LoggingDeviceId> line) {
    LoggingDeviceId id = line.setting();
    return switch (id.kind()) {
      case "string" -> id.text();
      case "hostname" -> {
        if (hostname == null) {
          problems.add(line.where().warning("there is no hostname line: no name is sent"));
        }
        yield hostname == null ? "" : hostname;
      }
      case "cluster-id", "context-name" -> "";
      default -> {
        interfaces.require(id.text(), line.where());
        yield interfaces.addresses(id.text()).stream()
            .findFirst()
            .map(AddressText::print)
            .orElse("");
      }
    };
  }

  private MessageLevels messages() {
    MessageLevels levels = MessageLevels.DEFAULT;
    for (Found<LoggingMessage> line : root.all(LoggingMessage.class)) {
      LoggingMessage message = line.setting();
      Severity level = message.level();
      levels =
          level == null ? levels.without(message.number()) : levels.with(message.number(), level);
    }
    return levels;
  }
}
