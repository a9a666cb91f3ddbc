package org.mailguard.lab;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailguard.policy.Laboratory.Firewall;
import org.mailguard.policy.Policy;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Reply;
import org.mailguard.smtp.Verb;

/**
 * The {@code smtpd} of the Raptor Firewall, later Symantec Enterprise Firewall, modelled from
 * public descriptions (reference: fingerprints 2.1, 3, 4, 8; feature-table B1, B2, B12, C1, C4, D2,
 * E7, F5).
 *
 * <p>Known: the greeting {@code 220 H Generic SMTP handler}; with ESMTP off {@code 500 Command
 * unrecognized} to EHLO; {@code 250 H talking to inner ([ip])} to HELO, which gives the inner host
 * away; {@code 214 Help not supported by this implementation}; {@code 221 H closing connection.
 * Goodbye!}; recipients over the soft limit are put off, and over the hard one all is denied;
 * {@code 503 5.5.0 Not accepting any command except QUIT} of a session that is lost; the {@code
 * Received} lines of what passes are blinded.
 *
 * <p>Made up: H and inner are both the server's name, and the address is one of documentation,
 * since a session knows none; the words about recipients; that the hard limit is what loses a
 * session; with ESMTP on, the keywords AUTH, ETRN, EXPN and VRFY, for which it had toggles.
 */
final class Raptor implements Make {
  private static final String INNER_ADDRESS = "192.0.2.1";
  private static final Set<Verb> EXTENDED =
      Set.of(Verb.EHLO, Verb.AUTH, Verb.ETRN, Verb.EXPN, Verb.VRFY);
  private static final Set<String> TOGGLED = Set.of("AUTH", "ETRN", "EXPN", "VRFY");

  private final Firewall.Raptor configured;
  private String host = "mail";
  private int recipients;
  private boolean lost;

  Raptor(Firewall.Raptor configured) {
    this.configured = configured;
  }

  @Override
  public Reply greeting(Octets server) {
    host = server.toString();
    return Reply.of(220, host + " Generic SMTP handler");
  }

  @Override
  public Decision command(Octets line, @Nullable Verb verb) {
    if (verb == Verb.QUIT) {
      return new Decision.PassAndSay(Reply.of(221, host + " closing connection. Goodbye!"));
    }
    if (lost) {
      return Make.say(503, "5.5.0 Not accepting any command except QUIT");
    }
    if (verb == Verb.HELO) {
      String words = host + " talking to " + host + " ([" + INNER_ADDRESS + "])";
      return new Decision.PassAndSay(Reply.of(250, words));
    }
    if (verb == Verb.HELP) {
      return Make.say(214, "Help not supported by this implementation");
    }
    if (verb == Verb.RCPT) {
      return recipient();
    }
    boolean known = verb != null && Policy.SEVEN.contains(verb);
    boolean extended = verb != null && EXTENDED.contains(verb);
    return known || (extended && configured.esmtp()) ? PASS : UNRECOGNIZED;
  }

  private Decision recipient() {
    recipients++;
    if (configured.hard() > 0 && recipients > configured.hard()) {
      lost = true;
      return Make.say(550, "Too many recipients");
    }
    boolean putOff = configured.soft() > 0 && recipients > configured.soft();
    return putOff ? Make.say(452, "Too many recipients") : PASS;
  }

  @Override
  public boolean offers(Octets keyword) {
    return TOGGLED.contains(keyword.toUpperCase().toString());
  }

  @Override
  public void transactionEnds() {
    recipients = 0;
  }

  @Override
  public boolean blindsTrace() {
    return true;
  }
}
