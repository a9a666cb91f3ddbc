package org.mailguard.proxy;

import java.time.Duration;
import org.mailguard.policy.Timeouts;

/** Time limits with one of them changed. */
final class TestTimes {
  private TestTimes() {}

  static Timeouts command(Timeouts times, Duration limit) {
    return new Timeouts(
        times.connect(),
        times.greeting(),
        limit,
        times.reply(),
        times.dataReply(),
        times.content(),
        times.contentReply(),
        times.drain());
  }

  static Timeouts greeting(Timeouts times, Duration limit) {
    return new Timeouts(
        times.connect(),
        limit,
        times.command(),
        times.reply(),
        times.dataReply(),
        times.content(),
        times.contentReply(),
        times.drain());
  }

  static Timeouts content(Timeouts times, Duration limit) {
    return new Timeouts(
        times.connect(),
        times.greeting(),
        times.command(),
        times.reply(),
        times.dataReply(),
        limit,
        times.contentReply(),
        times.drain());
  }
}
