package org.mailguard.session;

import java.util.ArrayList;
import java.util.List;
import org.mailguard.events.MessageId;
import org.mailguard.inspect.Inspections;
import org.mailguard.policy.Verdict;
import org.mailguard.smtp.ClientLine;
import org.mailguard.smtp.Command;
import org.mailguard.smtp.CommandParser;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Parameter;
import org.mailguard.smtp.Path;
import org.mailguard.smtp.Reply;
import org.mailguard.smtp.SmtpWriter;
import org.mailguard.smtp.SyntaxError;

/**
 * Commands by their meaning: parsed, judged, printed again.
 *
 * <p>DATA and the first BDAT of a message wait until every reply before them is there. Whether the
 * server took a recipient is not known sooner, and a server that says 354 without one would leave
 * the client with a message for nobody (reference: threats P-07, M-01). All other commands are
 * decided at once, also when they were sent in advance.
 */
final class InspectedCommands extends CommandHandling<Command> {
  InspectedCommands(Conversation talk, MailData mailData) {
    super(talk, mailData);
  }

  @Override
  void line(byte[] line, int length) {
    switch (CommandParser.parse(line, length)) {
      case SyntaxError error -> syntax(error, Octets.copyOf(line, 0, length));
      case Command command -> judge(command);
    }
  }

  private void syntax(SyntaxError error, Octets line) {
    if (error.kind() == SyntaxError.Kind.CHUNK_LENGTH) {
      talk.end(MessageId.CHUNK_LENGTH_UNCERTAIN, talk.policy().name() + " chunk", printable(line));
      return;
    }
    talk.refuse(
        Answers.syntax(error),
        MessageId.COMMAND_SYNTAX,
        talk.policy().name() + " syntax",
        printable(line));
  }

  private void judge(Command command) {
    if (talk.isStopping() && !talk.transaction().isOpen() && !(command instanceof Command.Quit)) {
      talk.end(MessageId.DRAINING, "stop", "");
      return;
    }
    switch (talk.policy().judge(command, Inspections.of(command), talk::offers)) {
      case Verdict.Allow _ -> sequence(command);
      case Verdict.Refuse(MessageId why, String rule) -> refuse(command, why, rule, "");
      case Verdict.End(MessageId why, String rule) -> talk.end(why, rule, printable(command));
    }
  }

  /**
   * Refuses a command. The payload of a chunk is read away, or it would be read as commands
   * (threats B-03); the transaction stays as it is, since the server saw nothing of it.
   */
  private void refuse(Command command, MessageId why, String rule, String more) {
    if (command instanceof Command.Bdat(long size, _)) {
      if (size > talk.policy().limits().drained()) {
        talk.end(
            MessageId.DRAIN_LIMIT, talk.policy().name() + " limit drained", printable(command));
        return;
      }
      mailData.discard(size);
    }
    talk.refuse(Answers.of(why, more), why, rule, printable(command));
  }

  private void sequence(Command command) {
    String objection = Sequence.objection(command, talk.transaction(), talk.isAuthenticated());
    if (objection.isEmpty()) {
      admit(command);
    } else {
      refuse(command, MessageId.BAD_SEQUENCE, talk.policy().name() + " sequence", ": " + objection);
    }
  }

  private void admit(Command command) {
    switch (command) {
      case Command.Helo _ -> alone(command, Slot.Kind.HELO);
      case Command.Ehlo _ -> alone(command, Slot.Kind.EHLO);
      case Command.Mail mail -> mail(mail);
      case Command.Rcpt rcpt -> rcpt(rcpt);
      case Command.Data _, Command.Bdat _ -> message(command);
      case Command.Rset _ -> {
        talk.endTransaction();
        junk(command);
      }
      case Command.Noop _,
          Command.Vrfy _,
          Command.Expn _,
          Command.Help _,
          Command.Etrn _,
          Command.XLink2State _,
          Command.Outmoded _,
          Command.Unknown _ ->
          junk(command);
      case Command.Quit _ -> {
        readNoMore();
        forward(command, Slot.Kind.QUIT);
      }
      case Command.StartTls _, Command.XAnonymousTls _ -> alone(command, Slot.Kind.STARTTLS);
      case Command.Auth _, Command.XExps _ -> alone(command, Slot.Kind.AUTH);
      case Command.XExch50 payload -> {
        talk.clientMustWait();
        talk.forward(payload, Slot.payload(payload.size(), talk.transaction()));
      }
    }
  }

  private void forward(ClientLine line, Slot.Kind kind) {
    talk.forward(line, Slot.of(kind, talk.transaction()));
  }

