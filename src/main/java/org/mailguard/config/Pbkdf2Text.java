package org.mailguard.config;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hash by PBKDF2 with HMAC-SHA-512 (RFC 8018 section 5.2) as an ASA writes it since 9.7: {@code
 * $sha512$ROUNDS$SALT$KEY}.
 *
 * @param rounds the iteration count
 * @param salt in base64 (RFC 4648 section 4), 8 to 64 octets
 * @param key what comes out, in base64, 16 to 64 octets
 */
public record Pbkdf2Text(int rounds, String salt, String key) {
  /** A device writes 5000. */
  public static final int LEAST_ROUNDS = 1000;

  /** More would hold up whoever logs in, and the processor, for seconds. */
  public static final int MOST_ROUNDS = 1_000_000;

  private static final Pattern FORM =
      Pattern.compile("\\$sha512\\$([0-9]{1,9})\\$([A-Za-z0-9+/=]+)\\$([A-Za-z0-9+/=]+)");

  /** Empty if it is none, whatever the rounds. */
  public static Optional<Pbkdf2Text> read(String text) {
    Matcher parts = FORM.matcher(text);
    return parts.matches() && isBetween(8, parts.group(2), 64) && isBetween(16, parts.group(3), 64)
        ? Optional.of(
            new Pbkdf2Text(Integer.parseInt(parts.group(1)), parts.group(2), parts.group(3)))
        : Optional.empty();
  }

  /** True if the guard computes so many. */
  public boolean isInRange() {
    return rounds >= LEAST_ROUNDS && rounds <= MOST_ROUNDS;
  }

  private static boolean isBetween(int least, String base64, int most) {
    try {
      int octets = Base64.getDecoder().decode(base64).length;
      return octets >= least && octets <= most;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  /** As a line has it. */
  @Override
  public String toString() {
    return "$sha512$" + rounds + "$" + salt + "$" + key;
  }
}
