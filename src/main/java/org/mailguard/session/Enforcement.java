package org.mailguard.session;

import org.mailguard.events.MessageId;
import org.mailguard.policy.Action;
import org.mailguard.policy.AddressForm;
import org.mailguard.policy.Criterion;
import org.mailguard.policy.ReplyText;
import org.mailguard.policy.Rule;
import org.mailguard.policy.RuleMatch;
import org.mailguard.policy.Ruling;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Reply;
import org.mailguard.smtp.Verb;

/**
 * Carries out what rules say outside of mail content, and puts it on record. What is left to
 * whoever asked is to say the words of a refusal, since octets may have to be read away before
 * them.
 */
final class Enforcement {
  private Enforcement() {}

  /** What has become of the thing that rules were asked about. */
  sealed interface Outcome {
    /** It goes on. */
    record Passes() implements Outcome {
      static final Passes PASSES = new Passes();
    }

    /**
     * The client has to hear {@code reply}, the server sees nothing of it.
     *
     * @param error true if it counts as the client's error
     */
    record Refused(Reply reply, boolean error) implements Outcome {}

    /** The session ends, at once or behind replies that are still due. */
    record Ended() implements Outcome {
      static final Ended ENDED = new Ended();
    }
  }

  /**
   * Carries out a ruling, which may be empty.
   *
   * @param response true if it is about the server's words
   * @param before what came in, printable
   */
  static Outcome carryOut(Conversation talk, Ruling ruling, boolean response, String before) {
    RuleMatch decisive = ruling.decisive();
    if (decisive == null) {
      Rulings.record(talk, ruling, response, before, before);
      return Outcome.Passes.PASSES;
    }
    Rule rule = decisive.rule();
    return switch (rule.action()) {
      case Action.Refuse _, Action.Mask _, Action.RateLimit _ -> {
        Reply reply = masks(rule) ? masked(decisive) : Rulings.refusal(rule);
        Rulings.record(talk, ruling, response, before, Answers.text(reply));
        if (reply.code() == 421) {
          talk.end(new Ending.Words(reply, MessageId.RULE_ENFORCED));
          yield Outcome.Ended.ENDED;
        }
        yield new Outcome.Refused(reply, isError(rule));
      }
      case Action.Drop _ -> {
        Rulings.record(talk, ruling, response, before, "");
        noteMalice(talk, decisive);
        end(talk, rule, "drop-connection", new Ending.Silence(MessageId.FLOW_TERMINATED));
        yield Outcome.Ended.ENDED;
      }
      case Action.Reset _ -> {
        Rulings.record(talk, ruling, response, before, "");
        end(talk, rule, "reset", new Ending.Reset(MessageId.FLOW_TERMINATED));
        yield Outcome.Ended.ENDED;
      }
      case Action.Log _, Action.Strip _, Action.Allow _ -> {
        Rulings.record(talk, ruling, response, before, before);
        yield Outcome.Passes.PASSES;
      }
    };
  }

  private static void end(Conversation talk, Rule rule, String action, Ending how) {
    talk.note(MessageId.FLOW_TERMINATED, rule.toString(), action, "", "");
    talk.end(how);
  }

  private static void noteMalice(Conversation talk, RuleMatch match) {
    if (match.rule().criterion() instanceof Criterion.AddressForms(_, var forms)
        && forms.contains(AddressForm.SPECIAL_CHARACTER)) {
      talk.note(MessageId.MALICIOUS_ADDRESS, match.rule().toString(), match.on(), "", "");
    }
  }

  /** True if what a ruling is about is overwritten, by an appearance that does so. */
  static boolean masks(Ruling ruling) {
    RuleMatch decisive = ruling.decisive();
    return decisive != null && masks(decisive.rule());
  }

  private static boolean masks(Rule rule) {
    return rule.action() instanceof Action.Mask
        || (rule.action() instanceof Action.RateLimit(_, boolean mask, _) && mask);
  }

  /** As a verb is refused that the guard has no rule for; the words still name the rule. */
  private static Reply masked(RuleMatch match) {
    boolean unknown = Verb.named(Octets.ascii(match.on())) == null;
    return Rulings.refusal(
        unknown
            ? new ReplyText(500, "5.5.1", "Command not recognized")
            : new ReplyText(502, "5.5.1", "Command not implemented"),
        match.rule().toString());
  }

  /**
   * A client with more recipients than pass at once made no error: it has to get as far as DATA
   * with the ones that do, or it never gets rid of the message (RFC 5321 section 4.5.3.1.10).
   */
  private static boolean isError(Rule rule) {
    return switch (rule.criterion()) {
      case Criterion.RecipientCount _ -> false;
      case Criterion.Rate rate -> rate.counted() != Criterion.Rate.Counted.RECIPIENT;
      case Criterion _ -> true;
    };
  }
}
