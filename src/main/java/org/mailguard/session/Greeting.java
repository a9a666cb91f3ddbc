package org.mailguard.session;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mailguard.events.MessageId;
import org.mailguard.policy.Appearance;
import org.mailguard.policy.Policy;
import org.mailguard.smtp.MaskedReply;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Reply;
import org.mailguard.smtp.ServerReply;

/**
 * What the client gets to see of the server's greeting. Only a 220 is ever changed: a refusal must
 * be read as one.
 */
final class Greeting {
  private static final Octets UNNAMED = Octets.ascii("mailguard");

  /** As it stands below {@code parameters}. */
  static final String MASK_BANNER = "mask-banner";

  private Greeting() {}

  /** Says on record what becomes of it, too. */
  static ServerReply of(Reply server, Conversation talk) {
    if (server.code() != 220) {
      return server;
    }
    Appearance.Greeting greeting = talk.policy().appearance().greeting();
    return switch (greeting) {
      case UNTOUCHED -> server;
      case NAMED -> named(server, talk);
      case UNDERSCORED, STARRED_WHOLE, STARRED, STARRED_WITH_BLANK ->
          masked(server, greeting, talk);
    };
  }

  private static Reply named(Reply server, Conversation talk) {
    Reply named = named(server, talk.policy());
    if (named.equals(server)) {
      return server;
    }
    if (talk.policy().map().settings().observed()) {
      Rulings.recordObservedGreeting(talk, server, named);
      return server;
    }
    talk.noteInPassing(MessageId.GREETING_NAMED, MASK_BANNER, List.of(), server, named);
    return named;
  }

  private static Reply named(Reply server, Policy policy) {
    Octets configured = policy.hostname();
    Octets name = configured != null ? configured : firstWord(server.lines().getFirst());
    return Reply.of(220, name + " ESMTP");
  }

  /** The server's own name if the greeting begins with one, as RFC 5321 section 4.2 has it. */
  private static Octets firstWord(Octets text) {
    int blank = text.indexOf(' ');
    Octets word = blank < 0 ? text : text.slice(0, blank);
    for (int i = 0; i < word.length(); i++) {
      byte octet = word.at(i);
      boolean ok =
          (octet >= '0' && octet <= '9')
              || (octet >= 'A' && octet <= 'Z')
              || (octet >= 'a' && octet <= 'z')
              || ".-_[]:".indexOf(octet) >= 0;
      if (!ok) {
        return UNNAMED;
      }
    }
    return word.isEmpty() || word.length() > 255 ? UNNAMED : word;
  }

  /** Length for length; the code survives, or it were no greeting. */
  private static MaskedReply masked(Reply server, Appearance.Greeting greeting, Conversation talk) {
    List<Octets> lines = new ArrayList<>();
    for (int i = 0; i < server.lines().size(); i++) {
      boolean last = i == server.lines().size() - 1;
      Octets text = server.lines().get(i);
      byte[] line = Arrays.copyOf((last ? "220 " : "220-").getBytes(US_ASCII), 4 + text.length());
      for (int at = 0; at < text.length(); at++) {
        line[4 + at] = text.at(at);
      }
      lines.add(greeting.masked(Octets.copyOf(line)));
    }
    String after = String.join(" ", lines.stream().map(Octets::toString).toList());
    talk.note(MessageId.GREETING_MASKED, talk.policy().name(), "", Answers.lines(server), after);
    return new MaskedReply(lines);
  }
}
