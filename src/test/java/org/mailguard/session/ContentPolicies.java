package org.mailguard.session;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mailguard.policy.Action;
import org.mailguard.policy.ContentCriterion;
import org.mailguard.policy.Criterion;
import org.mailguard.policy.EsmtpMap;
import org.mailguard.policy.MapSettings;
import org.mailguard.policy.MapSettings.BareNewline;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Rule;

/** Policies that look at content, one for each way in which a message can end. */
final class ContentPolicies {
  private ContentPolicies() {}

  static final List<Policy> ALL =
      List.of(
          policy("refusing", new Action.Refuse(null), BareNewline.REJECT),
          policy("dropping", new Action.Drop(), BareNewline.REJECT),
          policy("resetting", new Action.Reset(), BareNewline.REJECT),
          policy("logging", new Action.Log(), BareNewline.REJECT),
          policy("stripping", new Action.Strip(), BareNewline.REJECT),
          policy("mending", new Action.Refuse(null), BareNewline.NORMALIZE));

  /** Content that the rules are about, whole and in chunks, for whoever makes conversations. */
  static final List<String> PIECES =
      List.of(
          "X-Bad: 1\r\n\r\ntext\r\n.\r\n",
          "Subject: y\r\nX-Bad: 1\r\n",
          "\r\ntoo long\r\n.\r\n",
          "BDAT 10\r\nX-Bad: 1\r\n",
          "BDAT 14 LAST\r\nX-Bad: 1\r\n\r\nxx",
          "BDAT 2\r\n\r\nBDAT 8\r\ntoo longBDAT 2 LAST\r\n\r\n",
          "BDAT 4\r\n\r\n\r\nNOOP\r\nBDAT 8 LAST\r\ntoo long");

  private static Policy policy(String name, Action action, BareNewline bareNewline) {
    MapSettings settings =
        new MapSettings(true, MapSettings.Tls.PASS, bareNewline, Set.of(), Map.of(), 0);
    List<Rule> rules =
        List.of(
            rule(1, new ContentCriterion.HeaderField("x-bad", null, null), action),
            rule(2, new ContentCriterion.BodyLineLength(7), action),
            rule(3, new ContentCriterion.MessageLength(40), action));
    return Policy.MAILGUARD_DEFAULT.withMap(new EsmtpMap(name, settings, rules));
  }

  private static Rule rule(int number, Criterion criterion, Action action) {
    return new Rule(number, "edge", "any", criterion, false, action, true, false);
  }
}
