package org.mailguard.config;

import java.util.Collection;
import java.util.Locale;

/** Finds the known word that a misspelt one was meant to be. */
final class NearestWord {
  /**
   * Words are compared up to this length, so that a hostile file costs no more than a careless one.
   */
  private static final int LONGEST = 40;

  /** Of so many; a file may define thousands of names and misspell each. */
  private static final int MOST = 500;

  private NearestWord() {}

  /** The nearest of {@code known}, or empty if none is near enough to be a slip. */
  static String to(String word, Collection<String> known) {
    if (word.length() > LONGEST) {
      return "";
    }
    String written = word.toLowerCase(Locale.ROOT);
    String nearest = "";
    int least = Math.max(1, written.length() / 3) + 1;
    for (String candidate : known.stream().limit(MOST).toList()) {
      int distance = distance(written, candidate);
      // Two slips in a word of three letters make another word.
      if (distance < least && distance < Math.max(2, candidate.length() / 2)) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /** Letters to insert, delete, change or swap with their neighbour: optimal string alignment. */
  static int distance(String left, String right) {
    int[][] cost = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      for (int j = 0; j <= right.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        int least =
            Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        cost[i][j] = swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
      }
    }
    return cost[left.length()][right.length()];
  }
}