  /** A command behind which the client has to wait for the reply. */
  private void alone(Command command, Slot.Kind kind) {
    talk.clientMustWait();
    forward(command, kind);
    if (kind == Slot.Kind.EHLO || kind == Slot.Kind.HELO) {
      talk.countJunk();
    }
  }

  private void junk(Command command) {
    forward(command, Slot.Kind.OTHER);
    talk.countJunk();
  }

  private void mail(Command.Mail mail) {
    boolean binary = false;
    boolean utf8 = false;
    long size = 0;
    List<Parameter> parameters = new ArrayList<>(mail.parameters().size());
    for (Parameter parameter : mail.parameters()) {
      binary |=
          parameter instanceof Parameter.Body(Parameter.Body.Type type)
              && type == Parameter.Body.Type.BINARY_MIME;
      utf8 |= parameter instanceof Parameter.SmtpUtf8;
      size = parameter instanceof Parameter.Size(long octets) ? octets : size;
      parameters.add(trusted(parameter));
    }
    if (!utf8 && mail.reversePath() instanceof Path.Address from && from.needsSmtpUtf8()) {
      refuse(mail, MessageId.ADDRESS_NEEDS_SMTPUTF8, talk.policy().name() + " smtputf8", "");
      return;
    }
    talk.endTransaction();
    talk.transaction().begin(binary, utf8);
    talk.transaction().declareSize(size);
    forward(new Command.Mail(mail.reversePath(), parameters), Slot.Kind.MAIL);
  }

  /**
   * AUTH= from somebody who has not authenticated is worth nothing (RFC 4954 section 5, threats
   *
   */
  private Parameter trusted(Parameter parameter) {
    if (parameter instanceof Parameter.AuthIdentity claimed
        && !talk.isAuthenticated()
        && !claimed.equals(Parameter.AuthIdentity.NOBODY)) {
      talk.note(
          MessageId.AUTH_IDENTITY_REPLACED,
          talk.policy().name() + " auth-identity",
          "",
          "AUTH=" + claimed.xtext(),
          "AUTH=<>");
      return Parameter.AuthIdentity.NOBODY;
    }
    return parameter;
  }

  private void rcpt(Command.Rcpt rcpt) {
    if (!talk.transaction().isSmtpUtf8()
        && rcpt.forwardPath() instanceof Path.Address to
        && to.needsSmtpUtf8()) {
      refuse(rcpt, MessageId.ADDRESS_NEEDS_SMTPUTF8, talk.policy().name() + " smtputf8", "");
    } else if (talk.transaction().recipients() >= talk.policy().limits().recipients()) {
      int limit = talk.policy().limits().recipients();
      Reply reply = Answers.of(MessageId.TOO_MANY_RECIPIENTS);
      talk.note(
          MessageId.TOO_MANY_RECIPIENTS,
          talk.policy().name() + " limit recipients " + limit,
          "",
          printable(rcpt),
          Answers.text(reply));
      talk.answer(reply, MessageId.TOO_MANY_RECIPIENTS);
    } else {
      talk.transaction().recipientAsked();
      forward(rcpt, Slot.Kind.RCPT);
    }
  }

  private void message(Command command) {
    if (!talk.outstanding().isEmpty() && talk.transaction().chunks() == 0) {
      holdBack(command);
    } else if (talk.transaction().chunks() == 0 && !talk.transaction().hasAcceptedRecipients()) {
      refuse(command, MessageId.NO_VALID_RECIPIENTS, talk.policy().name() + " recipients", "");
    } else if (command instanceof Command.Bdat chunk) {
      chunk(chunk);
    } else {
      alone(command, Slot.Kind.DATA);
    }
  }

  private void chunk(Command.Bdat chunk) {
    if (talk.transaction().chunks() >= talk.policy().limits().chunks()) {
      talk.end(
          MessageId.TOO_MUCH_JUNK,
          talk.policy().name() + " limit chunks " + talk.policy().limits().chunks(),
          "");
      return;
    }
    talk.transaction().chunkForwarded();
    if (!mailData.admits(chunk)) {
      return;
    }
    forward(chunk, chunk.last() ? Slot.Kind.LAST_CHUNK : Slot.Kind.CHUNK);
    mailData.beginChunk(chunk);
    if (chunk.last()) {
      talk.endTransaction();
    } else if (chunk.size() == 0) {
      talk.countJunk();
    }
  }

  @Override
  void decide(Command waited) {
    judge(waited);
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
    forward(sasl, Slot.Kind.AUTH);
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

  private static String printable(Octets line) {
    return Shown.of(line);
  }

  private static String printable(Command command) {
    byte[] line = SmtpWriter.write(command);
    return Shown.of(line, line.length - 2);
  }
}
