package org.mailguard.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailguard.events.MessageLevels;
import org.mailguard.events.Severity;
import org.mailguard.events.SyslogStyle;
import org.mailguard.events.SyslogTarget;

/**
 * Where the log goes.
 *
 * @param stdout to standard output, or nowhere
 * @param json as one JSON object in each line
 * @param level events up to and including this one
 * @param hosts by syslog, and how
 * @param messages those with a level of their own
 * @param enabled {@code logging enable}: without it, hosts and the buffer get nothing
 * @param style what lines look like that are not JSON and not for standard output
 * @param buffered what is kept for {@code show logging}, or null for nothing
 * @param bufferSize in octets
 * @param monitor what {@code terminal monitor} shows, or null for nothing
 */
public record Logging(
    boolean stdout,
    boolean json,
    Severity level,
    Map<SyslogTarget, SyslogStyle> hosts,
    MessageLevels messages,
    boolean enabled,
    SyslogStyle style,
    @Nullable Severity buffered,
    int bufferSize,
    @Nullable Severity monitor) {

  public Logging {
    hosts = Collections.unmodifiableMap(new LinkedHashMap<>(hosts));
  }
}
