package org.mailguard.config;

import java.time.Duration;
import java.util.Locale;
import org.mailguard.policy.Timeouts;

/** What {@code timeout smtp} sets: name, range, default, what RFC 5321 asks for, help. */
enum Wait {
  CONNECT(
      5, Timeouts.DEFAULT.connect(), 0, "Until the server's end of the TCP connection is there"),
  GREETING(60, Timeouts.DEFAULT.greeting(), 5, "Until the server's greeting is complete"),
  COMMAND(60, Timeouts.DEFAULT.command(), 5, "Until the client's next command is complete"),
  REPLY(60, Timeouts.DEFAULT.reply(), 5, "Until the server's reply to a command is complete"),
  DATA_REPLY(60, Timeouts.DEFAULT.dataReply(), 2, "Until the server's reply to DATA"),
  CONTENT(60, Timeouts.DEFAULT.content(), 3, "Until the client sent the next block of a message"),
  CONTENT_REPLY(
      60, Timeouts.DEFAULT.contentReply(), 10, "Until the server's reply to a whole message"),
  DRAIN(60, Timeouts.DEFAULT.drain(), 0, "How long a stop of the guard waits for transactions");

  // A kind holds a function, of which the checker cannot know that it has no state.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Argument<Duration> argument;

  private final Duration standard;
  private final Duration wanted;
  private final String help;

  /**
   * @param most longest, in minutes
   * @param wanted the minimum of RFC 5321 section 4.5.3.2 in minutes, 0 if it says nothing
   */
  Wait(int most, Duration standard, int wanted, String help) {
    this.argument =
        new Argument<>(
            word() + "-time",
            Kinds.time(Duration.ofSeconds(1), Duration.ofMinutes(most)),
            "By default " + Kinds.printTime(standard));
    this.standard = standard;
    this.wanted = Duration.ofMinutes(wanted);
    this.help = help;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Argument<Duration> argument() {
    return argument;
  }

  Duration standard() {
    return standard;
  }

  /** Below this, honest peers are cut off: zero if RFC 5321 has no opinion. */
  Duration wanted() {
    return wanted;
  }

  String help() {
    return help;
  }
}
