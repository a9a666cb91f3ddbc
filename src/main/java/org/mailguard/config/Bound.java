package org.mailguard.config;

import java.util.Locale;
import org.mailguard.policy.Limits;

/** What {@code limit} sets: name, range, default, help. */
enum Bound {
  RECIPIENTS(
      "recipients",
      1,
      50_000,
      Limits.DEFAULT.recipients(),
      "Recipients accepted in one transaction"),
  ERRORS(
      "errors",
      1,
      10_000,
      Limits.DEFAULT.errors(),
      "Refused commands since the last accepted message"),
  JUNK(
      "junk",
      1,
      10_000,
      Limits.DEFAULT.junk(),
      "Commands that move no mail since the last accepted message"),
  SESSIONS("sessions", 1, 1_000_000, 5000, "Sessions of the whole guard at once"),
  PER_ADDRESS(
      "sessions per-address",
      1,
      1_000_000,
      100,
      "Sessions of one IPv4 address or one IPv6 /64 at once");

  private final String words;

  // A kind holds a function, of which the checker cannot know that it has no state.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Argument<Integer> argument;

  private final int standard;
  private final String help;

  Bound(String words, int least, int most, int standard, String help) {
    this.words = words;
    this.argument =
        new Argument<>(
            name().toLowerCase(Locale.ROOT).replace('_', '-') + "-count",
            Kind.range(least, most),
            "By default " + standard);
    this.standard = standard;
    this.help = help;
  }

  /** As they stand behind {@code limit}. */
  String words() {
    return words;
  }

  Argument<Integer> argument() {
    return argument;
  }

  int standard() {
    return standard;
  }

  String help() {
    return help;
  }
}
