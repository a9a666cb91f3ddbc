package org.mailguard.session;

import java.nio.ByteBuffer;
import org.mailguard.events.Intervention;
import org.mailguard.events.MessageId;
import org.mailguard.policy.Inspection;
import org.mailguard.policy.MapSettings;
import org.mailguard.policy.RulePhase;
import org.mailguard.policy.Ruling;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Reply;
import org.mailguard.smtp.ReplyScanner;
import org.mailguard.smtp.Verb;

/**
 * The server's octets: every reply is matched to the element that it answers, and only then does
 * anything follow from it. A reply that nobody asked for, or that cannot answer this element, ends
 * the session: passed on, it would be read as the answer to the next command, and every verdict
 * after it would be off by one (reference: threats R6, R-04, R-06).
 */
final class ServerSide {
  private final Conversation talk;
  private final ClientSide client;
  private final MailData mailData;
  private final ReplyScanner replies = new ReplyScanner();

  ServerSide(Conversation talk, ClientSide client, MailData mailData) {
    this.talk = talk;
    this.client = client;
    this.mailData = mailData;
  }

  void octets(ByteBuffer in) {
    while (in.hasRemaining() && !talk.is(Phase.CLOSED) && !talk.isServerGone()) {
      if (talk.is(Phase.OPAQUE)) {
        talk.progress();
        talk.step(new Step.PassToClient(in.position(), in.remaining()));
        in.position(in.limit());
        return;
      }
      ReplyScanner.Outcome outcome = replies.scan(in);
      switch (outcome) {
        case MORE -> {
          return;
        }
        case REPLY -> reply(replies.reply(), in);
        case MALFORMED ->
            talk.breakOff(MessageId.SERVER_REPLY_MALFORMED, "reply grammar", replies.fault());
      }
    }
  }

  private void reply(Reply reply, ByteBuffer rest) {
    talk.progress();
    if (talk.is(Phase.GREETING)) {
      greeting(reply);
      return;
    }
    Slot slot = talk.outstanding().head();
    if (slot == null) {
      unasked(reply);
    } else if (reply.code() == 421) {
      lastReply(reply);
    } else if (mailData.isUnderWay(slot) && reply.isPositive()) {
      unexpected(reply, "accepted before its end");
    } else if (!ReplyCodes.fit(slot, reply.code(), talk.policy().map().settings().replyCodes())) {
      unexpected(reply, "answer to " + slot.kind());
    } else {
      if (mailData.isUnderWay(slot)) {
        mailData.refusedByServer();
      }
      talk.outstanding().take();
      answered(slot, reply, rest);
      settle();
    }
  }

  private void greeting(Reply reply) {
    if (reply.code() != 220 && reply.code() < 400) {
      unexpected(reply, "greeting");
      return;
    }
    talk.step(new Step.Relay(Greeting.of(reply, talk)));
    if (reply.code() == 421) {
      talk.dropServer(false);
      talk.close("server said 421");
    } else {
      talk.enter(Phase.COMMAND);
    }
  }

  /** 421 may come at any time, also unasked (RFC 5321 section 3.8). */
  private void lastReply(Reply reply) {
    talk.step(new Step.Relay(reply));
    talk.dropServer(talk.isMessageUnderWay());
    talk.close("server said 421");
  }

  private void unasked(Reply reply) {
    if (talk.is(Phase.CONTENT) && reply.isNegative()) {
      talk.note(
          MessageId.SERVER_REPLY_UNEXPECTED,
          "reply inside mail data",
          "kept for its end",
          Answers.text(reply),
          "");
      mailData.giveUp(reply, MessageId.SERVER_REPLY_UNEXPECTED);
    } else if (reply.code() == 421) {
      lastReply(reply);
    } else {
      unexpected(reply, "nothing was asked");
    }
  }

  private void unexpected(Reply reply, String what) {
    talk.breakOff(MessageId.SERVER_REPLY_UNEXPECTED, "reply order: " + what, Answers.text(reply));
  }

