package org.mailguard.events;

import java.time.Duration;

/**
 * The waits of a connection to a log host.
 *
 * @param connect for a connection, and again for TLS on it
 * @param stall for a host to take one message before its connection counts as broken
 * @param firstPause between two attempts; it doubles with each
 * @param longestPause the bound of that, and how long a connection has to stand to begin anew
 */
record SyslogTimes(Duration connect, Duration stall, Duration firstPause, Duration longestPause) {
  static final SyslogTimes DEFAULT =
      new SyslogTimes(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMillis(500),
          Duration.ofSeconds(30));
}
