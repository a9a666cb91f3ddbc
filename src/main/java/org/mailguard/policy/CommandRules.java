package org.mailguard.policy;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.mailguard.events.MessageId;
import org.mailguard.inspect.Finding;
import org.mailguard.smtp.Command;
import org.mailguard.smtp.Extension;
import org.mailguard.smtp.Parameter;
import org.mailguard.smtp.Verb;

/**
 * Judges one command by itself: verb, extension, parameters, findings. Whether it comes at the
 * right time is the session's to say. The order of the questions is the order of the answers that a
 * client can get.
 */
final class CommandRules {
  private CommandRules() {}

  static Verdict judge(
      Policy policy, Command command, Set<Finding> findings, Predicate<Extension> offered) {
    if (findings.contains(Finding.HTTP)) {
      return new Verdict.End(MessageId.HTTP_CLIENT, policy.name() + " http");
    }
    Verb verb = command.verb();
    if (verb == null) {
      return new Verdict.Refuse(MessageId.COMMAND_UNKNOWN, policy.name() + " verb unknown");
    }
    if (!policy.verbs().contains(verb)) {
      return new Verdict.Refuse(
          MessageId.COMMAND_FORBIDDEN, policy.name() + " verb " + verb.word());
    }
    Extension extension = Extension.of(command);
    if (extension != null && !offered.test(extension)) {
      return new Verdict.Refuse(
          MessageId.EXTENSION_NOT_OFFERED, policy.name() + " keyword " + extension);
    }
    for (Parameter parameter : parameters(command)) {
      Extension needed = Extension.of(parameter);
      if (needed == null || !offered.test(needed)) {
        return new Verdict.Refuse(
            MessageId.PARAMETER_NOT_OFFERED, policy.name() + " parameter " + parameter.keyword());
      }
    }
    if (findings.contains(Finding.SOURCE_ROUTE)) {
      return new Verdict.Refuse(MessageId.SOURCE_ROUTE, policy.name() + " source-route");
    }
    return Verdict.Allow.ALLOW;
  }

  private static List<Parameter> parameters(Command command) {
    return switch (command) {
      case Command.Mail mail -> mail.parameters();
      case Command.Rcpt rcpt -> rcpt.parameters();
      case Command.Helo _,
          Command.Ehlo _,
          Command.Data _,
          Command.Bdat _,
          Command.Rset _,
          Command.Noop _,
          Command.Quit _,
          Command.Vrfy _,
          Command.Expn _,
          Command.Help _,
          Command.Etrn _,
          Command.StartTls _,
          Command.Auth _,
          Command.XLink2State _,
          Command.XExps _,
          Command.XExch50 _,
          Command.XAnonymousTls _,
          Command.Outmoded _,
          Command.Unknown _ ->
          List.of();
    };
  }
}
