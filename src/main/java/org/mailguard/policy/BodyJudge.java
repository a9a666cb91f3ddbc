package org.mailguard.policy;

import java.util.ArrayList;
import java.util.List;
import org.mailguard.inspect.ContentTotals;
import org.mailguard.policy.Judgement.Answer;

/** Asks the rules about the length of the body, of its lines and of the whole message. */
final class BodyJudge {
  private final Judgement judgement;
  private final List<ContentQuestion> all = new ArrayList<>();
  private long shortestLine = Long.MAX_VALUE;
  private long shortestMessage = Long.MAX_VALUE;

  BodyJudge(Judgement judgement) {
    this.judgement = judgement;
  }

  void add(ContentQuestion question) {
    all.add(question);
    Criterion criterion = question.rule.criterion();
    if (criterion instanceof ContentCriterion.BodyLineLength(long above)) {
      shortestLine = Math.min(shortestLine, above);
    } else if (criterion instanceof ContentCriterion.MessageLength(long above)) {
      shortestMessage = Math.min(shortestMessage, above);
    }
  }

  void line(long octets) {
    if (octets > shortestLine) {
      for (ContentQuestion question : all) {
        if (question.rule.criterion() instanceof ContentCriterion.BodyLineLength(long above)
            && octets > above) {
          found(question, "a body line of " + SubjectText.counted(octets, "octet"));
        }
      }
    }
  }

  /** The message has so many octets up to now. */
  void length(long octets) {
    if (octets > shortestMessage) {
      for (ContentQuestion question : all) {
        if (question.rule.criterion() instanceof ContentCriterion.MessageLength(long above)
            && octets > above) {
          found(question, "a message of more than " + SubjectText.counted(above, "octet"));
        }
      }
    }
  }

  /**
   * How many octets a message of {@code octets} lacks to what a rule matches; without one, none.
   */
  long lacking(long octets) {
    if (shortestMessage == Long.MAX_VALUE) {
      return Long.MAX_VALUE;
    }
    long lacking = Long.MAX_VALUE;
    for (ContentQuestion question : all) {
      if (question.rule.criterion() instanceof ContentCriterion.MessageLength(long above)
          && above >= octets) {
        lacking = Math.min(lacking, above + 1 - octets);
      }
    }
    return lacking;
  }

  private void found(ContentQuestion question, String on) {
    if (question.settled || judgement.isDecided()) {
      return;
    }
    question.seen = true;
    if (question.rule.negated()) {
      judgement.settle(question);
    } else {
      judgement.answer(question, on, true, false);
    }
  }

  /** The body is over. */
  void end(ContentTotals totals) {
    for (ContentQuestion question : all) {
      if (question.rule.criterion() instanceof ContentCriterion.BodyLength(long above)
          && totals.bodyLength() > above) {
        found(question, "a body of " + SubjectText.counted(totals.bodyLength(), "octet"));
      }
    }
  }

  /** The message is over: what was not there is known now. */
  void end() {
    for (ContentQuestion question : all) {
      boolean matched = question.rule.negated();
      if (!question.settled
          && !question.seen
          && (matched || judgement.isWatched())
          && judgement.answer(question, "a message without it", matched, false) != Answer.NEXT) {
        return;
      }
    }
  }
}
