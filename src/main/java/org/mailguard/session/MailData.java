package org.mailguard.session;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.mailguard.events.Intervention;
import org.mailguard.events.MessageId;
import org.mailguard.policy.Action;
import org.mailguard.policy.MapSettings.BareNewline;
import org.mailguard.policy.Rule;
import org.mailguard.policy.RuleMatch;
import org.mailguard.smtp.Command;
import org.mailguard.smtp.DataScanner;
import org.mailguard.smtp.Reply;

/**
 * Mail data on its way from client to server: behind a 354 up to the end mark, or counted in a
 * chunk.
 *
 * <p>A message that cannot be delivered any more is read to its end with the same scanner and then
 * answered (reference: threats R7, R-08, D-05). Its server has part of the message and no end mark,
 * so its connection is cut: a server delivers nothing that has no end. In chunks the one that is
 * under way and those that follow are read and answered alike.
 */
final class MailData {
  private static final byte[] NOTHING = {};

  private final Conversation talk;
  private final DataScanner scanner = new DataScanner();
  private @Nullable MessageContent message;

  /** The transaction that {@link #message} came in, while it comes in chunks. */
  private @Nullable Transaction inChunks;

  private @Nullable Reply verdict;
  private MessageId why = MessageId.NEWLINE_IN_DATA;
  private long drained;
  private long remaining;
  private boolean last;

  MailData(Conversation talk) {
    this.talk = talk;
  }

  /** The server said 354. */
  void beginContent() {
    inChunks = null;
    begin();
    talk.enter(Phase.CONTENT);
  }

  private void begin() {
    verdict = null;
    drained = 0;
    message = new MessageContent(talk, scanner);
  }

  /** {@code octets} follow that are read away. */
  void discard(long octets) {
    if (octets > 0) {
      talk.discard(true);
      drained = 0;
      last = false;
      enterChunk(octets);
    }
  }

  /** {@code octets} follow that are no message. */
  void beginPayload(long octets) {
    message = null;
    inChunks = null;
    verdict = null;
    last = false;
    enterChunk(octets);
  }

  private void enterChunk(long octets) {
    remaining = octets;
    talk.enter(Phase.CHUNK);
  }

  /** False if a chunk without octets ends a message that must not pass; it is answered then. */
  boolean admits(Command.Bdat chunk) {
    Transaction transaction = talk.transaction();
    if (!transaction.equals(inChunks)) {
      begin();
      inChunks = transaction;
    }
    if (chunk.size() > 0 || !chunk.last()) {
      return true;
    }
    last = true;
    content().chunk(0, 0, true);
    obey();
    if (verdict == null) {
      return !talk.is(Phase.CLOSED);
    }
    chunkIsOver();
    return false;
  }

  /** The octets of an admitted chunk follow. */
  void beginChunk(Command.Bdat chunk) {
    last = chunk.last();
    if (chunk.size() > 0) {
      enterChunk(chunk.size());
    }
  }

  /** True if what follows of a message in chunks is still to be answered with its refusal. */
  boolean isRefusingChunks() {
    return verdict != null && inChunks != null;
  }

  /** One more chunk of a message that was refused. */
  void refuseChunk(Command.Bdat chunk) {
    beginChunk(chunk);
    if (chunk.size() == 0) {
      chunkIsOver();
    }
  }

  /** True if octets of the chunk that the reply of {@code slot} is about are still to come. */
  boolean isUnderWay(Slot slot) {
    return talk.is(Phase.CHUNK)
        && !talk.isDiscarding()
        && slot.transaction().equals(inChunks)
        && slot.carriesMessage()
        && talk.outstanding().size() == 1;
  }

  /**
   * The server has refused the chunk that is under way, and reads the rest of it away. Nobody has
   * to decide about the message any more, and nothing that a rule could say would be a reply to
   * anything.
   */
  void refusedByServer() {
    inChunks = null;
    message = null;
  }

  private MessageContent content() {
    MessageContent current = message;
    if (current == null) {
      throw new IllegalStateException("no message is under way");
    }
    return current;
  }

  void content(ByteBuffer in) {
    talk.progress();
    int before = in.position();
    content().octetsOf(in);
    while (talk.is(Phase.CONTENT)) {
      DataScanner.Outcome outcome = scanner.next(in);
      if (outcome == DataScanner.Outcome.MORE) {
        more(in.position() - before);
        return;
      }
      if (outcome == DataScanner.Outcome.END) {
        end();
      } else if (verdict == null) {
        found(outcome);
        obey();
      }
    }
  }

  private void found(DataScanner.Outcome outcome) {
    switch (outcome) {
      case RUN -> content().pass(scanner.runStart(), scanner.runLength());
      case HELD -> content().pass(scanner.octets());
      case BARE_CR -> bare("a bare CR", scanner.octets());
      case BARE_LF -> bare("a bare LF", NOTHING);
      case NUL -> refuse("a NUL");
      case MORE, END -> throw new IllegalArgumentException(outcome.name());
    }
  }

  private void more(int octets) {
    if (verdict == null) {
      content().flush();
    }
    countDrained(octets);
  }

  private void bare(String what, byte[] before) {
    BareNewline setting = talk.policy().map().settings().bareNewline();
    if (setting == BareNewline.REJECT) {
      refuse(what);
      return;
    }
    if (!content().isMended()) {
      noteMended(what, setting);
    }
    content().mend(before);
  }

