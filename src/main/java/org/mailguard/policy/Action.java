package org.mailguard.policy;

import org.jspecify.annotations.Nullable;
import org.mailguard.events.Intervention;

/** What a rule does when it matches (reference: cisco-mailguard 6.3). */
public sealed interface Action {
  /** Only a record; the rules behind it are asked too. */
  record Log() implements Action {}

  /**
   * The client is answered 4yz or 5yz, the server sees nothing of it, the session goes on.
   *
   * @param reply in the operator's words, or null for those of {@link Refusals}
   */
  record Refuse(@Nullable ReplyText reply) implements Action {}

  /** Both connections are closed; nothing is said, but for a 5yz inside a message. */
  record Drop() implements Action {}

  /** Both connections are reset; nothing is said. */
  record Reset() implements Action {}

  /** A keyword is taken away with its verb and parameters; a verb is refused as unknown. */
  record Mask() implements Action {}

  /**
   * More than so many a second are refused for now.
   *
   * @param mask true if they are masked instead
   * @param reply in the operator's words, or null for those of {@link Refusals}; null with a mask
   */
  record RateLimit(long perSecond, boolean mask, @Nullable ReplyText reply) implements Action {
    /** In the guard's own words. */
    public RateLimit(long perSecond, boolean mask) {
      this(perSecond, mask, null);
    }
  }

  /** A header field or a MIME part does not pass. */
  record Strip() implements Action {}

  /** It passes, and no rule behind it is asked in this phase; of a verb, whatever the default. */
  record Allow() implements Action {}

  /** What is on record when it was done, or would have been. */
  default Intervention.Verdict verdict() {
    return switch (this) {
      case Log _ -> Intervention.Verdict.LOGGED;
      case Refuse _ -> Intervention.Verdict.REFUSED;
      case Drop _ -> Intervention.Verdict.DROPPED;
      case Reset _ -> Intervention.Verdict.RESET;
      case Mask _ -> Intervention.Verdict.MASKED;
      case RateLimit _ -> Intervention.Verdict.RATE_LIMITED;
      case Strip _ -> Intervention.Verdict.STRIPPED;
      case Allow _ -> Intervention.Verdict.ALLOWED;
    };
  }

  /** True if no rule behind it is asked. */
  default boolean isDecisive() {
    return !(this instanceof Log);
  }
}
