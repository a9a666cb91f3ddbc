package org.mailguard.session;

import org.mailguard.events.Intervention;
import org.mailguard.events.MessageId;
import org.mailguard.policy.Action;
import org.mailguard.policy.Refusals;
import org.mailguard.policy.ReplyText;
import org.mailguard.policy.Rule;
import org.mailguard.policy.RuleMatch;
import org.mailguard.policy.RulePhase;
import org.mailguard.policy.Ruling;
import org.mailguard.smtp.Command;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Parameter;
import org.mailguard.smtp.Reply;

/** Puts what the rules said on record, and finds the guard's words for it. */
final class Rulings {
  private static final int LONGEST_TEXT = 300;

  private Rulings() {}

  /** What the rules say to what stands in a command, its verb apart. */
  static Ruling of(Command command, Conversation talk) {
    return switch (command) {
      case Command.Helo(Octets name) -> talk.judge().helo(name);
      case Command.Ehlo(Octets name) -> talk.judge().helo(name);
      case Command.Mail mail -> talk.judge().sender(mail.reversePath(), declared(mail));
      case Command.Send send -> talk.judge().sender(send.reversePath(), 0);
      case Command.Rcpt rcpt ->
          talk.judge().recipient(rcpt.forwardPath(), talk.transaction().recipientSeen());
      case Command _ -> Ruling.NONE;
    };
  }

  private static long declared(Command.Mail mail) {
    for (Parameter parameter : mail.parameters()) {
      if (parameter instanceof Parameter.Size(long octets)) {
        return octets;
      }
    }
    return 0;
  }

  /**
   * One record for each rule that matched.
   *
   * @param response true if it is about the server's words
   * @param before what came in, printable
   * @param after what the decisive rule makes of it, printable; empty if nothing goes on
   */
  static void record(
      Conversation talk, Ruling ruling, boolean response, String before, String after) {
    for (RuleMatch match : ruling.matches()) {
      boolean decides = match.equals(ruling.decisive());
      record(talk, match, response, before, decides ? after : before);
    }
  }

  private static void record(
      Conversation talk, RuleMatch match, boolean response, String before, String after) {
    Rule rule = match.rule();
    talk.step(
        new Step.Note(
            id(rule),
            rule.toString(),
            match.on(),
            before,
            after,
            new Intervention(
                talk.policy().trafficClass(),
                rule.phase().word(),
                rule.origin(),
                rule.number(),
                rule.text(),
                rule.action().verdict(),
                rule.observed(),
                response,
                rule.log(),
                match.on())));
  }

  /**
   * One record of something that the guard would refuse or hide on its own account, if the map did
   * more than observe.
   *
   * @param phase in the words of records
   * @param rule in the words of the configuration, or of our own
   */
  static void recordObserved(
      Conversation talk, String phase, String rule, Intervention.Verdict verdict, String before) {
    recordParameter(talk, MessageId.RULE_OBSERVED, phase, rule, verdict, before, before);
  }

  /** One record of what a line below {@code parameters} did, or would have done. */
  static void recordParameter(
      Conversation talk,
      MessageId id,
      String phase,
      String rule,
      Intervention.Verdict verdict,
      String before,
      String after) {
    step(talk, id, parameter(talk, phase, rule, verdict, id, false, ""), before, after);
  }

  /** One record of the greeting that the client would have got in place of the server's. */
  static void recordObservedGreeting(Conversation talk, Reply server, Reply named) {
    String before = Answers.lines(server);
    step(
        talk,
        MessageId.RULE_OBSERVED,
        parameter(
            talk,
            RulePhase.CONNECTION.word(),
            Greeting.MASK_BANNER,
            Intervention.Verdict.REWRITTEN,
            MessageId.RULE_OBSERVED,
            true,
            Answers.lines(named)),
        before,
        before);
  }

  private static Intervention parameter(
      Conversation talk,
      String phase,
      String rule,
      Intervention.Verdict verdict,
      MessageId id,
      boolean response,
      String on) {
    return new Intervention(
        talk.policy().trafficClass(),
        phase,
        talk.policy().name(),
        0,
        rule,
        verdict,
        id == MessageId.RULE_OBSERVED,
        response,
        true,
        on);
  }

  private static void step(
      Conversation talk, MessageId id, Intervention done, String before, String after) {
    talk.step(new Step.Note(id, done.map() + " " + done.rule(), done.on(), before, after, done));
  }

  private static MessageId id(Rule rule) {
    if (rule.observed()) {
      return MessageId.RULE_OBSERVED;
    }
    return rule.action() instanceof Action.Log ? MessageId.RULE_LOGGED : MessageId.RULE_ENFORCED;
  }

  /** {@code 550 5.7.1 MG-4-108004 Sender not allowed (edge 3 sender-address regex spam)}. */
  static Reply refusal(Rule rule) {
    return refusal(Refusals.of(rule), rule.toString());
  }

  /** As {@link #refusal(Rule)}, in words of its own. */
  static Reply refusal(ReplyText words, String rule) {
    String text =
        words.status()
            + " "
            + MessageId.RULE_ENFORCED.id()
            + " "
            + words.text()
            + " ("
            + rule
            + ")";
    return Reply.of(
        words.code(), Answers.printable(text.substring(0, Math.min(text.length(), LONGEST_TEXT))));
  }
}
