package org.mailguard.lab;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailguard.policy.Laboratory.Firewall;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Reply;
import org.mailguard.smtp.Verb;

/**
 * The SMTP proxy of a WatchGuard Firebox, modelled from public descriptions (reference:
 * fingerprints 2.1, 4, 6; feature-table B1, B12, C1, C4, D2).
 *
 * <p>Known: the greeting {@code 220 SMTP service ready}; the list that HELP prints, which is taken
 * here for all the verbs there are; ESMTP behind one box, and behind it a box for each keyword;
 * recipients over the limit are dropped, and the sender is told nothing: their mail is lost in
 * silence.
 *
 * <p>Made up: the words to EHLO and to other verbs, of which no capture was found; with ESMTP on,
 * that the boxes of 8BITMIME, SIZE, ETRN and AUTH are ticked and those of CHUNKING and STARTTLS are
 * not; no limit on recipients unless one is configured.
 */
final class Watchguard implements Make {
  private static final Set<Verb> HELPED =
      Set.of(
          Verb.DATA, Verb.RCPT, Verb.MAIL, Verb.QUIT, Verb.RSET, Verb.HELO, Verb.VRFY, Verb.EXPN,
          Verb.HELP, Verb.NOOP);
  private static final Set<String> TICKED = Set.of("8BITMIME", "SIZE", "ETRN", "AUTH");
  private static final Reply HELP =
      new Reply(
          214,
          List.of(
              Octets.ascii("Commands:"),
              Octets.ascii("\tDATA\tRCPT\tMAIL\tQUIT\tRSET"),
              Octets.ascii("\tHELO\tVRFY\tEXPN\tHELP\tNOOP")));

  private final Firewall.Watchguard configured;
  private int recipients;

  Watchguard(Firewall.Watchguard configured) {
    this.configured = configured;
  }

  @Override
  public Reply greeting(Octets server) {
    return Reply.of(220, "SMTP service ready");
  }

  @Override
  public Decision command(Octets line, @Nullable Verb verb) {
    if (verb == Verb.HELP) {
      return new Decision.Say(HELP);
    }
    if (verb == Verb.RCPT) {
      recipients++;
      boolean lost = configured.recipients() > 0 && recipients > configured.recipients();
      return lost ? Make.say(250, "OK") : PASS;
    }
    boolean extended = verb == Verb.EHLO || verb == Verb.ETRN || verb == Verb.AUTH;
    boolean known = verb != null && HELPED.contains(verb);
    return known || (configured.esmtp() && extended) ? PASS : UNRECOGNIZED;
  }

  @Override
  public boolean offers(Octets keyword) {
    return TICKED.contains(keyword.toUpperCase().toString());
  }

  @Override
  public void transactionEnds() {
    recipients = 0;
  }

  @Override
  public boolean blindsTrace() {
    return false;
  }
}
