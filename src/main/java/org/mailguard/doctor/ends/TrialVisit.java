package org.mailguard.doctor.ends;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.mailguard.doctor.Printable;
import org.mailguard.doctor.probe.Exchange;
import org.mailguard.doctor.probe.Heard;
import org.mailguard.doctor.probe.Step;
import org.mailguard.doctor.probe.Visit;
import org.mailguard.doctor.read.dialogue.Conversation;
import org.mailguard.doctor.read.dialogue.Line;
import org.mailguard.doctor.read.dialogue.Side;

/** A trial as reports draw it: what was said and heard at this end. */
final class TrialVisit {
  private static final int SHOWN = 100;

  private TrialVisit() {}

  /**
   * A trial whose connection stood.
   *
   * @param connected microseconds that the connection took
   */
  static Visit of(Trial trial, String address, Instant start, long connected, Tape tape) {
    Conversation conversation = TapeLines.of(tape, trial.name(), Side.CLIENT);
    List<Exchange> exchanges = new ArrayList<>();
    for (org.mailguard.doctor.read.dialogue.Exchange each : conversation.exchanges()) {
      exchanges.add(exchange(each, exchanges.isEmpty() ? trial.name() : ""));
    }
    return new Visit(Step.PATH, address, start, connected, null, exchanges, null);
  }

  private static Exchange exchange(org.mailguard.doctor.read.dialogue.Exchange each, String how) {
    List<Line> reply = each.reply();
    long said = each.command() == null ? 0 : each.command().time() / 1000;
    long first = reply.isEmpty() ? -1 : Math.max(0, reply.getFirst().time() / 1000 - said);
    long last = reply.isEmpty() ? -1 : Math.max(0, reply.getLast().time() / 1000 - said);
    Heard heard =
        new Heard(
            reply.stream().map(Line::text).toList(),
            each.whole() ? Heard.Ending.WHOLE : Heard.Ending.SILENCE,
            first,
            last,
            reply.isEmpty() ? 0 : reply.getLast().segments().count());
    String words = Printable.bounded(each.said(), SHOWN);
    return new Exchange(words, how, said, heard);
  }

  /** A trial whose connection never stood. */
  static Visit failed(Trial trial, String address, Instant start, String why) {
    return new Visit(Step.PATH, address, start, -1, trial.name() + ": " + why, List.of(), null);
  }
}
