package org.mailguard.lab;

import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.mailguard.events.MessageId;
import org.mailguard.policy.Laboratory.Defect;
import org.mailguard.policy.Laboratory.Firewall;
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
   * The guard's session, unless the policy is one of a laboratory, which is always heard.
   *
   * @param rates of the session's peer
   * @param watch hears of the rules that are asked
   * @param heard false of events that would be written nowhere; they are only to be counted
   */
  public static Intermediary of(
      Policy policy, Rates rates, RuleWatch watch, Predicate<MessageId> heard) {
    return policy.laboratory().isInForce()
        ? inLaboratory(policy, rates, watch)
        : new Session(policy, rates, watch, heard);
  }

  private static Intermediary inLaboratory(Policy policy, Rates rates, RuleWatch watch) {
    Wires wires = new Wires();
    Firewall firewall = policy.laboratory().firewall();
    if (firewall != null) {
      Make make =
          switch (firewall) {
            case Firewall.Watchguard watchguard -> new Watchguard(watchguard);
            case Firewall.Checkpoint checkpoint -> new Checkpoint(checkpoint);
            case Firewall.Raptor raptor -> new Raptor(raptor);
          };
      ProxyDevice device = new ProxyDevice(policy, wires, make);
      return new LaboratorySession(policy.name(), firewall.product(), wires, device);
    }
    String what =
        policy.laboratory().defects().stream()
            .map(Defect::word)
            .sorted()
            .collect(Collectors.joining(", "));
    StreamEditor editor = new StreamEditor(policy, wires, rates, watch);
    return new LaboratorySession(policy.name(), "defects: " + what, wires, editor);
  }
}
