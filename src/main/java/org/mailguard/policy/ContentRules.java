package org.mailguard.policy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.mailguard.inspect.ContentAnomaly;
import org.mailguard.inspect.ContentLimits;
import org.mailguard.inspect.ContentSubject;

/**
 * The rules of a map that are about mail content, and what has to be looked at for their sake.
 * Immutable; made once for a map.
 */
public final class ContentRules {
  private static final int DEEPEST = 1000;
  private static final Set<ContentAnomaly> OF_CONTENTS =
      EnumSet.of(ContentAnomaly.BROKEN_BASE64, ContentAnomaly.BROKEN_QUOTED_PRINTABLE);

  private final List<Rule> rules;
  private final Set<ContentSubject> subjects = EnumSet.noneOf(ContentSubject.class);
  private final ContentLimits limits;
  private final boolean stripsFields;
  private final boolean stripsParts;

  ContentRules(List<Rule> all) {
    rules = all.stream().filter(rule -> rule.criterion() instanceof ContentCriterion).toList();
    rules.stream()
        .map(Rule::criterion)
        .filter(ContentCriterion.class::isInstance)
        .forEach(criterion -> addSubjects((ContentCriterion) criterion));
    limits = limits(rules);
    stripsFields =
        rules.stream().anyMatch(rule -> strips(rule) && rule.phase() == RulePhase.HEADER);
    stripsParts = rules.stream().anyMatch(rule -> strips(rule) && rule.phase() == RulePhase.PART);
  }

  /** In the order of the map. */
  List<Rule> rules() {
    return rules;
  }

  public boolean isEmpty() {
    return rules.isEmpty();
  }

  /** What a scanner has to report; empty if only the length of the message is of interest. */
  public Set<ContentSubject> subjects() {
    return subjects;
  }

  public ContentLimits limits() {
    return limits;
  }

  /** True if header fields are taken out. */
  public boolean stripsFields() {
    return stripsFields;
  }

  /** True if MIME parts are taken out. */
  public boolean stripsParts() {
    return stripsParts;
  }

  private void addSubjects(ContentCriterion criterion) {
    switch (criterion) {
      case ContentCriterion.HeaderLength _,
          ContentCriterion.HeaderLineLength _,
          ContentCriterion.HeaderCount _,
          ContentCriterion.ToFieldsCount _,
          ContentCriterion.BodyLength _,
          ContentCriterion.BodyLineLength _ ->
          subjects.add(ContentSubject.LENGTHS);
      case ContentCriterion.HeaderField _ -> subjects.add(ContentSubject.FIELDS);
      case ContentCriterion.MimeFileType _,
          ContentCriterion.MimeEncoding _,
          ContentCriterion.MimeFileNameLength _,
          ContentCriterion.MimeFileName _,
          ContentCriterion.MimeExtension _,
          ContentCriterion.MimeParts _,
          ContentCriterion.MimeDepth _ ->
          subjects.add(ContentSubject.PARTS);
      case ContentCriterion.MimeContent _ -> subjects.add(ContentSubject.SIGNATURES);
      case ContentCriterion.MimeAnomaly(Set<ContentAnomaly> kinds) -> addSubjects(kinds);
      case ContentCriterion.MessageLength _ -> {}
    }
  }

  private void addSubjects(Set<ContentAnomaly> kinds) {
    for (ContentAnomaly kind : kinds) {
      if (OF_CONTENTS.contains(kind)) {
        subjects.add(ContentSubject.SIGNATURES);
      } else if (kind.compareTo(ContentAnomaly.REPEATED_FIELD) <= 0) {
        subjects.add(ContentSubject.LENGTHS);
      } else {
        subjects.add(kind.isLimit() ? ContentSubject.FIELDS : ContentSubject.PARTS);
        subjects.add(ContentSubject.PARTS);
      }
    }
  }

  /** A depth that a rule speaks of must be seen. */
  private static ContentLimits limits(List<Rule> rules) {
    ContentLimits usual = ContentLimits.DEFAULT;
    long depth = usual.depth();
    for (Rule rule : rules) {
      if (rule.criterion() instanceof ContentCriterion.MimeDepth(long above)) {
        depth = Math.max(depth, Math.min(above, DEEPEST - 1) + 1);
      }
    }
    return new ContentLimits(
        usual.fieldLength(),
        usual.fields(),
        usual.parts(),
        (int) depth,
        usual.boundaryLength(),
        usual.parameters(),
        usual.prefix());
  }

  /**
   * True if the rule takes something out of messages. What cannot be taken out, such as a header
   * that is too long, is refused with the message.
   */
  static boolean strips(Rule rule) {
    if (rule.observed() || !(rule.action() instanceof Action.Strip)) {
      return false;
    }
    Criterion criterion = rule.criterion();
    return criterion instanceof ContentCriterion.HeaderField
        ? !rule.negated()
        : PartJudge.isOfHeader(criterion);
  }
}
