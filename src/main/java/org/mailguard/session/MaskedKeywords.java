package org.mailguard.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailguard.events.MessageId;
import org.mailguard.policy.InPlaceEdits;
import org.mailguard.smtp.InPlace;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Reply;

/**
 * A server's EHLO reply as the ASA passed it on: each line is still there, and a keyword that must
 * not be seen is X and a letter (reference: cisco-mailguard 3.2). What changes how many replies a
 * command has is hidden in every case, since the framing could not be followed any more.
 */
final class MaskedKeywords {
  private MaskedKeywords() {}

  /** What the client gets; null if a rule ends the session instead. */
  static @Nullable Reply in(Reply reply, Conversation talk) {
    List<Octets> keywords = new ArrayList<>();
    for (Octets line : reply.lines().subList(1, reply.lines().size())) {
      keywords.add(keyword(line));
    }
    boolean wasEnding = talk.isEnding();
    Set<Octets> hidden = EhloRulings.masked(talk, keywords);
    if (talk.isEnding() && !wasEnding) {
      return null;
    }
    List<String> removed = new ArrayList<>();
    List<Octets> lines = new ArrayList<>();
    lines.add(reply.lines().getFirst());
    for (int i = 0; i < keywords.size(); i++) {
      Octets line = reply.lines().get(i + 1);
      if (isHidden(keywords.get(i), hidden, talk)) {
        lines.add(InPlace.keyword(line, removed.size()));
        removed.add(keywords.get(i).toString());
      } else {
        lines.add(line);
      }
    }
    Reply masked = new Reply(reply.code(), lines);
    if (!removed.isEmpty()) {
      talk.noteInPassing(MessageId.KEYWORDS_REMOVED, "keywords", removed, reply, masked);
    }
    return masked;
  }

  private static boolean isHidden(Octets keyword, Set<Octets> hidden, Conversation talk) {
    boolean masked = hidden.contains(keyword.toUpperCase()) || EhloReply.changesFraming(keyword);
    return new InPlaceEdits(talk.policy()).hide(keyword, masked);
  }

  private static Octets keyword(Octets line) {
    int blank = line.indexOf(' ');
    return blank < 0 ? line : line.slice(0, blank);
  }
}
