package org.mailguard.session;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailguard.events.Intervention;
import org.mailguard.events.MessageId;
import org.mailguard.policy.MapSettings;
import org.mailguard.policy.RulePhase;
import org.mailguard.smtp.Extension;
import org.mailguard.smtp.Extensions;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Reply;

/** A server's EHLO reply on its way to the client, with what is agreed by it and recorded of it. */
final class EhloAnswer {
  private EhloAnswer() {}

  /** What the client gets; null if a rule ends the session instead. */
  static @Nullable Reply to(Reply reply, Conversation talk) {
    Extensions all = Extensions.parse(reply);
    boolean wasEnding = talk.isEnding();
    Set<Octets> masked = EhloRulings.masked(talk, all.keywords());
    if (talk.isEnding() && !wasEnding) {
      return null;
    }
    observeTls(all, talk);
    EhloReply offer = EhloReply.intersect(all, talk.policy(), masked);
    talk.offer(offer.offered());
    note(MessageId.KEYWORDS_REMOVED, offer.removed(), reply, offer, talk);
    note(MessageId.VALUES_CUT, offer.cut(), reply, offer, talk);
    return offer.reply();
  }

  private static void note(
      MessageId id, List<String> keywords, Reply server, EhloReply offer, Conversation talk) {
    if (!keywords.isEmpty()) {
      talk.noteInPassing(id, "keywords", keywords, server, offer.reply());
    }
  }

  private static void observeTls(Extensions all, Conversation talk) {
    MapSettings settings = talk.policy().map().settings();
    if (settings.observed()
        && settings.tls() == MapSettings.Tls.HIDE
        && all.offers(Extension.STARTTLS)) {
      Rulings.recordObserved(
          talk,
          RulePhase.EHLO_REPLY.word(),
          "no allow-tls",
          Intervention.Verdict.MASKED,
          Extension.STARTTLS.keyword());
    }
  }
}
