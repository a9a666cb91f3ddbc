package org.mailguard.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
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
 */
public record Logging(
    boolean stdout,
    boolean json,
    Severity level,
    Map<SyslogTarget, SyslogStyle> hosts,
    MessageLevels messages) {

  public Logging {
    hosts = Collections.unmodifiableMap(new LinkedHashMap<>(hosts));
  }
}
