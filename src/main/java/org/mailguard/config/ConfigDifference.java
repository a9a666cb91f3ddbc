package org.mailguard.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one configuration says and another does not, as lines that people read: {@code -} in front
 * of those that go, {@code +} in front of those that come, and the heads that changed lines stand
 * below.
 *
 * <p>The shortest edit is found by Myers' greedy walk over diagonals, with what is equal at both
 * ends taken off first. Beyond {@link #MOST_EDITS} edits nobody reads a difference, and the walk
 * would cost their square: then the differing middle is shown as gone and come.
 */
public final class ConfigDifference {
  private static final int MOST_EDITS = 2_000;

  private final List<String> before;
  private final List<String> after;

  private ConfigDifference(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  /** Empty if both say the same. */
  public static List<String> lines(Configuration before, Configuration after) {
    return lines(ConfigWriter.write(before.entries()), ConfigWriter.write(after.entries()));
  }

  /** Of texts as {@link ConfigWriter} writes them. */
  public static List<String> lines(String before, String after) {
    return new ConfigDifference(SourceText.lines(before), SourceText.lines(after)).lines();
  }

  private List<String> lines() {
    int least = Math.min(before.size(), after.size());
    int head = 0;
    while (head < least && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < least - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    List<String> gone = before.subList(head, before.size() - tail);
    List<String> come = after.subList(head, after.size() - tail);
    return withHeads(head, edits(gone, come));
  }

  /** {@code -}, {@code +} or a blank in front of each line of both. */
  private static List<String> edits(List<String> gone, List<String> come) {
    List<int[]> walked = new ArrayList<>();
    int[] furthest = new int[2 * Math.min(gone.size() + come.size(), MOST_EDITS) + 3];
    int middle = furthest.length / 2;
    for (int edits = 0; edits < middle; edits++) {
      walked.add(furthest.clone());
      for (int diagonal = -edits; diagonal <= edits; diagonal += 2) {
        int x = start(furthest, middle, diagonal, edits);
        int y = x - diagonal;
        while (x < gone.size() && y >= 0 && y < come.size() && gone.get(x).equals(come.get(y))) {
          x++;
          y++;
        }
        furthest[middle + diagonal] = x;
        if (x >= gone.size() && y >= come.size()) {
          return walkedBack(gone, come, walked, middle);
        }
      }
    }
    List<String> all = new ArrayList<>(gone.stream().map(line -> "-" + line).toList());
    come.forEach(line -> all.add("+" + line));
    return all;
  }

  private static int start(int[] furthest, int middle, int diagonal, int edits) {
    boolean down =
        diagonal == -edits
            || (diagonal != edits
                && furthest[middle + diagonal - 1] < furthest[middle + diagonal + 1]);
    return down ? furthest[middle + diagonal + 1] : furthest[middle + diagonal - 1] + 1;
  }

  private static List<String> walkedBack(
      List<String> gone, List<String> come, List<int[]> walked, int middle) {
    List<String> lines = new ArrayList<>();
    int x = gone.size();
    int y = come.size();
    for (int edits = walked.size() - 1; edits >= 0; edits--) {
      int[] furthest = walked.get(edits);
      int diagonal = x - y;
      int from = edits == 0 ? 0 : start(furthest, middle, diagonal, edits);
      int fromY = from - diagonal;
      while (x > from && y > fromY && x > 0 && y > 0) {
        lines.addFirst(" " + gone.get(--x));
        y--;
      }
      if (edits > 0) {
        boolean down =
            diagonal == -edits
                || (diagonal != edits
                    && furthest[middle + diagonal - 1] < furthest[middle + diagonal + 1]);
        lines.addFirst(down ? "+" + come.get(--y) : "-" + gone.get(--x));
      }
    }
    return lines;
  }

  /** Only what changed, each below the lines that open its mode. */
  private List<String> withHeads(int skipped, List<String> edits) {
    List<String> open = new ArrayList<>();
    IntStream.range(0, skipped).forEach(i -> enter(open, " " + before.get(i)));
    List<String> shown = new ArrayList<>();
    for (String edit : edits) {
      enter(open, edit);
      if (edit.startsWith(" ")) {
        continue;
      }
      for (int level = 0; level < open.size() - 1; level++) {
        String head = open.get(level);
        if (head.startsWith(" ")) {
          shown.add(head);
          open.set(level, "=" + head.substring(1));
        }
      }
      shown.add(edit);
    }
    return shown;
  }

  /** The line and those that it stands below; a head that was shown has {@code =} in front. */
  private static void enter(List<String> open, String edit) {
    String line = edit.substring(1);
    int depth = line.length() - line.stripLeading().length();
    while (open.size() > depth) {
      open.removeLast();
    }
    while (open.size() < depth) {
      open.add("=");
    }
    open.add(edit);
  }
}
