package org.mailguard.smtp;

import org.jspecify.annotations.Nullable;

/**
 * The verbs that the guard knows by name. RFC 5321 section 4.1 and the extensions in the constant's
 * comment; the last two groups are known so that they can be refused, or watched, as what they are.
 */
public enum Verb {
  HELO("HELO"),
  EHLO("EHLO"),
  MAIL("MAIL"),
  RCPT("RCPT"),
  DATA("DATA"),
  /** RFC 3030. */
  BDAT("BDAT"),
  RSET("RSET"),
  NOOP("NOOP"),
  QUIT("QUIT"),
  VRFY("VRFY"),
  EXPN("EXPN"),
  HELP("HELP"),
  /** RFC 1985. */
  ETRN("ETRN"),
  /** RFC 3207. */
  STARTTLS("STARTTLS"),
  /** RFC 4954. */
  AUTH("AUTH"),
  /** Exchange: routing information between servers of one organisation. */
  X_LINK2STATE("X-LINK2STATE"),
  /** Exchange: an AUTH of its own, with the mechanisms NTLM, GSSAPI and EXCHANGEAUTH. */
  X_EXPS("X-EXPS"),
  /** Exchange: properties of a message as a binary payload whose length stands in the command. */
  XEXCH50("XEXCH50"),
  /** Exchange: a STARTTLS without a certificate check. */
  X_ANONYMOUSTLS("X-ANONYMOUSTLS"),
  /** RFC 821, taken out by RFC 2821: turns the roles of client and server round. */
  TURN("TURN"),
  SEND("SEND"),
  SOML("SOML"),
  SAML("SAML"),
  /** Sendmail. */
  VERB("VERB"),
  ONEX("ONEX"),
  DEBUG("DEBUG"),
  WIZ("WIZ"),
  KILL("KILL"),
  /** Postfix: a proxy tells the server whose connection it carries. */
  XCLIENT("XCLIENT"),
  XFORWARD("XFORWARD");

  private final String word;

  Verb(String word) {
    this.word = word;
  }

  /** The verb as it stands on the wire, in upper case. */
  public String word() {
    return word;
  }

  /** The verb of a word, in whatever case, or null if it is none. */
  public static @Nullable Verb named(Octets word) {
    for (Verb verb : values()) {
      if (word.equalsIgnoreCase(verb.word)) {
        return verb;
      }
    }
    return null;
  }
}
