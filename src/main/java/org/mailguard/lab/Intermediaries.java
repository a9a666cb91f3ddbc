package org.mailguard.lab;

import java.util.function.Predicate;
import org.mailguard.events.MessageId;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Rates;
import org.mailguard.policy.RuleWatch;
import org.mailguard.session.Intermediary;
import org.mailguard.session.Session;

/** The one place where it is decided what stands between a client and its server. */
public final class Intermediaries {
  private Intermediaries() {}

  /**
   * The guard's session, unless the policy is one of a laboratory.
   *
   * @param rates of the session's peer
   * @param watch hears of the rules that are asked
   */
  public static Intermediary of(Policy policy, Rates rates, RuleWatch watch) {
    return of(policy, rates, watch, _ -> true);
  }

  /**
   * The guard's session, unless the policy is one of a laboratory.
   *
   * @param rates of the session's peer
   * @param watch hears of the rules that are asked
   * @param heard false of events that would be written nowhere; they are only to be counted
   */
  public static Intermediary of(
      Policy policy, Rates rates, RuleWatch watch, Predicate<MessageId> heard) {
    return new Session(policy, rates, watch, heard);
  }
}
