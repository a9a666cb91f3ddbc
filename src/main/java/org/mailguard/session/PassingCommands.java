package org.mailguard.session;

import java.util.ArrayList;
import java.util.List;
import org.mailguard.events.MessageId;
import org.mailguard.smtp.Command;
import org.mailguard.smtp.Parameter;
import org.mailguard.smtp.Path;
import org.mailguard.smtp.Reply;

/** Commands that nothing speaks against, on their way to the server. */
final class PassingCommands {
  private final Conversation talk;
  private final MailData mailData;
  private final InspectedCommands owner;

  PassingCommands(Conversation talk, MailData mailData, InspectedCommands owner) {
    this.talk = talk;
    this.mailData = mailData;
    this.owner = owner;
  }

  void pass(Command command) {
    switch (command) {
      case Command.Helo _ -> alone(command, Slot.Kind.HELO);
      case Command.Ehlo _ -> alone(command, Slot.Kind.EHLO);
      case Command.Mail mail -> mail(mail);
      case Command.Send send -> send(send);
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
          Command.XLink2State _ ->
          junk(command);
      case Command.Outmoded _, Command.Unknown _ -> {
        talk.clientIsHeld();
        junk(command);
      }
      case Command.Quit _ -> {
        owner.readNoMore();
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

  private void forward(Command command, Slot.Kind kind) {
    talk.forward(command, Slot.of(kind, command, talk.transaction()));
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
      owner.refuse(mail, MessageId.ADDRESS_NEEDS_SMTPUTF8, talk.policy().name() + " smtputf8", "");
      return;
    }
    talk.endTransaction();
    talk.transaction().begin(binary, utf8);
    talk.transaction().declareSize(size);
    forward(new Command.Mail(mail.reversePath(), parameters), Slot.Kind.MAIL);
  }

  /** It begins a transaction as MAIL does. */
  private void send(Command.Send send) {
    if (send.reversePath() instanceof Path.Address from && from.needsSmtpUtf8()) {
      owner.refuse(send, MessageId.ADDRESS_NEEDS_SMTPUTF8, talk.policy().name() + " smtputf8", "");
      return;
    }
    talk.endTransaction();
    talk.transaction().begin(false, false);
    forward(send, Slot.Kind.MAIL);
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
      owner.refuse(rcpt, MessageId.ADDRESS_NEEDS_SMTPUTF8, talk.policy().name() + " smtputf8", "");
    } else if (talk.transaction().recipients() >= talk.policy().limits().recipients()) {
      int limit = talk.policy().limits().recipients();
      Reply reply = Answers.of(MessageId.TOO_MANY_RECIPIENTS);
      talk.note(
          MessageId.TOO_MANY_RECIPIENTS,
          talk.policy().name() + " limit recipients " + limit,
          "",
          InspectedCommands.printable(rcpt),
          Answers.text(reply));
      talk.answer(reply, MessageId.TOO_MANY_RECIPIENTS);
      talk.countTurnedAway();
    } else {
      talk.transaction().recipientAsked();
      forward(rcpt, Slot.Kind.RCPT);
    }
  }

  private void message(Command command) {
    if (!talk.outstanding().isEmpty() && talk.transaction().chunks() == 0) {
      owner.holdBack(command);
    } else if (talk.transaction().chunks() == 0 && !talk.transaction().hasAcceptedRecipients()) {
      owner.refuse(
          command, MessageId.NO_VALID_RECIPIENTS, talk.policy().name() + " recipients", "");
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
}
