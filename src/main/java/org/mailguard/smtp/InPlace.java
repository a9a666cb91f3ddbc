package org.mailguard.smtp;

/**
 * The edits of the old releases: octet for octet, so that a packet keeps its length (reference:
 * cisco-mailguard 2.3, 3, 5.1). None of them can make or unmake a line end, since {@link Octets}
 * are one line.
 */
public final class InPlace {
  private static final Octets MADE_NOOP = Octets.ascii("NOOP");
  private static final Octets UNDERSCORED_FROM = Octets.ascii("SMTP/cmap");
  private static final Octets UNDERSCORED_TO = Octets.ascii(" read");

  private InPlace() {}

  /** A star for each octet but those that are kept. */
  public static Octets stars(Octets text, boolean keepTwosAndZeros) {
    byte[] line = new byte[text.length()];
    for (int i = 0; i < line.length; i++) {
      byte octet = text.at(i);
      boolean kept = keepTwosAndZeros && (octet == '2' || octet == '0');
      line[i] = kept ? octet : (byte) '*';
    }
    return Octets.copyOf(line);
  }

  /** {@code SMTP/cmap_____ read}, as far as it fits. */
  public static Octets underscores(Octets text) {
    byte[] line = new byte[text.length()];
    int head = Math.min(line.length, UNDERSCORED_FROM.length());
    boolean tail = line.length >= UNDERSCORED_FROM.length() + UNDERSCORED_TO.length();
    for (int i = 0; i < line.length; i++) {
      int behind = i - (line.length - UNDERSCORED_TO.length());
      line[i] =
          i < head
              ? UNDERSCORED_FROM.at(i)
              : tail && behind >= 0 ? UNDERSCORED_TO.at(behind) : (byte) '_';
    }
    return Octets.copyOf(line);
  }

  /** NOOP and blanks; a line too short for that becomes X. */
  public static Octets noop(Octets line) {
    if (line.length() < MADE_NOOP.length()) {
      return crosses(line.length());
    }
    byte[] edited = new byte[line.length()];
    for (int i = 0; i < edited.length; i++) {
      edited[i] = i < MADE_NOOP.length() ? MADE_NOOP.at(i) : (byte) ' ';
    }
    return Octets.copyOf(edited);
  }

  /** X for each octet. */
  public static Octets crosses(int length) {
    return Octets.ascii("X".repeat(length));
  }

  /**
   * A line of an EHLO reply, without code and separator, whose keyword is hidden: X up to its end,
   * and a letter that counts.
   *
   * @param masked how many were hidden before it in the same reply; behind Z comes A again
   */
  public static Octets keyword(Octets text, int masked) {
    byte[] line = crosses(text.length()).toByteArray();
    if (line.length > 0) {
      line[line.length - 1] = (byte) ('A' + masked % 26);
    }
    return Octets.copyOf(line);
  }

  /** A blank for each vertical bar from index {@code from} on. */
  public static Octets withoutBars(Octets line, int from) {
    byte[] octets = line.toByteArray();
    for (int i = from; i < octets.length; i++) {
      if (octets[i] == '|') {
        octets[i] = ' ';
      }
    }
    return Octets.copyOf(octets);
  }

  /**
   * True if angle brackets stand elsewhere than once around an address: the malicious pattern that
   * the device ended a connection for.
   */
  public static boolean hasStrayBracket(Octets line) {
    int open = line.indexOf('<');
    int close = line.indexOf('>');
    boolean outOfOrder = close >= 0 && (open < 0 || close < open);
    return outOfOrder || occursBehind(line, open, '<') || occursBehind(line, close, '>');
  }

  private static boolean occursBehind(Octets line, int at, char octet) {
    return at >= 0 && line.slice(at + 1, line.length()).indexOf(octet) >= 0;
  }
}
