package org.mailguard.policy;

import org.mailguard.events.MessageId;

/** What policy says of one command. How a refusal looks is {@link Appearance}'s concern. */
public sealed interface Verdict {
  record Allow() implements Verdict {
    public static final Allow ALLOW = new Allow();
  }

  /** The server does not get to see it; the session goes on. */
  record Refuse(MessageId why, String rule) implements Verdict {}

  /** As {@link Refuse}, and the session ends. */
  record End(MessageId why, String rule) implements Verdict {}
}
