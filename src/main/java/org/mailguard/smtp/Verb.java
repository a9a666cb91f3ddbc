package org.mailguard.smtp;

import java.util.Arrays;
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

  /** The verbs that begin with A, B and so on, so that few words have to be compared. */
  private static final Verb[][] BY_FIRST_LETTER = new Verb[26][];

  static {
    for (int i = 0; i < BY_FIRST_LETTER.length; i++) {
      char first = (char) ('A' + i);
      BY_FIRST_LETTER[i] =
          Arrays.stream(values()).filter(v -> v.word.charAt(0) == first).toArray(Verb[]::new);
    }
  }

  private final String word;

  Verb(String word) {
    this.word = word;
  }

  /** The verb of a word in whatever case, by ASCII alone, or null if it is none of ours. */
  static @Nullable Verb named(byte[] line, int from, int to) {
    int letter = to > from ? Ascii.upper(line[from]) - 'A' : -1;
    if (letter < 0 || letter >= BY_FIRST_LETTER.length) {
      return null;
    }
    for (Verb verb : BY_FIRST_LETTER[letter]) {
      if (verb.matches(line, from, to)) {
        return verb;
      }
    }
    return null;
  }

  private boolean matches(byte[] line, int from, int to) {
    if (to - from != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (Ascii.upper(line[from + i]) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The verb as it stands on the wire, in upper case. */
  public String word() {
    return word;
  }

  /** A verb that a word begins with, in whatever case, or null if there is none. */
  public static @Nullable Verb thatBegins(Octets word) {
    byte[] octets = word.toByteArray();
    for (Verb verb : values()) {
      int length = verb.word.length();
      if (octets.length >= length && verb.matches(octets, 0, length)) {
        return verb;
      }
    }
    return null;
  }

  /**
   * The verb that a line begins with, as a server finds it that takes any white space for a blank,
   * or null if there is none.
   */
  public static @Nullable Verb thatOpens(Octets line) {
    int from = 0;
    while (from < line.length() && isWhite(line.at(from))) {
      from++;
    }
    int to = from;
    while (to < line.length() && !isWhite(line.at(to))) {
      to++;
    }
    return named(line.slice(from, to));
  }

  private static boolean isWhite(byte octet) {
    return octet >= 0 && octet <= ' ';
  }

  /** The verb of a word, in whatever case, or null if it is none. */
  public static @Nullable Verb named(Octets word) {
    return named(word.toByteArray(), 0, word.length());
  }
}
