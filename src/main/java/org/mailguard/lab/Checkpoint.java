package org.mailguard.lab;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailguard.policy.Laboratory.Firewall;
import org.mailguard.policy.Policy;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Reply;
import org.mailguard.smtp.Verb;

/**
 * The SMTP Security Server of Check Point FireWall-1, modelled from public descriptions (reference:
 * fingerprints 2.1, 4, 6; feature-table B12, C1, E7 and its remarks on the product).
 *
 * <p>Known: its own greeting, in two builds, SMTP and later ESMTP; {@code 220 OK} to NOOP, which no
 * client expects; the first recipient chooses the resource, and one that belongs to another gets
 * {@code 450 Mailbox unavailable}, for ever; of keywords no more than 8BITMIME.
 *
 * <p>Made up: that a resource is a domain, and that the verbs are the seven of RFC 821, with EHLO
 * in the later build. The real one put messages into a queue of its own and said 250 itself; the
 * model does not, since a laboratory must not own mail either.
 */
final class Checkpoint implements Make {
  private static final Reply OF_NOOP = Reply.of(220, "OK");

  private final Firewall.Checkpoint configured;
  private @Nullable String resource;

  Checkpoint(Firewall.Checkpoint configured) {
    this.configured = configured;
  }

  @Override
  public Reply greeting(Octets server) {
    String build = configured.esmtp() ? "ESMTP" : "SMTP";
    return Reply.of(220, "CheckPoint FireWall-1 secure " + build + " server");
  }

  @Override
  public Decision command(Octets line, @Nullable Verb verb) {
    if (verb == Verb.NOOP) {
      return new Decision.Say(OF_NOOP);
    }
    if (verb == Verb.RCPT) {
      String domain = domain(line);
      if (resource == null) {
        resource = domain;
      }
      return domain.equals(resource) ? PASS : Make.say(450, "Mailbox unavailable");
    }
    boolean known = verb != null && Policy.SEVEN.contains(verb);
    return known || (verb == Verb.EHLO && configured.esmtp()) ? PASS : UNRECOGNIZED;
  }

  /** What stands between the at-sign and the end of the address, in lower case. */
  private static String domain(Octets line) {
    String text = line.toString();
    int close = text.indexOf('>');
    String address = close < 0 ? text : text.substring(0, close);
    return address.substring(address.lastIndexOf('@') + 1).strip().toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean offers(Octets keyword) {
    return keyword.equalsIgnoreCase("8BITMIME");
  }

  @Override
  public void transactionEnds() {
    resource = null;
  }

  @Override
  public boolean blindsTrace() {
    return false;
  }
}
