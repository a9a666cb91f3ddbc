package org.mailguard.doctor.probe;

import java.time.Duration;
import java.util.List;

/**
 * How long to wait for what.
 *
 * @param connect for a connection
 * @param greeting without saying anything
 * @param reply to one command
 * @param between two connections to one host
 * @param octets between two octets that are sent apart
 * @param host for all that is asked of one host
 * @param quiet for a connection on which nothing is said, one wait after the other
 */
public record Patience(
    Duration connect,
    Duration greeting,
    Duration reply,
    Duration between,
    Duration octets,
    Duration host,
    List<Duration> quiet) {
  /** Timers of 30 and 60 seconds are the usual ones; RFC 5321 section 4.5.3.2 asks for 300. */
  private static final List<Duration> FIVE_MINUTES =
      List.of(Duration.ofSeconds(30), Duration.ofSeconds(35), Duration.ofSeconds(245));

  public static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(10),
          Duration.ofSeconds(40),
          Duration.ofSeconds(12),
          Duration.ofSeconds(1),
          Duration.ofMillis(20),
          Duration.ofMinutes(4));

  public Patience {
    quiet = List.copyOf(quiet);
  }

  /** With five minutes for a quiet connection. */
  public Patience(
      Duration connect,
      Duration greeting,
      Duration reply,
      Duration between,
      Duration octets,
      Duration host) {
    this(connect, greeting, reply, between, octets, host, FIVE_MINUTES);
  }

  public Patience withGreeting(Duration longer) {
    return new Patience(connect, longer, reply, between, octets, host.plus(longer), quiet);
  }

  /** The same, with other waits on a quiet connection. */
  public Patience withQuiet(List<Duration> waits) {
    return new Patience(connect, greeting, reply, between, octets, host, waits);
  }
}
