package org.mailguard.session;

import java.util.Set;
import org.mailguard.events.Intervention;
import org.mailguard.events.MessageId;
import org.mailguard.inspect.Finding;
import org.mailguard.inspect.Inspections;
import org.mailguard.policy.RulePhase;
import org.mailguard.policy.Ruling;
import org.mailguard.policy.Verdict;
import org.mailguard.smtp.ClientLine;
import org.mailguard.smtp.Command;
import org.mailguard.smtp.CommandParser;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.ParseResult;
import org.mailguard.smtp.Reply;
import org.mailguard.smtp.SmtpWriter;
import org.mailguard.smtp.SyntaxError;

/**
 * Commands by their meaning: parsed, judged, printed again.
 *
 * <p>A line is asked about in this order, and the first that objects answers:
 *
 * <ol>
 *   <li>framing: line ends, the longest line, a chunk without a certain length;
 *   <li>rules about command lines, also of lines that are no command;
 *   <li>grammar; rules about addresses see one that fails it, since the server will not;
 *   <li>the verb set, unless a rule allows the verb;
 *   <li>the order of commands, and rules about names, senders and recipients where it is kept: what
 *       comes out of turn is in no transaction, and must not count for one;
 *   <li>extensions that were not offered, source routes, the order of commands.
 * </ol>
 *
 * <p>DATA and the first BDAT of a message wait until every reply before them is there. Whether the
 * server took a recipient is not known sooner, and a server that says 354 without one would leave
 * the client with a message for nobody (reference: threats P-07, M-01). All other commands are
 * decided at once, also when they were sent in advance.
 */
final class InspectedCommands extends CommandHandling<Command> {
  private final PassingCommands passing;

  InspectedCommands(Conversation talk, MailData mailData) {
    super(talk, mailData);
    passing = new PassingCommands(talk, mailData, this);
  }

  @Override
  void line(byte[] line, int length) {
    ParseResult parsed = CommandParser.parse(line, length);
    if (parsed instanceof SyntaxError error && error.kind() == SyntaxError.Kind.CHUNK_LENGTH) {
      String before = Shown.of(line, length);
      talk.end(MessageId.CHUNK_LENGTH_UNCERTAIN, talk.policy().name() + " chunk", before);
      return;
    }
    if (parsed instanceof Command command && isRefusedForStopping(command)) {
      return;
    }
    Ruling ruling = talk.judge().command(line, length);
    if (!ruling.isEmpty() && !passes(ruling, parsed, Shown.of(line, length))) {
      return;
    }
    switch (parsed) {
      case SyntaxError error -> syntax(error, Octets.copyOf(line, 0, length));
      case Command command -> judge(command, ruling.allowsVerb());
    }
  }

  private boolean isRefusedForStopping(Command command) {
    if (talk.isStopping() && !talk.transaction().isOpen() && !(command instanceof Command.Quit)) {
      talk.end(MessageId.DRAINING, "stop", "");
      return true;
    }
    return false;
  }

  private void syntax(SyntaxError error, Octets line) {
    Ruling ruling = BrokenAddress.ruling(talk.judge(), line, error);
    if (ruling.isEmpty() || passes(ruling, error, Shown.of(line))) {
      talk.refuse(
          Answers.syntax(error),
          MessageId.COMMAND_SYNTAX,
          talk.policy().name() + " syntax",
          Shown.of(line));
    }
  }

  private void judge(Command command, boolean verbAllowed) {
    Set<Finding> findings = Inspections.of(command);
    if (!passes(talk.policy().judgeVerb(command, findings, verbAllowed), command)) {
      return;
    }
    if (objection(command).isEmpty()) {
      Ruling ruling = Rulings.of(command, talk);
      if (!ruling.isEmpty() && !passes(ruling, command, printable(command))) {
        return;
      }
    }
    if (passes(talk.policy().judgeExtensions(command, talk::offers), command)
        && passes(talk.policy().judgeAddress(findings), command)
        && Mechanisms.passes(command, talk)) {
      sequence(command);
    }
  }

  private String objection(Command command) {
    return Sequence.objection(command, talk.transaction(), talk.isAuthenticated());
  }

