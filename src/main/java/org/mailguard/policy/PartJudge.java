package org.mailguard.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailguard.inspect.ContentAnomaly;
import org.mailguard.inspect.ContentTotals;
import org.mailguard.inspect.FileName;
import org.mailguard.inspect.Part;
import org.mailguard.inspect.PartSignature;
import org.mailguard.policy.Judgement.Answer;

/**
 * Asks the rules about MIME parts, of which the message itself is the first.
 *
 * <p>What the header of a part says is judged when it is over: until then it is only remembered
 * which rules its names match, since a rule before them may let the part pass. With {@code not}, a
 * rule about a type, an encoding or a name matches a part that has another one; a rule about
 * contents, counts and anomalies matches a message that has none such; what a rule before it lets
 * pass is in the message all the same.
 */
final class PartJudge {
  private final Judgement judgement;
  private final ContentEdits edits;
  private final List<ContentQuestion> all = new ArrayList<>();
  private final List<ContentQuestion> ofPart = new ArrayList<>();
  private final PartHeader header = new PartHeader();

  /** The part that was judged last, and the place of the rule that lets it pass. */
  private int judged = -1;

  private int allowed = Integer.MAX_VALUE;
  private int stripped = -1;

  PartJudge(Judgement judgement, ContentEdits edits) {
    this.judgement = judgement;
    this.edits = edits;
  }

  void add(ContentQuestion question) {
    all.add(question);
    Criterion criterion = question.rule.criterion();
    if (isCounted(criterion)) {
      ofPart.add(question);
    } else if (isOfHeader(criterion)) {
      ofPart.add(question);
      header.add(question);
    }
  }

  /** True if it is about what the header of a part says. */
  static boolean isOfHeader(Criterion criterion) {
    return criterion instanceof ContentCriterion.MimeFileType
        || criterion instanceof ContentCriterion.MimeEncoding
        || criterion instanceof ContentCriterion.MimeFileNameLength
        || criterion instanceof ContentCriterion.MimeFileName
        || criterion instanceof ContentCriterion.MimeExtension;
  }

  /** True if it is about how many parts there are, or how deep. */
  private static boolean isCounted(Criterion criterion) {
    return criterion instanceof ContentCriterion.MimeParts
        || criterion instanceof ContentCriterion.MimeDepth;
  }

  /** True inside a part that does not pass, of which nothing is judged any more. */
  private boolean isInStripped() {
    return stripped >= 0;
  }

  void headerBegin() {
    if (!isInStripped()) {
      edits.partBegins();
    }
  }

  void field(String name, String value) {
    if (!isInStripped()) {
      header.field(name, value);
    }
  }

  void fileName(FileName found) {
    if (!isInStripped()) {
      header.fileName(found.name());
    }
  }

  void part(Part part) {
    if (isInStripped()) {
      return;
    }
    ContentQuestion last = judge(part);
    if (last != null && !judgement.isDecided() && ContentRules.strips(last.rule)) {
      stripped = part.number();
      edits.partStripped(
          new RuleMatch(last.rule, PartHeader.shown(last, part)), header.firstName());
    } else {
      edits.partPasses();
      if (part.contradicts() && !judgement.isDecided()) {
        hide(Undecided.CONTRADICTION);
      }
    }
    header.forget();
  }

  /** The rule that has the last word on the part, or null. */
  private @Nullable ContentQuestion judge(Part part) {
    judged = part.number();
    allowed = Integer.MAX_VALUE;
    ContentQuestion last = null;
    for (ContentQuestion question : ofPart) {
      boolean counted = isCounted(question.rule.criterion());
      if (question.settled || (last != null && !(counted && question.rule.negated()))) {
        continue;
      }
      Answer answer = counted ? counted(question, part) : said(question, part);
      if (answer == Answer.ALLOWED) {
        allowed = question.place;
      }
      if (isLast(answer) && last == null) {
        last = question;
      }
    }
    return last;
  }

  /** Of what the header of the part says. */
  private Answer said(ContentQuestion question, Part part) {
    boolean matched = PartHeader.matches(question, part);
    if (!matched && part.cut() && question.stops()) {
      return judgement.undecided(question, Undecided.PART);
    }
    if (!matched && !judgement.isWatched()) {
      return Answer.NEXT;
    }
    String content = matched && question.rule.log() ? header.content(question) : "";
    String on = PartHeader.shown(question, part);
    return judgement.answer(question, on, content, matched, part.number() > 0);
  }