  private void answered(Slot slot, Reply reply, ByteBuffer rest) {
    if (talk.isEnding() && slot.opensMode()) {
      sayLastWord();
      return;
    }
    Transaction transaction = slot.transaction();
    switch (slot.kind()) {
      case HELO, EHLO -> greeted(slot.kind(), reply);
      case MAIL -> {
        if (reply.isNegative() && transaction == talk.transaction()) {
          talk.endTransaction();
        }
        relay(reply);
      }
      case RCPT -> {
        transaction.recipientAnswered(reply.isPositive());
        relay(reply);
        if (reply.code() >= 500) {
          recipientRefused(reply);
        }
      }
      case DATA -> {
        if (reply.code() == 354) {
          mailData.beginContent();
        }
        relay(reply);
      }
      case CONTENT, LAST_CHUNK -> {
        if (reply.isPositive()) {
          talk.messageAccepted();
        }
        relay(reply);
      }
      case CHUNK -> {
        if (reply.isNegative()) {
          transaction.breakOff();
        }
        relay(reply);
      }
      case AUTH -> authentication(reply);
      case STARTTLS -> startTls(reply, rest);
      case PAYLOAD -> payload(slot, reply);
      case QUIT -> {
        relay(reply);
        talk.dropServer(false);
        talk.close("QUIT");
      }
      case OTHER, LAST_WORD -> {
        if (reply.isPositive() && slot.verb().equals(Verb.XCLIENT.word())) {
          talk.endTransaction();
          talk.offer(null);
        }
        relay(reply);
      }
    }
  }

  /**
   * Recipients that the server refused for good. One that it puts off may exist: greylisting puts
   * off all of them.
   */
  private void recipientRefused(Reply reply) {
    if (talk.isEnding()) {
      return;
    }
    Ruling ruling = talk.judge().recipientRefused();
    if (!ruling.isEmpty()
        && Enforcement.carryOut(talk, ruling, true, Answers.text(reply))
            instanceof Enforcement.Outcome.Refused(Reply lastWord, _)) {
      talk.end(new Ending.Words(lastWord, MessageId.RULE_ENFORCED));
    }
  }

  /** The client is told why its session ends, in place of a reply that would let it go on. */
  private void sayLastWord() {
    talk.outstanding().forget();
    talk.carryOutEnding();
  }

  private void relay(Reply reply) {
    talk.step(new Step.Relay(reply));
  }

  private void greeted(Slot.Kind kind, Reply reply) {
    if (reply.isNegative()) {
      relay(reply);
      return;
    }
    talk.endTransaction();
    talk.offer(null);
    if (kind == Slot.Kind.HELO) {
      relay(reply);
    } else if (talk.policy().inspection() == Inspection.FRAMING) {
      relay(EhloReply.withoutNewFraming(reply));
    } else if (talk.policy().appearance().editsInPlace()) {
      Reply masked = MaskedKeywords.in(reply, talk);
      if (masked != null) {
        relay(masked);
      }
    } else {
      Reply left = EhloAnswer.to(reply, talk);
      if (left != null) {
        relay(left);
      }
    }
  }

  private void authentication(Reply reply) {
    if (reply.code() == 334) {
      talk.enter(Phase.SASL);
    } else if (reply.isPositive()) {
      talk.authenticate();
    }
    relay(reply);
  }

  private void startTls(Reply reply, ByteBuffer rest) {
    if (reply.code() != 220) {
      relay(reply);
    } else if (rest.hasRemaining()) {
      byte[] surplus = new byte[Math.min(rest.remaining(), 200)];
      rest.get(rest.position(), surplus);
      talk.breakOff(MessageId.SERVER_TLS_SURPLUS, "starttls", Octets.printable(surplus, 200));
    } else {
      relay(reply);
      talk.enter(Phase.OPAQUE);
      if (talk.policy().map().settings().tls() == MapSettings.Tls.LOG) {
        Rulings.recordParameter(
            talk,
            MessageId.TLS_STARTED,
            RulePhase.COMMAND.word(),
            "allow-tls action log",
            Intervention.Verdict.LOGGED,
            "",
            "");
      } else {
        talk.note(MessageId.TLS_STARTED, talk.policy().name() + " starttls", "", "", "");
      }
    }
  }

