package org.mailguard.session;

import java.nio.ByteBuffer;
import org.mailguard.events.MessageId;
import org.mailguard.smtp.Command;
import org.mailguard.smtp.CommandParser;
import org.mailguard.smtp.LineScanner;

/**
 * The client's octets: finds lines, mail data and chunks in them, as the phase says, and hands each
 * on when it is whole.
 */
final class ClientSide {
  private final Conversation talk;
  private final LineScanner lines = new LineScanner();
  private final MailData mailData;
  private final CommandHandling<?> commands;

  ClientSide(Conversation talk, MailData mailData) {
    this.talk = talk;
    this.mailData = mailData;
    commands =
        talk.policy().speaksForItself()
            ? new InspectedCommands(talk, mailData)
            : new CommandsAsWritten(talk, mailData);
  }

  /**
   * True if octets may be fed in; false while an element waits for replies before it can be
   * decided.
   */
  boolean takesOctets() {
    return switch (talk.phase()) {
      case CONNECTING, GREETING -> talk.policy().speaksForItself();
      case COMMAND, SASL ->
          !commands.isHoldingBack()
              && !talk.isClientHeld()
              && talk.outstanding().size() < talk.policy().limits().outstanding()
              && (talk.policy().speaksForItself() || !talk.isClientBoundToWait());
      case CONTENT, CHUNK, OPAQUE, ENDING -> true;
      case CLOSED -> false;
    };
  }

  /** Uses up {@code in}, but for what must wait ({@link #takesOctets} is false then). */
  void octets(ByteBuffer in) {
    while (in.hasRemaining() && takesOctets()) {
      if (talk.isEnding()) {
        in.position(in.limit());
        return;
      }
      switch (talk.phase()) {
        case CONNECTING, GREETING -> outOfTurn(in);
        case COMMAND, SASL -> {
          if (commands.isOver()) {
            in.position(in.limit());
          } else if (talk.policy().speaksForItself() && !talk.isClientsTurn()) {
            outOfTurn(in);
          } else {
            line(in);
          }
        }
        case ENDING -> line(in);
        case CONTENT -> mailData.content(in);
        case CHUNK -> mailData.chunk(in);
        case OPAQUE -> opaque(in);
        case CLOSED -> in.position(in.limit());
      }
    }
  }

  private void outOfTurn(ByteBuffer in) {
    byte[] octets = new byte[Math.min(in.remaining(), 200)];
    in.get(in.position(), octets);
    Slot head = talk.outstanding().head();
    boolean behindStartTls = head != null && head.kind() == Slot.Kind.STARTTLS;
    talk.end(
        behindStartTls ? MessageId.OCTETS_BEHIND_STARTTLS : MessageId.OUT_OF_TURN,
        talk.policy().name() + " turn",
        talk.outstanding().holds(Slot.Kind.AUTH) ? "" : Shown.of(octets, octets.length));
  }

  private void opaque(ByteBuffer in) {
    talk.progress();
    talk.step(new Step.PassToServer(in.position(), in.remaining()));
    in.position(in.limit());
  }

  private void line(ByteBuffer in) {
    boolean sasl = talk.is(Phase.SASL);
    int limit = sasl ? talk.policy().limits().saslLine() : talk.policy().limits().commandLine();
    LineScanner.Outcome outcome = lines.scan(in, limit);
    switch (outcome) {
      case MORE -> {}
      case LINE -> {
        if (talk.is(Phase.ENDING)) {
          lastWord();
        } else if (sasl) {
          commands.saslLine(lines.line(), lines.length());
        } else {
          commands.line(lines.line(), lines.length());
        }
      }
      case BARE_CR, BARE_LF, NUL ->
          broken(MessageId.NEWLINE_IN_COMMAND, outcome, "bare-newline", sasl);
      case TOO_LONG -> broken(MessageId.LINE_TOO_LONG, outcome, "limit line " + limit, sasl);
    }
  }

  private void broken(MessageId why, LineScanner.Outcome outcome, String rule, boolean sasl) {
    String before = sasl ? "" : Shown.of(lines.line(), lines.length());
    talk.end(why, talk.policy().name() + " " + rule + " " + outcome, before);
  }

  /** The server is gone: QUIT is answered, everything else gets 421. */
  private void lastWord() {
    if (mailData.isRefusingChunks()
        && CommandParser.parse(lines.line(), lines.length()) instanceof Command.Bdat chunk) {
      mailData.refuseChunk(chunk);
    } else if (CommandParser.parse(lines.line(), lines.length()) instanceof Command.Quit) {
      talk.step(new Step.Answer(Answers.GOODBYE, MessageId.SESSION_SPENT));
      talk.close("QUIT");
    } else {
      talk.end(MessageId.SESSION_SPENT, "server gone", "");
    }
  }

  /** All replies are through: what was held back can be decided. */
  void resume() {
    commands.resume();
  }

  boolean isHoldingBack() {
    return commands.isHoldingBack();
  }

  /** Forgets a command that waits, since what follows it will never come; true if there was one. */
  boolean dropHeldBack() {
    return commands.dropHeldBack();
  }
}
