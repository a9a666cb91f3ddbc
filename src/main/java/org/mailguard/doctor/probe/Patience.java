package org.mailguard.doctor.probe;

import java.time.Duration;

/**
 * How long to wait for what.
 *
 * @param connect for a connection
 * @param greeting without saying anything
 * @param reply to one command
 * @param between two connections to one host
 * @param octets between two octets that are sent apart
 * @param host for all that is asked of one host
 */
public record Patience(
    Duration connect,
    Duration greeting,
    Duration reply,
    Duration between,
    Duration octets,
    Duration host) {
  public static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(10),
          Duration.ofSeconds(40),
          Duration.ofSeconds(12),
          Duration.ofSeconds(1),
          Duration.ofMillis(20),
          Duration.ofMinutes(4));

  public Patience withGreeting(Duration longer) {
    return new Patience(connect, longer, reply, between, octets, host.plus(longer));
  }
}