  private void payload(Slot slot, Reply reply) {
    if (reply.code() != 354) {
      relay(reply);
    } else if (slot.payload() == 0) {
      unexpected(reply, "a payload without a length");
    } else {
      relay(reply);
      talk.outstanding().add(Slot.of(Slot.Kind.OTHER, slot.transaction()));
      mailData.beginPayload(slot.payload());
    }
  }

  /** Gives the guard's own answers whose turn has come, and lets go what waited for the replies. */
  void settle() {
    Slot head = talk.outstanding().head();
    while (head != null && (head.answer() != null || head.kind() == Slot.Kind.LAST_WORD)) {
      talk.outstanding().take();
      if (head.answer() == null) {
        talk.carryOutEnding();
        return;
      }
      talk.step(new Step.Answer(head.answer().reply(), head.answer().why()));
      head = talk.outstanding().head();
    }
    if (talk.outstanding().isEmpty() && !talk.is(Phase.CLOSED)) {
      talk.repliesAreThrough();
      client.resume();
      if (talk.isClientGone()) {
        closeIfNothingIsLeft();
      }
    }
  }

  /**
   * The client is gone: the session ends when no reply is awaited any more, or at once inside a
   * message.
   */
  void closeIfNothingIsLeft() {
    if (talk.is(Phase.CLOSED)) {
      return;
    }
    boolean lost = talk.isMessageUnderWay();
    if (lost) {
      talk.note(MessageId.CLIENT_LOST_IN_MESSAGE, "client", "", "", "");
    }
    if (lost
        || talk.is(Phase.OPAQUE)
        || (talk.outstanding().isEmpty() && !client.isHoldingBack())) {
      talk.dropServer(lost);
      talk.close("client closed");
    }
  }

  /**
   * The server will say nothing more. A message that was sent whole and not answered is 451: the
   * client will send it again, the guard never does (threats D-02). What else is outstanding gets
   * 421.
   */
  void lost(MessageId why, String detail) {
    talk.dropServer(talk.isMessageUnderWay());
    if (talk.is(Phase.OPAQUE)) {
      talk.close(detail);
      return;
    }
    if (talk.is(Phase.CONTENT)) {
      talk.note(why, "server", detail + " inside mail data", "", "");
      mailData.giveUp(Answers.transientFailure(why), why);
      return;
    }
    boolean verdictGiven = false;
    while (!talk.outstanding().isEmpty()) {
      Slot slot = talk.outstanding().take();
      verdictGiven = answerForServer(slot, why, detail);
      if (talk.is(Phase.CLOSED)) {
        return;
      }
    }
    talk.repliesAreThrough();
    if (talk.isClientGone()) {
      talk.close("client closed");
    } else if (talk.is(Phase.CHUNK)) {
      talk.progress();
    } else if (verdictGiven) {
      talk.enter(Phase.ENDING);
      if (client.dropHeldBack()) {
        talk.end(MessageId.SESSION_SPENT, "server gone", "");
      }
    } else {
      talk.breakOff(why, detail, "");
    }
  }

  /** True if the answer is one behind which the client may go on to its next command. */
  private boolean answerForServer(Slot slot, MessageId why, String detail) {
    if (slot.kind() == Slot.Kind.LAST_WORD) {
      talk.carryOutEnding();
      return true;
    }
    if (slot.answer() != null) {
      talk.step(new Step.Answer(slot.answer().reply(), slot.answer().why()));
      return true;
    }
    if (slot.carriesMessage()) {
      Reply reply = Answers.of(MessageId.OUTCOME_UNCERTAIN);
      talk.note(MessageId.OUTCOME_UNCERTAIN, "server", detail, "", Answers.text(reply));
      talk.step(new Step.Answer(reply, MessageId.OUTCOME_UNCERTAIN));
      return true;
    }
    if (slot.kind() == Slot.Kind.QUIT) {
      talk.step(new Step.Answer(Answers.GOODBYE, why));
      talk.close("QUIT");
    } else {
      talk.breakOff(why, detail, "");
    }
    return false;
  }
}
