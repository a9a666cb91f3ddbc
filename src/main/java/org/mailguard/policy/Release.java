package org.mailguard.policy;

import java.util.Locale;
import java.util.Set;
import org.mailguard.policy.Appearance.Greeting;
import org.mailguard.policy.Appearance.Suppression;
import org.mailguard.smtp.Verb;

/**
 * The Mailguards that there were, from PIX 4.0 to the ASA of today (reference: cisco-mailguard 0 to
 * 5). Each is a verb table and an {@link Appearance}; those of the ASA have an inspection map
 * besides.
 *
 * <p>What the sources leave open is decided here: the first two releases mask the greeting alike,
 * since the one print there is names "old versions"; the release in which NOOP gave way to X is not
 * known, so 4.2 to 5.0 have the one and all later ones the other, and a configuration can say
 * otherwise.
 */
public enum Release {
  P40("PIX 4.0 and 4.1", Suppression.SWALLOWED, Greeting.UNDERSCORED, false),
  P42("PIX 4.2 and 4.3", Suppression.NOOP, Greeting.UNDERSCORED, false),
  P44("PIX 4.4 and 5.0", Suppression.NOOP, Greeting.STARRED_WHOLE, false),
  P51("PIX 5.1 to 6.3", Suppression.OVERWRITTEN, Greeting.STARRED, false),
  P70("PIX and ASA 7.0 and 7.1", Suppression.OVERWRITTEN, Greeting.STARRED, true),
  A72("ASA 7.2 to 9.3", Suppression.OVERWRITTEN, Greeting.STARRED, true),
  A94("ASA 9.4 and later", Suppression.OVERWRITTEN, Greeting.STARRED, true);

  /** The seven, and the eight that ESMTP inspection added to them. */
  private static final Set<Verb> FIFTEEN =
      Set.of(
          Verb.HELO, Verb.MAIL, Verb.RCPT, Verb.DATA, Verb.RSET, Verb.NOOP, Verb.QUIT, Verb.EHLO,
          Verb.AUTH, Verb.ETRN, Verb.HELP, Verb.SAML, Verb.SEND, Verb.SOML, Verb.VRFY);

  private final String products;
  private final Suppression suppression;
  private final Greeting greeting;
  private final boolean esmtp;

  Release(String products, Suppression suppression, Greeting greeting, boolean esmtp) {
    this.products = products;
    this.suppression = suppression;
    this.greeting = greeting;
    this.esmtp = esmtp;
  }

  /** As in the configuration: {@code p51}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The products that had it, for people. */
  public String products() {
    return products;
  }

  public Appearance appearance() {
    return new Appearance(word(), suppression, greeting, esmtp);
  }

  /** The commands that pass. */
  public Set<Verb> verbs() {
    return esmtp ? FIFTEEN : Policy.SEVEN;
  }

  /** True if it has inspection maps ({@code policy-map type inspect esmtp}, from 7.2). */
  public boolean hasMaps() {
    return this == A72 || this == A94;
  }

  /**
   * What holds for a session behind it; without the map that {@link #hasMaps} speaks of.
   *
   * @param as its appearance, perhaps changed
   */
  public Policy policy(Appearance as) {
    return new Policy(
        "release " + word(), Inspection.FULL, as, null, verbs(), Limits.DEFAULT, Timeouts.DEFAULT);
  }

  /** What holds for a session behind it; without the map that {@link #hasMaps} speaks of. */
  public Policy policy() {
    return policy(appearance());
  }
}
