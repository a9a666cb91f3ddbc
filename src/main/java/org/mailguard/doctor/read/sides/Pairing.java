package org.mailguard.doctor.read.sides;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mailguard.doctor.read.dialogue.Conversation;
import org.mailguard.doctor.read.dialogue.Line;

/**
 * Finds the conversations of two records that are the same one. Addresses are of no use, since a
 * box may translate them; what was said is: the lines that few conversations have weigh most, such
 * as a sender, a Message-ID or a queue id. Of equal ones the first are paired, as both records are
 * in order of time.
 */
final class Pairing {
  /** Shorter lines, such as DATA and QUIT, are in every conversation. */
  private static final int SHORTEST = 9;

  private static final int MOST_LINES = 400;

  /** More than this have the same line, so it tells nothing. */
  private static final int MOST_HOLDERS = 200;

  /** One conversation as it was recorded on each side. */
  record Pair(Conversation one, Conversation other) {}

  private Pairing() {}

  static List<Pair> of(List<Conversation> ones, List<Conversation> others) {
    if (ones.size() == 1 && others.size() == 1) {
      return List.of(new Pair(ones.getFirst(), others.getFirst()));
    }
    Map<String, List<Integer>> holders = new HashMap<>();
    for (int i = 0; i < others.size(); i++) {
      for (String line : telling(others.get(i))) {
        holders.computeIfAbsent(line, _ -> new ArrayList<>()).add(i);
      }
    }
    List<Pair> pairs = new ArrayList<>();
    Set<Integer> taken = new HashSet<>();
    for (Conversation one : ones) {
      int best = best(one, holders, taken);
      if (best >= 0) {
        taken.add(best);
        pairs.add(new Pair(one, others.get(best)));
      }
    }
    return pairs;
  }

  private static int best(
      Conversation one, Map<String, List<Integer>> holders, Set<Integer> taken) {
    Map<Integer, Double> scores = new HashMap<>();
    for (String line : telling(one)) {
      List<Integer> those = holders.getOrDefault(line, List.of());
      if (those.size() <= MOST_HOLDERS) {
        those.forEach(each -> scores.merge(each, 1.0 / those.size(), Double::sum));
      }
    }
    int best = -1;
    for (Map.Entry<Integer, Double> each : scores.entrySet()) {
      boolean better =
          best < 0
              || each.getValue() > scores.getOrDefault(best, 0.0)
              || (each.getValue().equals(scores.get(best)) && each.getKey() < best);
      if (better && !taken.contains(each.getKey())) {
        best = each.getKey();
      }
    }
    return best;
  }

  private static Set<String> telling(Conversation conversation) {
    Set<String> lines = new HashSet<>();
    for (Line line : conversation.dialogue().lines().subList(0, conversation.clear())) {
      if (line.text().length() >= SHORTEST && lines.size() < MOST_LINES) {
        lines.add(line.text());
      }
    }
    return lines;
  }
}
