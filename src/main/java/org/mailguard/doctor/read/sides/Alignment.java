package org.mailguard.doctor.read.sides;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailguard.doctor.read.dialogue.Line;

/**
 * Lays the lines of one direction beside each other, so that as few as possible are lost or added.
 * A line that was overwritten has kept its length, and a reply its code, so that such two are taken
 * for one that was changed; others are one lost and one added. What is equal at the start and at
 * the end is left out of the search, and of what remains between, no more than {@value #MOST_CELLS}
 * combinations are tried.
 */
final class Alignment {
  static final int MOST_CELLS = 4_000_000;

  /**
   * A line before the box and behind it.
   *
   * @param in null if it was added
   * @param out null if it was lost
   */
  record Aligned(@Nullable Line in, @Nullable Line out) {
    boolean isEqual() {
      return in != null && out != null && in.octets().equals(out.octets());
    }
  }

  private final List<Line> in;
  private final List<Line> out;
  private boolean tooLong;

  Alignment(List<Line> in, List<Line> out) {
    this.in = in;
    this.out = out;
  }

  /** True if the middle was too long, and its lines were paired by their number alone. */
  boolean isTooLong() {
    return tooLong;
  }

  List<Aligned> align() {
    int start = 0;
    int least = Math.min(in.size(), out.size());
    while (start < least && same(in.get(start), out.get(start))) {
      start++;
    }
    int end = 0;
    while (end < least - start
        && same(in.get(in.size() - 1 - end), out.get(out.size() - 1 - end))) {
      end++;
    }
    List<Aligned> aligned = new ArrayList<>();
    for (int i = 0; i < start; i++) {
      aligned.add(new Aligned(in.get(i), out.get(i)));
    }
    aligned.addAll(
        middle(in.subList(start, in.size() - end), out.subList(start, out.size() - end)));
    for (int i = end; i > 0; i--) {
      aligned.add(new Aligned(in.get(in.size() - i), out.get(out.size() - i)));
    }
    return aligned;
  }

  private List<Aligned> middle(List<Line> from, List<Line> to) {
    if ((long) (from.size() + 1) * (to.size() + 1) > MOST_CELLS) {
      tooLong = true;
      return byNumber(from, to);
    }
    int[][] cost = costs(from, to);
    List<Aligned> aligned = new ArrayList<>();
    int i = from.size();
    int j = to.size();
    while (i > 0 || j > 0) {
      if (i > 0
          && j > 0
          && cost[i][j] == cost[i - 1][j - 1] + cost(from.get(i - 1), to.get(j - 1))) {
        aligned.add(new Aligned(from.get(--i), to.get(--j)));
      } else if (i > 0 && cost[i][j] == cost[i - 1][j] + 2) {
        aligned.add(new Aligned(from.get(--i), null));
      } else {
        aligned.add(new Aligned(null, to.get(--j)));
      }
    }
    Collections.reverse(aligned);
    return aligned;
  }

  private static int[][] costs(List<Line> from, List<Line> to) {
    int[][] cost = new int[from.size() + 1][to.size() + 1];
    for (int i = 0; i <= from.size(); i++) {
      for (int j = 0; j <= to.size(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = 2 * (i + j);
        } else {
          int changed = cost[i - 1][j - 1] + cost(from.get(i - 1), to.get(j - 1));
          cost[i][j] = Math.min(changed, 2 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        }
      }
    }
    return cost;
  }

  private static List<Aligned> byNumber(List<Line> from, List<Line> to) {
    List<Aligned> aligned = new ArrayList<>();
    for (int i = 0; i < Math.max(from.size(), to.size()); i++) {
      aligned.add(
          new Aligned(i < from.size() ? from.get(i) : null, i < to.size() ? to.get(i) : null));
    }
    return aligned;
  }

  private static int cost(Line from, Line to) {
    return same(from, to) ? 0 : isRelated(from.text(), to.text()) ? 2 : 5;
  }

  private static boolean same(Line from, Line to) {
    return from.octets().equals(to.octets());
  }

  private static boolean isRelated(String from, String to) {
    if (from.equals(to)) {
      return true; // only the end of the line is another
    }
    int same = 0;
    int least = Math.min(from.length(), to.length());
    while (same < least && from.charAt(same) == to.charAt(same)) {
      same++;
    }
    return same >= 4
        || (from.length() == to.length() && least >= 4)
        || (same == least && least > 0);
  }
}
