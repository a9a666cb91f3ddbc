package org.mailguard.policy;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.mailguard.events.MessageId;
import org.mailguard.inspect.Finding;
import org.mailguard.smtp.Command;
import org.mailguard.smtp.Extension;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Parameter;
import org.mailguard.smtp.Verb;

/**
 * Judges one command by itself: verb, extension, parameters, findings. Whether it comes at the
 * right time is the session's to say, and what rules say of it is asked between {@link #verb} and
 * {@link #extensions}. The order of the questions is the order of the answers that a client can
 * get.
 */
final class CommandRules {
  private CommandRules() {}

  /** Verbs of which the guard knows no more than that it could not follow a server that obeys. */
  private static final List<String> TURN_THE_TABLES = List.of("ATRN", "LHLO", "BURL");

  static Verdict verb(Policy policy, Command command, Set<Finding> findings) {
    if (findings.contains(Finding.HTTP)) {
      return new Verdict.End(MessageId.HTTP_CLIENT, policy.name() + " http");
    }
    Verb verb = command.verb();
    if (verb == null) {
      return new Verdict.Refuse(MessageId.COMMAND_UNKNOWN, policy.name() + " verb unknown");
    }
    if (!policy.verbs().contains(verb) || !isFollowed(command)) {
      return new Verdict.Refuse(
          MessageId.COMMAND_FORBIDDEN, policy.name() + " verb " + verb.word());
    }
    return Verdict.Allow.ALLOW;
  }

  static Verdict extensions(Policy policy, Command command, Predicate<Extension> offered) {
    Verb verb = command.verb();
    if ((verb == Verb.VRFY || verb == Verb.EXPN || verb == Verb.HELP)
        && policy.map().masksByName(verb)) {
      return new Verdict.Refuse(
          MessageId.EXTENSION_NOT_OFFERED, policy.name() + " keyword " + verb.word());
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
    return Verdict.Allow.ALLOW;
  }

  static Verdict address(Policy policy, Set<Finding> findings) {
    return findings.contains(Finding.SOURCE_ROUTE)
        ? new Verdict.Refuse(MessageId.SOURCE_ROUTE, policy.name() + " source-route")
        : Verdict.Allow.ALLOW;
  }

  /**
   * True if the guard still knows what the octets of both sides are when a server obeys. TURN and
   * ATRN make the server the client, LHLO changes how many replies a message has, BURL ends a
   * message without content, and VERB has replies before the reply. A word that is no word, or that
   * begins as a verb does, is another command to a server that reads no further: {@code DATA.}
   */
  static boolean isFollowed(Command command) {
    return switch (command) {
      case Command.Unknown(Octets word, _) ->
          isWord(word)
              && TURN_THE_TABLES.stream().noneMatch(word::equalsIgnoreCase)
              && Verb.thatBegins(word) == null;
      case Command other -> other.verb() != Verb.TURN && other.verb() != Verb.VERB;
    };
  }

  private static boolean isWord(Octets word) {
    for (int i = 0; i < word.length(); i++) {
      int octet = word.at(i);
      boolean letter = (octet >= 'A' && octet <= 'Z') || (octet >= 'a' && octet <= 'z');
      if (!letter && !(octet >= '0' && octet <= '9') && octet != '-') {
        return false;
      }
    }
    return true;
  }

  /**
   * True if the guard may let it pass only to see what comes of it. With XCLIENT and XFORWARD a
   * client speaks for somebody else, and it is the guard's address that the server trusts.
   */
  static boolean isObservable(Command command) {
    Verb verb = command.verb();
    return isFollowed(command) && (verb == null || isObservable(verb));
  }

  static boolean isObservable(Verb verb) {
    return switch (verb) {
      case TURN, VERB, XCLIENT, XFORWARD -> false;
      case HELO,
          EHLO,
          MAIL,
          RCPT,
          DATA,
          BDAT,
          RSET,
          NOOP,
          QUIT,
          VRFY,
          EXPN,
          HELP,
          ETRN,
          STARTTLS,
          AUTH,
          X_LINK2STATE,
          X_EXPS,
          XEXCH50,
          X_ANONYMOUSTLS,
          SEND,
          SOML,
          SAML,
          ONEX,
          DEBUG,
          WIZ,
          KILL ->
          true;
    };
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
          Command.Send _,
          Command.Outmoded _,
          Command.Unknown _ ->
          List.of();
    };
  }
}
