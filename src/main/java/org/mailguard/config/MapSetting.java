package org.mailguard.config;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailguard.policy.Action;
import org.mailguard.policy.Criterion;
import org.mailguard.policy.MapSettings;
import org.mailguard.policy.Regex;
import org.mailguard.policy.ReplyText;

/** Inspection maps and the expressions that they search for. */
sealed interface MapSetting extends Setting {

  /** {@code regex}. */
  record Expression(String name, Regex regex) implements MapSetting {}

  /** {@code class-map type regex match-any}. */
  record ExpressionClass(String name) implements MapSetting {}

  /** {@code match regex} inside such a class. */
  record Member(String expression) implements MapSetting {}

  /** {@code policy-map type inspect esmtp}. */
  record InspectionMap(String name) implements MapSetting {}

  /** {@code shield} inside a map: the rules of a built-in pack. */
  record Shield(String name, boolean observed) implements MapSetting {}

  /**
   * {@code match} inside a map.
   *
   * @param criterion its sets of expressions have names only: {@link Expressions} fills them
   */
  record Match(boolean negated, Criterion criterion) implements MapSetting {}

  /** What is done below a {@code match}: all actions but {@link Action.RateLimit}. */
  record Reaction(Action action, boolean log) implements MapSetting {}

  /**
   * {@code rate-limit} below a {@code match}.
   *
   * @param reply for what is beyond it, or null for the guard's words
   */
  record RateLimit(long perSecond, @Nullable ReplyText reply) implements MapSetting {}

  /** {@code monitor} below a {@code match}. */
  record Observed() implements MapSetting {}

  /** {@code monitor all}: no rule of any map does anything. */
  record AllObserved() implements MapSetting {}

  // ---- below parameters

  /** {@code parameters} inside a map. */
  record Parameters() implements MapSetting {}

  /** {@code mask-banner} and its {@code no}. */
  record MaskBanner(boolean on) implements MapSetting {}

  /** {@code mail-relay}: one domain of ours. */
  record MailRelay(String domain, Reaction reaction) implements MapSetting {}

  /** {@code special-character}. */
  record SpecialCharacter(Reaction reaction) implements MapSetting {}

  /** {@code allow-tls} and its {@code no}. */
  record AllowTls(MapSettings.Tls tls) implements MapSetting {}

  /** {@code bare-newline}. */
  record BareNewline(MapSettings.BareNewline what) implements MapSetting {}

  /** {@code auth-mechanisms}, in upper case. */
  record AuthMechanisms(Set<String> names) implements MapSetting {
    public AuthMechanisms {
      names = Set.copyOf(names);
    }
  }

  /** {@code reply-code}: codes below 400 that can answer a verb. */
  record ReplyCodes(String verb, Set<Integer> codes) implements MapSetting {
    public ReplyCodes {
      codes = Set.copyOf(codes);
    }
  }

  /** {@code minimum-data-rate}, octets a second. */
  record LeastDataRate(long octets) implements MapSetting {}

  /** {@code monitor} below {@code parameters}: all rules of the map. */
  record MapObserved() implements MapSetting {}
}
