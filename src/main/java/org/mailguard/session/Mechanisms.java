package org.mailguard.session;

import org.mailguard.events.Intervention;
import org.mailguard.events.MessageId;
import org.mailguard.policy.ReplyText;
import org.mailguard.policy.RulePhase;
import org.mailguard.smtp.Command;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Reply;

/** The mechanisms of authentication that a line {@code auth-mechanisms} leaves. */
final class Mechanisms {
  private Mechanisms() {}

  /** True unless the command asks for another one, which is then refused. */
  static boolean passes(Command command, Conversation talk) {
    Octets mechanism =
        switch (command) {
          case Command.Auth auth -> auth.mechanism();
          case Command.XExps exps -> exps.mechanism();
          case Command _ -> Octets.EMPTY;
        };
    if (mechanism.isEmpty() || talk.policy().passesMechanism(mechanism)) {
      return true;
    }
    String rule = talk.policy().mechanisms();
    String before = InspectedCommands.printable(command);
    if (talk.policy().map().settings().observed()) {
      Rulings.recordObserved(
          talk, RulePhase.COMMAND.word(), rule, Intervention.Verdict.REFUSED, before);
      return true;
    }
    refuse(rule, before, talk);
    return false;
  }

  /** RFC 4954 section 4: 504 and 5.5.4. */
  private static void refuse(String rule, String before, Conversation talk) {
    Reply reply =
        Rulings.refusal(
            new ReplyText(504, "5.5.4", "Authentication mechanism not allowed"),
            talk.policy().name() + " " + rule);
    Rulings.recordParameter(
        talk,
        MessageId.RULE_ENFORCED,
        RulePhase.COMMAND.word(),
        rule,
        Intervention.Verdict.REFUSED,
        before,
        Answers.text(reply));
    talk.answer(reply, MessageId.RULE_ENFORCED);
    talk.countError();
  }
}
