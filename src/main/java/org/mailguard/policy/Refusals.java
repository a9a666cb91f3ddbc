package org.mailguard.policy;

/**
 * What a refusal says where its rule has no words of its own: a code and an enhanced status code
 * (RFC 3463, RFC 5248) that fit what was looked for.
 */
public final class Refusals {
  private Refusals() {}

  /** The words of a rule that refuses. */
  public static ReplyText of(Rule rule) {
    if (rule.action() instanceof Action.Refuse(ReplyText own) && own != null) {
      return own;
    }
    if (rule.action() instanceof Action.RateLimit(_, _, ReplyText own)) {
      return own == null ? new ReplyText(450, "4.7.1", "Too often, try again later") : own;
    }
    return rule.negated() ? denied() : of(rule.criterion());
  }

  private static ReplyText of(Criterion criterion) {
    return switch (criterion) {
      case Criterion.Rate _ -> new ReplyText(450, "4.7.1", "Too often, try again later");
      case Criterion.MessageCount _ ->
          new ReplyText(452, "4.5.3", "Too many messages in one session, connect again");
      case Criterion.CommandLineLength _ -> new ReplyText(500, "5.5.6", "Line too long");
      case Criterion.CommandVerb _ -> new ReplyText(502, "5.5.1", "Command not allowed");
      case Criterion.VerbCount _ -> new ReplyText(450, "4.7.1", "Too often, try again later");
      case Criterion.CommandArgument _ -> new ReplyText(501, "5.5.4", "Argument not allowed");
      case Criterion.HeloLength _, Criterion.HeloRegex _, Criterion.HeloForm _ ->
          new ReplyText(550, "5.7.1", "Name in HELO or EHLO not allowed");
      case Criterion.EhloKeyword _ -> new ReplyText(502, "5.5.1", "Extension not offered");
      case Criterion.AddressLength(Criterion.Whose whose, _) ->
          whose == Criterion.Whose.SENDER
              ? new ReplyText(553, "5.1.7", "Sender address too long")
              : new ReplyText(553, "5.1.3", "Recipient address too long");
      case Criterion.AddressRegex(Criterion.Whose whose, _) -> address(whose);
      case Criterion.AddressDomain(Criterion.Whose whose, _) -> address(whose);
      case Criterion.AddressForms(Criterion.Whose whose, _) ->
          whose == Criterion.Whose.SENDER
              ? new ReplyText(553, "5.1.7", "Form of the sender address not allowed")
              : new ReplyText(553, "5.1.3", "Form of the recipient address not allowed");
      case Criterion.RecipientCount _ ->
          new ReplyText(452, "4.5.3", "Too many recipients, send the rest in another transaction");
      case Criterion.InvalidRecipients _ ->
          new ReplyText(421, "4.7.0", "Too many recipients that do not exist");
      case Criterion.MailRelay _ -> new ReplyText(550, "5.7.1", "Relaying denied");
      case ContentCriterion.MessageLength _, ContentCriterion.BodyLength _ ->
          new ReplyText(552, "5.3.4", "Message too big");
      case ContentCriterion.HeaderLength _, ContentCriterion.HeaderCount _ ->
          new ReplyText(552, "5.3.4", "Header too big");
      case ContentCriterion.HeaderLineLength _, ContentCriterion.BodyLineLength _ ->
          new ReplyText(554, "5.6.0", "Line too long");
      case ContentCriterion.ToFieldsCount _ ->
          new ReplyText(554, "5.6.0", "Too many addresses in To");
      case ContentCriterion.HeaderField _ ->
          new ReplyText(554, "5.7.1", "Header field not allowed");
      case ContentCriterion.MimeFileType _,
          ContentCriterion.MimeEncoding _,
          ContentCriterion.MimeFileNameLength _,
          ContentCriterion.MimeFileName _,
          ContentCriterion.MimeExtension _,
          ContentCriterion.MimeContent _ ->
          new ReplyText(554, "5.7.1", "Attachment not allowed");
      case ContentCriterion.MimeParts _,
          ContentCriterion.MimeDepth _,
          ContentCriterion.MimeAnomaly _ ->
          new ReplyText(554, "5.6.0", "Structure of the message not allowed");
    };
  }

  private static ReplyText address(Criterion.Whose whose) {
    return whose == Criterion.Whose.SENDER
        ? new ReplyText(550, "5.7.1", "Sender not allowed")
        : new ReplyText(550, "5.7.1", "Recipient not allowed");
  }

  private static ReplyText denied() {
    return new ReplyText(550, "5.7.1", "Refused by policy");
  }
}
