package org.mailguard.session;

import java.util.Arrays;
import org.mailguard.smtp.Octets;

/**
 * What of a client's octets may stand in a log. Credentials never do, also where they stand in a
 * line that is wrong, broken or out of turn: of a line that begins with AUTH or X-EXPS no more than
 * that word is shown, and of what follows it nothing.
 */
public final class Shown {
  private static final int MOST = 200;
  private static final String[] SECRETIVE = {"AUTH", "X-EXPS"};

  private Shown() {}

  /** Of one line. */
  public static String of(Octets octets) {
    return of(octets.toByteArray(), octets.length());
  }

  /** Of the first {@code length} octets, which may be several lines. */
  static String of(byte[] octets, int length) {
    boolean lineBegins = true;
    for (int i = 0; i < length && i < MOST; i++) {
      if (lineBegins) {
        for (String word : SECRETIVE) {
          if (begins(octets, i, length, word)) {
            return Octets.printable(Arrays.copyOf(octets, i), MOST) + word;
          }
        }
      }
      byte octet = octets[i];
      lineBegins = octet == '\r' || octet == '\n' || (lineBegins && octet <= ' ' && octet >= 0);
    }
    return Octets.printable(Arrays.copyOf(octets, length), MOST);
  }

  private static boolean begins(byte[] octets, int from, int length, String word) {
    if (length - from < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      int octet = octets[from + i];
      if ((octet >= 'a' && octet <= 'z' ? octet - 32 : octet) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
