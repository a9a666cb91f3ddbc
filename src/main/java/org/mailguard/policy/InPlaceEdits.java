package org.mailguard.policy;

import org.jspecify.annotations.Nullable;
import org.mailguard.policy.Appearance.Suppression;
import org.mailguard.smtp.Extension;
import org.mailguard.smtp.InPlace;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Verb;

/**
 * What an old release does to one line: what passes, and what it is overwritten with (reference:
 * cisco-mailguard 2, 3.2, 4). Length for length, but for a line that is swallowed.
 *
 * @param policy of the release
 */
public record InPlaceEdits(Policy policy) {

  /** True if a command is in the table of the release. */
  public boolean letPass(@Nullable Verb verb) {
    if (verb == Verb.STARTTLS) {
      return policy.appearance().masksKeywords() && !policy.hidesTls();
    }
    return verb != null && policy.verbs().contains(verb);
  }

  /** What the server gets of a line that does not pass; null if nothing of it goes on. */
  public @Nullable Octets suppressed(Octets line) {
    Suppression how = policy.appearance().suppression();
    return switch (how) {
      case SWALLOWED -> null;
      case NOOP -> InPlace.noop(line);
      case OVERWRITTEN, REFUSED -> InPlace.crosses(line.length());
    };
  }

  /** True if the ASA ended the connection for it (message 108003); the PIX did not look. */
  public boolean endSessionFor(Octets line, @Nullable Verb verb) {
    return isAddressed(verb)
        && policy.appearance().masksKeywords()
        && InPlace.hasStrayBracket(line);
  }

  /** A line that passes, as the server gets it: a blank for each vertical bar in an address. */
  public Octets passed(Octets line, @Nullable Verb verb) {
    return isAddressed(verb) ? InPlace.withoutBars(line, line.indexOf(':') + 1) : line;
  }

  /**
   * True if a keyword of the server's EHLO reply must not be seen.
   *
   * @param masked by a rule of the map
   */
  public boolean hide(Octets keyword, boolean masked) {
    return Extension.named(keyword) == Extension.STARTTLS ? policy.hidesTls() : masked;
  }

  private static boolean isAddressed(@Nullable Verb verb) {
    return verb == Verb.MAIL || verb == Verb.RCPT;
  }
}
