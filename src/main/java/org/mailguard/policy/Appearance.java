package org.mailguard.policy;

/**
 * How an intervention looks from outside. Apart from the decision on purpose: an old release is a
 * row of this kind and a verb table, not another proxy (reference: cisco-mailguard 2.3, 3.1).
 *
 * @param name as in the configuration: {@code honest} or the release
 * @param overwrites true if a refused command goes to the server as X instead of being answered,
 *     and what passes goes as it was written
 * @param greeting what becomes of the server's greeting
 */
public record Appearance(String name, boolean overwrites, Greeting greeting) {

  /** What becomes of the server's greeting. */
  public enum Greeting {
    /** {@code 220 NAME ESMTP}. */
    NAMED,
    /** As the server sent it. */
    UNTOUCHED,
    /**
     * Asterisks but for 2, 0 and the octet behind the code, without which it were no reply line.
     */
    STARRED,
    /** Asterisks but for 2 and 0, the blank behind the code included, as the article prints it. */
    STARRED_WITH_BLANK
  }

  public Appearance withGreeting(Greeting other) {
    return new Appearance(name, overwrites, other);
  }

  public static final Appearance HONEST = new Appearance("honest", false, Greeting.NAMED);

  public static final Appearance P51 = new Appearance("p51", true, Greeting.STARRED);
}
