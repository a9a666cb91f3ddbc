package org.mailguard.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the rules have said to one message so far. */
final class Judgement {
  /** What follows from an answer for the thing that was asked about. */
  enum Answer {
    /** The next rule is asked. */
    NEXT,
    /** It passes, no other rule is asked about it. */
    ALLOWED,
    /** It does not pass; the message does. */
    STRIPPED,
    /** The message is decided. */
    DECIDED
  }

  /** Of one rule in one message; there can be as many things to strip as a sender likes. */
  private static final int MOST_STRIPPED = 20;

  private final RuleWatch watch;
  private final boolean watched;
  private List<RuleMatch> matches = new ArrayList<>(0);
  private @Nullable RuleMatch decisive;
  private @Nullable ReplyText words;
  private int open;
  private int stripped;

  Judgement(RuleWatch watch) {
    this.watch = watch;
    watched = !watch.equals(RuleWatch.NOBODY);
  }

  /** One more rule that something may come of. */
  void open() {
    open++;
  }

  /** Nothing more can come of it. */
  void settle(ContentQuestion question) {
    if (!question.settled) {
      question.settled = true;
      open--;
    }
  }

  /** True if the message is decided, or there is no rule left that it could match. */
  boolean isOver() {
    return decisive != null || open == 0;
  }

  boolean isDecided() {
    return decisive != null;
  }

  /** True if answers that say no are of interest too. */
  boolean isWatched() {
    return watched;
  }

  /**
   * A rule was asked.
   *
   * @param on what it was asked about, printable
   * @param strippable true if the message can pass without it
   */
  Answer answer(ContentQuestion question, String on, boolean matched, boolean strippable) {
    return answer(question, on, "", matched, strippable);
  }

  /**
   * A rule was asked.
   *
   * @param on what it was asked about, printable
   * @param content that it matched, for the record, if the rule asks for it
   * @param strippable true if the message can pass without it
   */
  Answer answer(
      ContentQuestion question, String on, String content, boolean matched, boolean strippable) {
    Rule rule = question.rule;
    watch.asked(rule, on, matched);
    if (!matched) {
      return Answer.NEXT;
    }
    RuleMatch match = new RuleMatch(rule, on, content);
    if (rule.observed()) {
      return once(question, match);
    }
    return switch (rule.action()) {
      case Action.Log _ -> once(question, match);
      case Action.Allow _ -> {
        if (!question.recorded) {
          question.recorded = true;
          matches.add(match);
        }
        yield Answer.ALLOWED;
      }
      case Action.Strip _ -> {
        if (!strippable) {
          yield decide(new RuleMatch(refusing(rule), on, content), null);
        }
        stripped++;
        if (stripped <= MOST_STRIPPED) {
          matches.add(match);
        }
        yield Answer.STRIPPED;
      }
      case Action.Refuse _, Action.Drop _, Action.Reset _, Action.Mask _, Action.RateLimit _ ->
          decide(match, null);
    };
  }

  private Answer once(ContentQuestion question, RuleMatch match) {
    settle(question);
    matches.add(match);
    return Answer.NEXT;
  }

  /**
   * Whether a rule that stops something matches cannot be said, since there was more than is looked
   * at: it does (fail closed), with words of the guard's own.
   */
  Answer undecided(ContentQuestion question, Undecided why) {
    String on = "cannot be decided, " + why.text();
    Rule rule = question.rule;
    watch.asked(rule, on, true);
    return rule.observed()
        ? once(question, new RuleMatch(rule, on))
        : decide(
            new RuleMatch(rule.action() instanceof Action.Strip ? refusing(rule) : rule, on),
            why.words());
  }

  private Answer decide(RuleMatch match, @Nullable ReplyText own) {
    decisive = match;
    words = own;
    matches.add(match);
    return Answer.DECIDED;
  }

  /** What cannot be taken out is refused. */
  private static Rule refusing(Rule rule) {
    return new Rule(
        rule.number(),
        rule.origin(),
        rule.text(),
        rule.criterion(),
        rule.negated(),
        new Action.Refuse(null),
        rule.log(),
        rule.observed());
  }

  /** What was said since this was asked last. */
  Ruling take() {
    if (matches.isEmpty()) {
      return Ruling.NONE;
    }
    Ruling ruling = new Ruling(matches, decisive);
    matches = new ArrayList<>(0);
    return ruling;
  }

  /** Those of the refusal, if they are not the rule's. */
  @Nullable ReplyText words() {
    return words;
  }
}
