package org.mailguard.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mailguard.events.MessageId;
import org.mailguard.trace.Effect.Answered;
import org.mailguard.trace.Effect.Noted;

/**
 * What an assertion can look at.
 *
 * @param effects since the client's last line or the last event
 * @param phase now
 * @param messages what became of each message so far
 */
record Seen(Admission admission, List<Effect> effects, String phase, List<Message> messages) {

  /**
   * What became of one message.
   *
   * @param reply the code that the client got for it
   * @param by the guard's reason if the reply is the guard's
   */
  record Message(int reply, Optional<MessageId> by) {
    boolean isAccepted() {
      return reply < 400;
    }

    @Override
    public String toString() {
      return isAccepted()
          ? "message accepted"
          : "message refused " + by.map(MessageId::id).orElse("" + reply);
    }
  }

  /** The lines that {@code side} got, without their ends. */
  List<String> lines(Side side) {
    String all = TraceStep.got(effects, side);
    List<String> lines = new ArrayList<>();
    int from = 0;
    while (from < all.length()) {
      int end = all.indexOf("\r\n", from);
      lines.add(all.substring(from, end < 0 ? all.length() : end));
      from = end < 0 ? all.length() : end + 2;
    }
    return lines;
  }

  /** The last line of the last whole reply that the client got, or nothing. */
  Optional<String> reply() {
    return lines(Side.CLIENT).stream()
        .filter(line -> line.length() == 3 || (line.length() > 3 && line.charAt(3) != '-'))
        .reduce((_, last) -> last);
  }

  /** The guard's own refusals. */
  List<MessageId> refusals() {
    return effects.stream()
        .filter(effect -> effect instanceof Answered answered && answered.code() >= 400)
        .map(effect -> ((Answered) effect).why())
        .toList();
  }

  /** What rules of inspection maps did or would have done. */
  List<Noted> interventions() {
    return notes().stream()
        .filter(note -> note.intervention() != null && note.intervention().isOfRule())
        .toList();
  }

  List<Noted> notes() {
    return effects.stream().filter(Noted.class::isInstance).map(Noted.class::cast).toList();
  }
}
