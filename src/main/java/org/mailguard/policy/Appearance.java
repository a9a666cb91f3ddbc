package org.mailguard.policy;

import org.mailguard.smtp.InPlace;
import org.mailguard.smtp.Octets;

/**
 * How an intervention looks from outside. Apart from the decision on purpose: an old release is a
 * row of this kind and a verb table, not another proxy (reference: cisco-mailguard 2.3, 3.1, 3.2).
 *
 * @param name as in the configuration: {@code honest} or the release
 * @param suppression what becomes of a command that must not pass
 * @param greeting what becomes of the server's greeting
 * @param masksKeywords true if a keyword that must not pass stays in the EHLO reply as X and a
 *     letter, instead of leaving it
 */
public record Appearance(
    String name, Suppression suppression, Greeting greeting, boolean masksKeywords) {

  /** What becomes of a command that must not pass. */
  public enum Suppression {
    /** The guard answers it with a refusal that says why; what passes is printed anew. */
    REFUSED("refuse"),
    /** The box answers {@code 250 OK} itself, and the server sees nothing of it. */
    SWALLOWED("swallow"),
    /** The server gets a NOOP of the same length, and the client the server's 250. */
    NOOP("noop"),
    /** The server gets X for each octet, and the client the server's 500. */
    OVERWRITTEN("overwrite");

    private final String word;

    Suppression(String word) {
      this.word = word;
    }

    /** As in the configuration. */
    public String word() {
      return word;
    }
  }

  /** What becomes of the server's greeting. */
  public enum Greeting {
    /** {@code 220 NAME ESMTP}. */
    NAMED,
    /** As the server sent it. */
    UNTOUCHED,
    /** A scrap of words at either end and underscores between them, length for length. */
    UNDERSCORED,
    /** Asterisks but for the code and the octet behind it. */
    STARRED_WHOLE,
    /**
     * Asterisks but for 2, 0 and the octet behind the code, without which it were no reply line.
     */
    STARRED,
    /** Asterisks but for 2 and 0, the blank behind the code included, as the article prints it. */
    STARRED_WITH_BLANK;

    /** True if the client gets another text of the same length. */
    public boolean isMask() {
      return this != NAMED && this != UNTOUCHED;
    }

    /**
     * One line of a greeting as the client gets it, length for length; the code survives, or it
     * were no greeting.
     *
     * @param line without CR LF, with at least four octets of code and separator
     */
    public Octets masked(Octets line) {
      if (!isMask()) {
        return line;
      }
      Octets text = mask(line.slice(4, line.length()));
      byte[] masked = line.toByteArray();
      if (this == STARRED_WITH_BLANK) {
        masked[3] = '*';
      }
      for (int i = 0; i < text.length(); i++) {
        masked[4 + i] = text.at(i);
      }
      return Octets.copyOf(masked);
    }

    private Octets mask(Octets text) {
      return switch (this) {
        case UNDERSCORED -> InPlace.underscores(text);
        case STARRED_WHOLE -> InPlace.stars(text, false);
        case STARRED, STARRED_WITH_BLANK -> InPlace.stars(text, true);
        case UNTOUCHED, NAMED -> text;
      };
    }
  }

  public static final Appearance HONEST =
      new Appearance("honest", Suppression.REFUSED, Greeting.NAMED, false);

  /** True for an old release: lines are edited in place, and what passes goes as it was written. */
  public boolean editsInPlace() {
    return suppression != Suppression.REFUSED;
  }

  public Appearance withGreeting(Greeting other) {
    return new Appearance(name, suppression, other, masksKeywords);
  }

  public Appearance withSuppression(Suppression other) {
    return new Appearance(name, other, greeting, masksKeywords);
  }
}