  /** {@code what} is refused in the words of the rule, if the ruling says so. */
  private boolean passes(Ruling ruling, ParseResult what, String before) {
    return switch (Enforcement.carryOut(talk, ruling, false, before)) {
      case Enforcement.Outcome.Passes _ -> true;
      case Enforcement.Outcome.Ended _ -> false;
      case Enforcement.Outcome.Refused(Reply reply, boolean error) -> {
        if (!(what instanceof Command command) || readsAway(command)) {
          talk.answer(reply, MessageId.RULE_ENFORCED);
          if (error) {
            talk.countError();
          } else {
            talk.countTurnedAway();
          }
        }
        yield false;
      }
    };
  }

  private boolean passes(Verdict verdict, Command command) {
    return switch (verdict) {
      case Verdict.Allow _ -> true;
      case Verdict.Refuse(MessageId why, String rule) -> {
        boolean observed =
            why != MessageId.EXTENSION_NOT_OFFERED
                && why != MessageId.PARAMETER_NOT_OFFERED
                && talk.policy().onlyObserves(command);
        if (observed) {
          Rulings.recordObserved(
              talk,
              RulePhase.COMMAND.word(),
              rule.substring(talk.policy().name().length() + 1),
              Intervention.Verdict.REFUSED,
              printable(command));
        } else {
          refuse(command, why, rule, "");
        }
        yield observed;
      }
      case Verdict.End(MessageId why, String rule) -> {
        talk.end(why, rule, printable(command));
        yield false;
      }
    };
  }

  /** Refuses a command; the transaction stays as it is, since the server saw nothing of it. */
  void refuse(Command command, MessageId why, String rule, String more) {
    if (readsAway(command)) {
      talk.refuse(Answers.of(why, more), why, rule, printable(command));
    }
  }

  /**
   * The payload of a chunk that is refused is read away, or it would be read as commands (threats
   * B-03). Its message is lost: the chunks behind it may be on their way already, and without this
   * one they must not be delivered (RFC 3030 section 2, threats B-04). False if it is too long to
   * be read away, which ends the session.
   */
  private boolean readsAway(Command command) {
    if (command instanceof Command.Bdat(long size, _)) {
      talk.transaction().breakOff();
      if (size > talk.policy().limits().drained()) {
        String rule = talk.policy().name() + " limit drained";
        talk.end(MessageId.DRAIN_LIMIT, rule, printable(command));
        return false;
      }
      mailData.discard(size);
    }
    return true;
  }

  private void sequence(Command command) {
    String objection = objection(command);
    if (objection.isEmpty()) {
      passing.pass(command);
    } else {
      refuse(command, MessageId.BAD_SEQUENCE, talk.policy().name() + " sequence", ": " + objection);
    }
  }

  /** Rules and verb were asked when it came; what the replies may have changed is asked now. */
  @Override
  void decide(Command waited) {
    if (!isRefusedForStopping(waited)
        && passes(talk.policy().judgeExtensions(waited, talk::offers), waited)) {
      sequence(waited);
    }
  }

  @Override
  void saslLine(byte[] line, int length) {
    Octets answer = Octets.copyOf(line, 0, length);
    ClientLine.Sasl sasl = new ClientLine.Sasl(answer);
    if (!answer.equals(ClientLine.Sasl.CANCEL.base64()) && !isBase64(answer)) {
      talk.note(MessageId.SASL_NOT_BASE64, talk.policy().name() + " sasl", "", "", "*");
      sasl = ClientLine.Sasl.CANCEL;
    }
    talk.enter(Phase.COMMAND);
    talk.clientMustWait();
    talk.forward(sasl, Slot.of(Slot.Kind.AUTH, talk.transaction()));
  }

  private static boolean isBase64(Octets line) {
    for (int i = 0; i < line.length(); i++) {
      byte octet = line.at(i);
      boolean letter = (octet >= 'A' && octet <= 'Z') || (octet >= 'a' && octet <= 'z');
      boolean padding = octet == '=' && i >= line.length() - 2;
      if (!letter && !padding && !(octet >= '0' && octet <= '9') && octet != '+' && octet != '/') {
        return false;
      }
    }
    return line.length() % 4 == 0;
  }

  static String printable(Command command) {
    byte[] line = SmtpWriter.write(command);
    return Shown.of(line, line.length - 2);
  }
}
