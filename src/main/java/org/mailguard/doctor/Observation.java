package org.mailguard.doctor;

import java.util.Locale;

/**
 * One thing that was seen, before anybody says what it means. Probes and readers make them, {@link
 * org.mailguard.doctor.catalogue.Fingerprint} recognises them.
 *
 * @param subject for {@link Kind#REPLY} the verb in upper case, for {@link Kind#FACT} the fact's
 *     name, otherwise empty
 * @param text printable, a line of the wire on a line of its own, without CR; cut at {@value
 *     #LONGEST} characters, so that a pattern has little to read
 * @param where as in {@link Evidence}
 * @param when as in {@link Evidence}
 */
public record Observation(Kind kind, String subject, String text, String where, String when) {
  public static final int LONGEST = 8192;

  /** What was looked at. */
  public enum Kind {
    /** What came before the client said anything, all lines of it. */
    GREETING,
    /** The reply to EHLO, all lines of it. */
    EHLO,
    /** The reply to the verb that is the subject. */
    REPLY,
    /** The names, the issuer and the result of checking a certificate. */
    CERTIFICATE,
    /** What several replies or their times say together; the subject is its name. */
    FACT,
    /** A line of a log. */
    LOG,
    /** A line of a bounce, or of what a mail program shows. */
    BOUNCE,
    /** A header line of a message. */
    HEADER;

    /** As in the catalogue. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Observation {
    text = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }

  public static Observation fact(String name, String text, String where, String when) {
    return new Observation(Kind.FACT, name, text, where, when);
  }

  public Evidence evidence() {
    return new Evidence(where, text, when);
  }
}