  private void noteMended(String what, BareNewline setting) {
    if (setting == BareNewline.LOG) {
      Rulings.recordParameter(
          talk,
          MessageId.RULE_ENFORCED,
          "message",
          "bare-newline log",
          Intervention.Verdict.REWRITTEN,
          what,
          "CR LF");
    } else {
      talk.note(
          MessageId.NEWLINE_MENDED,
          talk.policy().name() + " bare-newline normalize",
          "",
          what,
          "CR LF");
    }
  }

  private void refuse(String what) {
    Reply reply = Answers.of(MessageId.NEWLINE_IN_DATA);
    talk.note(
        MessageId.NEWLINE_IN_DATA,
        talk.policy().name() + " bare-newline reject",
        what,
        "",
        Answers.text(reply));
    giveUp(reply, MessageId.NEWLINE_IN_DATA);
  }

  /** Carries out what the rules say to the message. */
  private void obey() {
    MessageContent current = message;
    if (verdict != null || current == null || current.decisive() == null) {
      return;
    }
    Rule rule = current.decisive().rule();
    switch (rule.action()) {
      case Action.Drop _ -> {
        noteTerminated(current.decisive(), "drop-connection");
        if (talk.policy().appearance().editsInPlace()) {
          talk.vanish(MessageId.FLOW_TERMINATED);
        } else {
          talk.finish(current.refusal(), MessageId.RULE_ENFORCED);
        }
      }
      case Action.Reset _ -> {
        noteTerminated(current.decisive(), "reset");
        talk.reset(rule.toString());
      }
      case Action.Refuse _,
          Action.Strip _,
          Action.Mask _,
          Action.RateLimit _,
          Action.Log _,
          Action.Allow _ ->
          giveUp(current.refusal(), MessageId.RULE_ENFORCED);
    }
  }

  private void noteTerminated(RuleMatch match, String action) {
    talk.note(MessageId.FLOW_TERMINATED, match.rule().toString(), action, "", "");
  }

  /**
   * The message will not be delivered: the client gets {@code reply} at its end, the server nothing
   * more.
   */
  void giveUp(Reply reply, MessageId reason) {
    if (verdict == null) {
      verdict = reply;
      why = reason;
      talk.dropServer(true);
      if (inChunks != null) {
        giveUpChunks(reply, reason);
      }
    }
  }

  /**
   * The chunks before this one, whose replies will not come now, were of the same message. What
   * else was sent between them cannot be answered by anybody.
   */
  private void giveUpChunks(Reply reply, MessageId reason) {
    if (reply.code() == 421) {
      // A rule's own words; they end the session, in place of all replies that are still due.
      talk.finish(reply, reason);
      return;
    }
    talk.endTransaction();
    Outstanding outstanding = talk.outstanding();
    boolean ownSlot = talk.is(Phase.CHUNK);
    while (outstanding.size() > (ownSlot ? 1 : 0)) {
      Slot slot = outstanding.take();
      if (slot.answer() != null) {
        talk.step(new Step.Answer(slot.answer().reply(), slot.answer().why()));
      } else if (slot.carriesMessage()) {
        talk.step(new Step.Answer(reply, reason));
      } else {
        talk.breakOff(MessageId.SESSION_SPENT, "server gone", "");
        return;
      }
    }
    if (ownSlot) {
      outstanding.take();
    }
    talk.repliesAreThrough();
  }

  private void countDrained(int octets) {
    if (verdict != null || talk.isDiscarding() || talk.isServerGone()) {
      drained += octets;
      if (drained > talk.policy().limits().drained()) {
        talk.end(MessageId.DRAIN_LIMIT, talk.policy().name() + " limit drained", "");
      }
    }
  }

  private void end() {
    if (verdict == null) {
      content().end(scanner.octets());
      obey();
    }
    if (talk.is(Phase.CLOSED)) {
      return;
    }
    Reply refused = verdict;
    if (refused == null) {
      talk.outstanding().add(Slot.of(Slot.Kind.CONTENT, talk.transaction()));
    } else {
      talk.answer(refused, why);
    }
    verdict = null;
    message = null;
    talk.endTransaction();
    talk.enterCommand();
    if (refused != null && refused.code() == 421) {
      talk.close("server said 421");
    }
  }

  void chunk(ByteBuffer in) {
    talk.progress();
    int from = in.position();
    int length = (int) Math.min(remaining, in.remaining());
    in.position(from + length);
    remaining -= length;
    if (!talk.isDiscarding() && !talk.isServerGone()) {
      chunk(in, from, length);
    }
    countDrained(length);
    if (remaining == 0 && talk.is(Phase.CHUNK)) {
      talk.discard(false);
      chunkIsOver();
    }
  }

  private void chunk(ByteBuffer in, int from, int length) {
    if (inChunks == null) {
      talk.step(new Step.PassToServer(from, length));
      return;
    }
    content().octetsOf(in);
    content().chunk(from, length, last && remaining == 0);
    obey();
  }

  private void chunkIsOver() {
    Reply refused = verdict;
    if (refused != null && inChunks != null) {
      talk.answer(refused, why);
    }
    if (last) {
      verdict = null;
      inChunks = null;
      message = null;
    }
    talk.enterCommand();
  }
}
