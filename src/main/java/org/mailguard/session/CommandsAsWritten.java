package org.mailguard.session;

import org.jspecify.annotations.Nullable;
import org.mailguard.events.MessageId;
import org.mailguard.policy.Inspection;
import org.mailguard.smtp.ClientLine;
import org.mailguard.smtp.Command;
import org.mailguard.smtp.CommandParser;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.ParseResult;
import org.mailguard.smtp.Verb;

/**
 * Commands as the client wrote them: with inspection off, and for the old releases, which edited
 * lines and had no parser.
 *
 * <p>The meaning of a line is still looked up, for one purpose: to know what the octets behind it
 * are. So a verb that opens another mode is recognised by its first word alone, whatever stands
 * behind it, and waits until the replies before it are through. The mode changes when the server
 * agrees, as everywhere (reference: threats M-01, M-02).
 */
final class CommandsAsWritten extends CommandHandling<Octets> {
  private final ReleasedCommands released;

  CommandsAsWritten(Conversation talk, MailData mailData) {
    super(talk, mailData);
    released = new ReleasedCommands(talk);
  }

  @Override
  void line(byte[] line, int length) {
    written(Octets.copyOf(line, 0, length));
  }

  private void written(Octets line) {
    ParseResult parsed = CommandParser.parse(line.toByteArray(), line.length());
    Verb verb = Verb.thatOpens(line);
    if (talk.isStopping() && !talk.transaction().isOpen() && verb != Verb.QUIT) {
      talk.end(MessageId.DRAINING, "stop", "");
    } else if (edits() && !released.passes(line, verb, parsed)) {
      return;
    } else if (verb == Verb.BDAT && !(parsed instanceof Command.Bdat)) {
      talk.end(MessageId.CHUNK_LENGTH_UNCERTAIN, talk.policy().name() + " chunk", Shown.of(line));
    } else {
      forward(line, verb, parsed);
    }
  }

  private boolean edits() {
    return talk.policy().inspection() == Inspection.FULL;
  }

  private void forward(Octets line, @Nullable Verb verb, ParseResult parsed) {
    Slot.Kind kind = kindOf(verb);
    if (Slot.of(kind, talk.transaction()).opensMode() && !talk.outstanding().isEmpty()) {
      holdBack(line);
      return;
    }
    switch (kind) {
      case DATA, STARTTLS, AUTH, PAYLOAD -> talk.clientMustWait();
      case MAIL -> {
        talk.endTransaction();
        talk.transaction().begin(false, false);
      }
      case QUIT -> readNoMore();
      case HELO, EHLO, RCPT, CONTENT, CHUNK, LAST_CHUNK, OTHER, LAST_WORD -> {}
    }
    if (verb == Verb.RSET) {
      talk.endTransaction();
    }
    switch (parsed) {
      case Command.Bdat chunk -> {
        talk.transaction().chunkForwarded();
        if (!mailData.admits(chunk)) {
          return;
        }
        Slot.Kind last = chunk.last() ? Slot.Kind.LAST_CHUNK : Slot.Kind.CHUNK;
        talk.forward(chunk, Slot.of(last, talk.transaction()));
        mailData.beginChunk(chunk);
        if (chunk.last()) {
          talk.endTransaction();
        }
      }
      case Command.XExch50 payload ->
          talk.forward(payload, Slot.payload(payload.size(), talk.transaction()));
      case ParseResult _ -> {
        Octets sent = edits() ? released.edited(line, verb) : line;
        send(sent, Slot.of(kind, talk.transaction()));
      }
    }
  }

  private void send(Octets line, Slot slot) {
    talk.forward(new ClientLine.Verbatim(line), slot);
  }

  private static Slot.Kind kindOf(@Nullable Verb verb) {
    return switch (verb) {
      case HELO -> Slot.Kind.HELO;
      case EHLO -> Slot.Kind.EHLO;
      case MAIL, SEND, SOML, SAML -> Slot.Kind.MAIL;
      case RCPT -> Slot.Kind.RCPT;
      case DATA -> Slot.Kind.DATA;
      case QUIT -> Slot.Kind.QUIT;
      case STARTTLS, X_ANONYMOUSTLS -> Slot.Kind.STARTTLS;
      case AUTH, X_EXPS -> Slot.Kind.AUTH;
      case XEXCH50 -> Slot.Kind.PAYLOAD;
      case null -> Slot.Kind.OTHER;
      case BDAT,
          RSET,
          NOOP,
          VRFY,
          EXPN,
          HELP,
          ETRN,
          X_LINK2STATE,
          TURN,
          VERB,
          ONEX,
          DEBUG,
          WIZ,
          KILL,
          XCLIENT,
          XFORWARD ->
          Slot.Kind.OTHER;
    };
  }

  @Override
  void decide(Octets waited) {
    written(waited);
  }

  @Override
  void saslLine(byte[] line, int length) {
    talk.enter(Phase.COMMAND);
    talk.clientMustWait();
    send(Octets.copyOf(line, 0, length), Slot.of(Slot.Kind.AUTH, talk.transaction()));
  }
}
