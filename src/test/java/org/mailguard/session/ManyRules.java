package org.mailguard.session;

import static org.mailguard.policy.Rules.map;
import static org.mailguard.policy.Rules.not;
import static org.mailguard.policy.Rules.observed;
import static org.mailguard.policy.Rules.regex;
import static org.mailguard.policy.Rules.rule;

import java.util.Set;
import org.mailguard.policy.Action;
import org.mailguard.policy.AddressForm;
import org.mailguard.policy.ContentCriterion;
import org.mailguard.policy.Criterion;
import org.mailguard.policy.Criterion.HeloForm.Form;
import org.mailguard.policy.Criterion.Whose;
import org.mailguard.policy.Policy;

/** A policy in which nearly every command meets a rule, and every action is taken now and then. */
final class ManyRules {
  private static final Action REFUSE = new Action.Refuse(null);
  private static final Action DROP = new Action.Drop();
  private static final Action RESET = new Action.Reset();
  private static final Action LOG = new Action.Log();
  private static final Action MASK = new Action.Mask();
  private static final Action ALLOW = new Action.Allow();

  /**
   * No rule on the server's replies does more than record: when they come is not the client's
   * doing, and what has passed until then depends on it.
   */
  static final Policy ENFORCED =
      Policy.MAILGUARD_DEFAULT.withMap(
          map(
              rule(new Criterion.CommandVerb(Set.of("FOO", "XFOO", "SOML"), false), ALLOW),
              rule(new Criterion.CommandVerb(Set.of("VRFY"), false), MASK),
              observed(rule(new Criterion.CommandVerb(Set.of("MAIL", "RCPT"), true), DROP)),
              rule(new Criterion.CommandLineLength(60), RESET),
              rule(new Criterion.VerbCount("NOOP", 2), REFUSE),
              rule(new Criterion.VerbCount("BDAT", 4), REFUSE),
              rule(new Criterion.CommandArgument("RCPT", regex("aa|yy")), DROP),
              not(rule(new Criterion.CommandArgument("EHLO", regex("example$")), REFUSE)),
              rule(new Criterion.HeloForm(Set.of(Form.SINGLE_LABEL)), DROP),
              rule(new Criterion.EhloKeyword(Set.of("8BITMIME", "VRFY"), false), MASK),
              rule(new Criterion.AddressRegex(Whose.SENDER, regex("evil|^$")), RESET),
              rule(new Criterion.AddressForms(Whose.SENDER, Set.of(AddressForm.QUOTED)), REFUSE),
              rule(new Criterion.MessageCount(2), REFUSE),
              rule(new ContentCriterion.MessageLength(200), LOG),
              rule(new Criterion.AddressDomain(Whose.RECIPIENT, Set.of(".b.example")), REFUSE),
              rule(new Criterion.AddressLength(Whose.RECIPIENT, 20), DROP),
              rule(new Criterion.RecipientCount(2), REFUSE),
              rule(new Criterion.InvalidRecipients(1), LOG)));

  /** The same, and it does nothing. */
  static final Policy OBSERVED = ENFORCED.observed();

  private ManyRules() {}
}
