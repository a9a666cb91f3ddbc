package org.mailguard.policy;

import java.util.ArrayList;
import java.util.List;
import org.mailguard.inspect.HeaderField;
import org.mailguard.inspect.HeaderTotals;
import org.mailguard.policy.Judgement.Answer;

/**
 * Asks the rules about the message's own header, which is lines, fields and a whole. What is
 * refused for being somewhere in it is refused where it stands; what is refused for being nowhere
 * in it, at the end. Lines of parts' headers are lines of the body, here as in a message without
 * parts.
 */
final class HeaderJudge {
  private final Judgement judgement;
  private final List<ContentQuestion> all = new ArrayList<>();
  private final List<ContentQuestion> fields = new ArrayList<>();
  private long shortestLine = Long.MAX_VALUE;
  private long shortestHeader = Long.MAX_VALUE;

  /** Octets of the header up to now, at least: some ends of lines have one octet. */
  private long length;

  HeaderJudge(Judgement judgement) {
    this.judgement = judgement;
  }

  void add(ContentQuestion question) {
    all.add(question);
    Criterion criterion = question.rule.criterion();
    if (criterion instanceof ContentCriterion.HeaderField) {
      fields.add(question);
    } else if (criterion instanceof ContentCriterion.HeaderLineLength(long above)) {
      shortestLine = Math.min(shortestLine, above);
    } else if (criterion instanceof ContentCriterion.HeaderLength(long above)) {
      shortestHeader = Math.min(shortestHeader, above);
    }
  }

  void line(long octets) {
    length += octets + 1;
    if (octets > shortestLine || length > shortestHeader) {
      tooLong(octets);
    }
  }

  private void tooLong(long octets) {
    for (ContentQuestion question : all) {
      boolean line =
          question.rule.criterion() instanceof ContentCriterion.HeaderLineLength(long above)
              && octets > above;
      boolean header =
          question.rule.criterion() instanceof ContentCriterion.HeaderLength(long most)
              && length > most;
      if ((line || header) && !question.settled) {
        question.seen = true;
        if (question.rule.negated()) {
          judgement.settle(question);
        } else if (isLast(
            judgement.answer(question, shown(question.rule.criterion(), octets), true, false))) {
          return;
        }
      }
    }
  }

  private static String shown(Criterion criterion, long octets) {
    return criterion instanceof ContentCriterion.HeaderLength(long most)
        ? "a header of more than " + SubjectText.counted(most, "octet")
        : "a header line of " + SubjectText.counted(octets, "octet");
  }

  private static boolean isLast(Answer answer) {
    return answer != Answer.NEXT;
  }

  /** True if the field does not pass. */
  boolean field(HeaderField field) {
    if (fields.isEmpty()) {
      return false;
    }
    WrittenField written = new WrittenField(field);
    Answer last = Answer.NEXT;
    for (ContentQuestion question : fields) {
      // A header has what a rule before lets pass or takes out: those with not hear of it.
      if (!question.settled && (!isLast(last) || question.rule.negated())) {
        Answer answer = field(question, written);
        last = isLast(last) ? last : answer;
      }
    }
    return last == Answer.STRIPPED;
  }

  private Answer field(ContentQuestion question, WrittenField written) {
    ContentCriterion.HeaderField wanted = (ContentCriterion.HeaderField) question.rule.criterion();
    boolean named = written.isNamed(wanted);
    boolean found = named && written.has(wanted.value());
    if (question.rule.negated()) {
      if (found) {
        question.seen = true;
        judgement.settle(question);
      }
      return Answer.NEXT;
    }
    if (!found && written.mayHave(wanted) && question.stops()) {
      return judgement.undecided(question, Undecided.FIELD);
    }
    question.seen |= found;
    if (!found && !(named && judgement.isWatched())) {
      return Answer.NEXT;
    }
    boolean strippable = ContentRules.strips(question.rule);
    String content = found && question.rule.log() ? written.line() : "";
    return judgement.answer(question, "field " + written.shown(), content, found, strippable);
  }

  /**
   * A field is longer than can be held back until it is over. It may pass unless a rule that takes
   * fields out can be about it.
   */
  void fieldTooBig(String name) {
    WrittenField written = new WrittenField(new HeaderField(0, 0, name, "", 0, true));
    for (ContentQuestion question : fields) {
      if (ContentRules.strips(question.rule)
          && written.mayHave((ContentCriterion.HeaderField) question.rule.criterion())) {
        judgement.undecided(question, Undecided.FIELD);
        return;
      }
    }
  }

  /** What stands behind in the header is not reported. */
  void tooManyFields() {
    for (ContentQuestion question : fields) {
      if (!question.settled
          && !question.rule.negated()
          && question.stops()
          && isLast(judgement.undecided(question, Undecided.FIELDS))) {
        return;
      }
    }
  }

  void end(HeaderTotals totals) {
    for (ContentQuestion question : all) {
      if (!question.settled && !(question.seen && !question.rule.negated())) {
        boolean found = isFound(question, totals);
        boolean matched = found != question.rule.negated();
        if ((matched || judgement.isWatched())
            && isLast(
                judgement.answer(
                    question, shown(question.rule.criterion(), totals), matched, false))) {
          break;
        }
      }
    }
    all.forEach(judgement::settle);
  }

  private static boolean isFound(ContentQuestion question, HeaderTotals totals) {
    Criterion criterion = question.rule.criterion();
    if (criterion instanceof ContentCriterion.HeaderLength(long above)) {
      return totals.length() > above;
    }
    if (criterion instanceof ContentCriterion.HeaderCount(long above)) {
      return totals.fields() > above;
    }
    if (criterion instanceof ContentCriterion.ToFieldsCount(long above)) {
      return totals.toAddresses() > above;
    }
    return question.seen;
  }

  private static String shown(Criterion criterion, HeaderTotals totals) {
    if (criterion instanceof ContentCriterion.HeaderLength(long above) && totals.length() > above) {
      return "a header of more than " + SubjectText.counted(above, "octet");
    }
    if (criterion instanceof ContentCriterion.HeaderLength) {
      return "a header of " + SubjectText.counted(totals.length(), "octet");
    }
    if (criterion instanceof ContentCriterion.HeaderCount) {
      return "a header of " + SubjectText.counted(totals.fields(), "field");
    }
    if (criterion instanceof ContentCriterion.ToFieldsCount) {
      return "To with "
          + totals.toAddresses()
          + (totals.toAddresses() == 1 ? " address" : " addresses");
    }
    return criterion instanceof ContentCriterion.HeaderField
        ? "a header without such a field"
        : "a header without such a line";
  }
}
