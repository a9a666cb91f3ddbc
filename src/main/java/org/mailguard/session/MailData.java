package org.mailguard.session;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.mailguard.events.MessageId;
import org.mailguard.smtp.DataScanner;
import org.mailguard.smtp.Reply;

/**
 * Mail data on its way from client to server: behind a 354 up to the end mark, or counted in a
 * chunk.
 *
 * <p>A message that cannot be delivered any more is read to its end with the same scanner and then
 * answered (reference: threats R7, R-08, D-05). Its server has part of the message and no end mark,
 * so its connection is cut: a server delivers nothing that has no end.
 */
final class MailData {
  private final Conversation talk;
  private final DataScanner scanner = new DataScanner();
  private @Nullable Reply verdict;
  private MessageId why = MessageId.NEWLINE_IN_DATA;
  private long drained;
  private long remaining;

  MailData(Conversation talk) {
    this.talk = talk;
  }

  /** The server said 354. */
  void beginContent() {
    verdict = null;
    drained = 0;
    talk.enter(Phase.CONTENT);
  }

  /** {@code octets} follow; with {@code discard} they are read away. */
  void beginChunk(long octets, boolean discard) {
    if (octets > 0) {
      remaining = octets;
      talk.discard(discard);
      drained = 0;
      talk.enter(Phase.CHUNK);
    }
  }

  void content(ByteBuffer in) {
    talk.progress();
    int before = in.position();
    while (talk.is(Phase.CONTENT)) {
      DataScanner.Outcome outcome = scanner.next(in);
      switch (outcome) {
        case MORE -> {
          countDrained(in.position() - before);
          return;
        }
        case RUN -> {
          if (verdict == null) {
            talk.step(new Step.PassToServer(scanner.runStart(), scanner.runLength()));
          }
        }
        case HELD -> {
          if (verdict == null) {
            talk.step(new Step.Emit(ByteBuffer.wrap(scanner.octets())));
          }
        }
        case END -> end();
        case BARE_CR -> refuse("a bare CR");
        case BARE_LF -> refuse("a bare LF");
        case NUL -> refuse("a NUL");
      }
    }
  }

  private void refuse(String what) {
    if (verdict == null) {
      Reply reply = Answers.of(MessageId.NEWLINE_IN_DATA);
      talk.note(
          MessageId.NEWLINE_IN_DATA,
          talk.policy().name() + " bare-newline reject",
          what,
          "",
          Answers.text(reply));
      giveUp(reply, MessageId.NEWLINE_IN_DATA);
    }
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
    }
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
    Reply refused = verdict;
    if (refused == null) {
      talk.step(new Step.Emit(ByteBuffer.wrap(scanner.octets())));
      talk.outstanding().add(Slot.of(Slot.Kind.CONTENT, talk.transaction()));
    } else {
      talk.answer(refused, why);
    }
    verdict = null;
    talk.endTransaction();
    talk.enterCommand();
    if (refused != null && refused.code() == 421) {
      talk.close("server said 421");
    }
  }

  void chunk(ByteBuffer in) {
    talk.progress();
    int length = (int) Math.min(remaining, in.remaining());
    if (!talk.isDiscarding() && !talk.isServerGone()) {
      talk.step(new Step.PassToServer(in.position(), length));
    }
    in.position(in.position() + length);
    remaining -= length;
    countDrained(length);
    if (remaining == 0 && talk.is(Phase.CHUNK)) {
      talk.discard(false);
      talk.enterCommand();
    }
  }
}
