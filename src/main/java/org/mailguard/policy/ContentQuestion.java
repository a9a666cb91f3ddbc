package org.mailguard.policy;

import org.jspecify.annotations.Nullable;

/** A rule about content, while one message is before it. */
final class ContentQuestion {
  final Rule rule;

  /** Its place in the map. */
  final int place;

  /** True if nothing more can come of it. */
  boolean settled;

  /** True if what it looks for was there. */
  boolean seen;

  /** True if there is a record of what it lets pass. */
  boolean recorded;

  /** The name that it matches, of the part whose header is being read. */
  @Nullable String name;

  /** The field that the name stands in, if the rule asks for content. */
  String nameLine = "";

  ContentQuestion(Rule rule, int place) {
    this.rule = rule;
    this.place = place;
  }

  /**
   * True if it keeps something out or takes it out, or would: then it must not be hidden from it.
   */
  boolean stops() {
    return switch (rule.action()) {
      case Action.Refuse _,
          Action.Drop _,
          Action.Reset _,
          Action.Strip _,
          Action.Mask _,
          Action.RateLimit _ ->
          true;
      case Action.Log _, Action.Allow _ -> false;
    };
  }
}
