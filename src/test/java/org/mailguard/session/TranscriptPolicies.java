package org.mailguard.session;

import org.mailguard.policy.Appearance;
import org.mailguard.policy.Inspection;
import org.mailguard.policy.Limits;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Timeouts;

/** The policies that a transcript can name. */
final class TranscriptPolicies {
  private TranscriptPolicies() {}

  static Policy apply(Policy policy, String word, String rest) {
    return word.equals("policy") ? named(rest) : limited(policy, rest);
  }

  private static Policy named(String name) {
    return switch (name) {
      case "default" -> Policy.MAILGUARD_DEFAULT;
      case "framing" -> Policy.FRAMING_ONLY;
      case "p51" -> Policy.P51;
      case "p51-strict-greeting" ->
          new Policy(
              "release p51",
              Inspection.FULL,
              new Appearance("p51", true, Appearance.Greeting.STARRED_WITH_BLANK),
              null,
              Policy.SEVEN,
              Limits.DEFAULT,
              Timeouts.DEFAULT);
      default -> throw new IllegalArgumentException("policy " + name);
    };
  }

  private static Policy limited(Policy policy, String rest) {
    String[] words = rest.split(" ", 2);
    int count = Integer.parseInt(words[1]);
    Limits old = policy.limits();
    Limits limits =
        switch (words[0]) {
          case "recipients" ->
              new Limits(
                  old.commandLine(),
                  old.saslLine(),
                  count,
                  old.errors(),
                  old.junk(),
                  old.outstanding(),
                  old.chunks(),
                  old.drained());
          case "errors" ->
              new Limits(
                  old.commandLine(),
                  old.saslLine(),
                  old.recipients(),
                  count,
                  old.junk(),
                  old.outstanding(),
                  old.chunks(),
                  old.drained());
          case "junk" ->
              new Limits(
                  old.commandLine(),
                  old.saslLine(),
                  old.recipients(),
                  old.errors(),
                  count,
                  old.outstanding(),
                  old.chunks(),
                  old.drained());
          case "outstanding" ->
              new Limits(
                  old.commandLine(),
                  old.saslLine(),
                  old.recipients(),
                  old.errors(),
                  old.junk(),
                  count,
                  old.chunks(),
                  old.drained());
          case "drained" ->
              new Limits(
                  old.commandLine(),
                  old.saslLine(),
                  old.recipients(),
                  old.errors(),
                  old.junk(),
                  old.outstanding(),
                  old.chunks(),
                  count);
          default -> throw new IllegalArgumentException("limit " + rest);
        };
    return new Policy(
        policy.name(),
        policy.inspection(),
        policy.appearance(),
        policy.hostname(),
        policy.verbs(),
        limits,
        policy.timeouts());
  }
}
