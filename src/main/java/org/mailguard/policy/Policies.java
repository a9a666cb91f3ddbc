package org.mailguard.policy;

import java.util.List;

/**
 * Which policy holds for a session: that of the first class whose traffic the connection is, or
 * {@link #otherwise}.
 *
 * @param otherwise for what no class with a list covers: for nearly everybody the only one
 */
public record Policies(List<Choice> choices, Policy otherwise) {

  public Policies {
    choices = List.copyOf(choices);
  }

  /** A class by access list: what the list permits is in the class. */
  public record Choice(Access traffic, Policy policy) {}

  /** The same policy for everybody. */
  public static Policies always(Policy policy) {
    return new Policies(List.of(), policy);
  }

  /** The policy of a session, chosen once, when it begins. */
  public Policy of(Connection connection) {
    for (Choice choice : choices) {
      if (choice.traffic().judge(connection) instanceof Access.Decision.Permitted) {
        return choice.policy();
      }
    }
    return otherwise;
  }
}
