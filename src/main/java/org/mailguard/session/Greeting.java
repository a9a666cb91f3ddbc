package org.mailguard.session;

import java.util.ArrayList;
import java.util.List;
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

  private Greeting() {}

  static ServerReply of(Reply server, Policy policy) {
    if (server.code() != 220) {
      return server;
    }
    return switch (policy.appearance().greeting()) {
      case UNTOUCHED -> server;
      case NAMED -> named(server, policy);
      case STARRED -> starred(server, true);
      case STARRED_WITH_BLANK -> starred(server, false);
    };
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

  /**
   * Length for length: every octet a star but 2 and 0, wherever they stand (reference:
   * cisco-mailguard 3.1).
   */
  private static MaskedReply starred(Reply server, boolean keepSeparator) {
    List<Octets> lines = new ArrayList<>();
    for (int i = 0; i < server.lines().size(); i++) {
      Octets text = server.lines().get(i);
      boolean last = i == server.lines().size() - 1;
      byte[] line = new byte[4 + text.length()];
      line[0] = '2';
      line[1] = '2';
      line[2] = '0';
      line[3] = star(last ? (byte) ' ' : (byte) '-', keepSeparator);
      for (int at = 0; at < text.length(); at++) {
        line[4 + at] = star(text.at(at), false);
      }
      lines.add(Octets.copyOf(line));
    }
    return new MaskedReply(lines);
  }

  private static byte star(byte octet, boolean keep) {
    return keep || octet == '2' || octet == '0' ? octet : (byte) '*';
  }

  static boolean isMasked(Policy policy) {
    return policy.appearance().greeting() == Appearance.Greeting.STARRED
        || policy.appearance().greeting() == Appearance.Greeting.STARRED_WITH_BLANK;
  }
}