  private Answer counted(ContentQuestion question, Part part) {
    Criterion criterion = question.rule.criterion();
    if (criterion instanceof ContentCriterion.MimeParts(long above) && part.number() > above) {
      return found(question, "more than " + SubjectText.counted(above, "part"));
    }
    if (criterion instanceof ContentCriterion.MimeDepth(long above) && part.depth() > above) {
      return found(question, "parts deeper than " + above);
    }
    return Answer.NEXT;
  }

  /** What a rule is about is there. */
  private Answer found(ContentQuestion question, String on) {
    if (judgement.isDecided()) {
      return Answer.DECIDED;
    }
    if (question.settled) {
      return Answer.NEXT;
    }
    question.seen = true;
    if (question.rule.negated()) {
      judgement.settle(question);
      return Answer.NEXT;
    }
    return judgement.answer(question, on, true, false);
  }

  void signature(PartSignature found) {
    if (isInStripped()) {
      return;
    }
    boolean over = false;
    for (ContentQuestion question : all) {
      if (question.settled
          || !(question.rule.criterion() instanceof ContentCriterion.MimeContent content)) {
        continue;
      }
      over |= found.part() == judged && question.place > allowed;
      if (!over || question.rule.negated()) {
        over |= isLast(question, content, found);
      }
    }
  }

  private boolean isLast(
      ContentQuestion question, ContentCriterion.MimeContent content, PartSignature found) {
    String on = "content " + word(found.signature()) + " in part " + found.part();
    if (content.means(found.signature())) {
      return isLast(found(question, on));
    }
    if (content.nested() && found.isNestedArchive()) {
      return isLast(found(question, on + " with an archive in it"));
    }
    boolean hidden = content.nested() && found.cut() && !question.rule.negated();
    return hidden && question.stops() && isLast(judgement.undecided(question, Undecided.NAME));
  }

  private static boolean isLast(Answer answer) {
    return answer != Answer.NEXT;
  }

  void partEnd(int part) {
    if (part == stripped) {
      stripped = -1;
      edits.strippedPartOver();
    }
  }

  void anomaly(ContentAnomaly kind) {
    boolean over = false;
    for (ContentQuestion question : all) {
      if (question.rule.criterion() instanceof ContentCriterion.MimeAnomaly anomaly
          && anomaly.anomalies().contains(kind)
          && (!over || question.rule.negated())) {
        over |= isLast(found(question, "anomaly " + word(kind)));
      }
    }
    if (over) {
      return;
    }
    Undecided hidden = Undecided.of(kind);
    if (hidden != null) {
      hide(hidden);
    }
  }

  /** There are parts that nothing is said of. */
  private void hide(Undecided why) {
    for (ContentQuestion question : all) {
      Criterion criterion = question.rule.criterion();
      boolean wholeMessage = question.rule.negated() && !isOfHeader(criterion);
      if (!question.settled
          && !judgement.isDecided()
          && question.stops()
          && !wholeMessage
          && !(isCounted(criterion) && why == Undecided.PARTS)) {
        judgement.undecided(question, why);
      }
    }
  }

  /** The header of a part is longer than can be held back until it is decided. */
  void headerTooBig() {
    hide(Undecided.PART);
  }

  void end(ContentTotals totals) {
    for (ContentQuestion question : all) {
      if (judgement.isDecided()) {
        return;
      }
      Criterion criterion = question.rule.criterion();
      boolean unjudged = totals.parts() > judged; // beyond a limit, or inside a part taken out
      if (criterion instanceof ContentCriterion.MimeParts(long above)
          && unjudged
          && totals.parts() > above
          && isLast(found(question, "more than " + SubjectText.counted(above, "part")))) {
        return;
      }
      if (!question.settled && !question.seen && !isOfHeader(criterion)) {
        boolean matched = question.rule.negated();
        if ((matched || judgement.isWatched())
            && judgement.answer(question, "a message without it", matched, false) != Answer.NEXT) {
          return;
        }
      }
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
