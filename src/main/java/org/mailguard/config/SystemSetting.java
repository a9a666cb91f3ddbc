package org.mailguard.config;

import java.time.Duration;
import org.mailguard.events.Severity;

/** The guard as a whole: its name, its log, its bounds. */
sealed interface SystemSetting extends Setting {

  record Hostname(String name) implements SystemSetting {}

  /** {@code logging stdout} and its {@code no}. */
  record StdoutLogging(boolean on, boolean json, Severity level) implements SystemSetting {}

  record Timeout(Wait kind, Duration time) implements SystemSetting {}

  record Limit(Bound bound, int value) implements SystemSetting {}
}
