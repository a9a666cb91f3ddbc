package org.mailguard.doctor.read.sides;

import java.util.ArrayList;
import java.util.List;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.read.dialogue.Conversation;

/**
 * What is different between two records.
 *
 * @param differences at most {@link #MOST}, in the order of the conversations
 * @param seen the same as facts for the catalogue
 * @param notes sentences for people: what was paired, what is not shown
 */
public record Sides(List<Difference> differences, List<Observation> seen, List<String> notes) {
  /** Of all conversations together. */
  public static final int MOST = 200;

  private static final int MOST_CONVERSATIONS = 2000;

  public Sides {
    differences = List.copyOf(differences);
    seen = List.copyOf(seen);
    notes = List.copyOf(notes);
  }

  /** Compares one conversation, of which it is known where each record was made. */
  public static Sides between(Conversation clientSide, Conversation serverSide) {
    Comparison comparison = new Comparison(clientSide, serverSide);
    comparison.run();
    return new Sides(
        comparison.differences().stream().limit(MOST).toList(),
        comparison.seen(),
        comparison.notes());
  }

  /**
   * Compares. The first record is taken for the one on the client's side, unless the times of both
   * say otherwise: what the client says is earlier on its own side, and what the server says is
   * later there, however wrong one of the clocks is.
   *
   * @param oneName of the first record, for people
   */
  public static Sides of(
      String oneName, List<Conversation> ones, String otherName, List<Conversation> others) {
    List<String> notes = new ArrayList<>();
    List<Pairing.Pair> pairs =
        Pairing.of(
            ones.subList(0, Math.min(ones.size(), MOST_CONVERSATIONS)),
            others.subList(0, Math.min(others.size(), MOST_CONVERSATIONS)));
    boolean turned = pairs.stream().mapToLong(Clock::towardsServer).sum() < 0;
    notes.add(
        pairs.size()
            + " of "
            + ones.size()
            + " conversations in "
            + oneName
            + " and of "
            + others.size()
            + " in "
            + otherName
            + " are the same; "
            + (turned ? otherName : oneName)
            + " is taken for the client's side.");
    List<Difference> differences = new ArrayList<>();
    List<Observation> seen = new ArrayList<>();
    int all = 0;
    for (Pairing.Pair pair : pairs) {
      Comparison comparison =
          turned
              ? new Comparison(pair.other(), pair.one())
              : new Comparison(pair.one(), pair.other());
      comparison.run();
      all += comparison.differences().size();
      for (Difference each : comparison.differences()) {
        if (differences.size() < MOST) {
          differences.add(each);
        }
      }
      if (seen.size() < MOST) {
        seen.addAll(comparison.seen());
      }
      notes.addAll(comparison.notes());
    }
    if (all > MOST) {
      notes.add("Of " + all + " differences the first " + MOST + " are shown.");
    }
    return new Sides(differences, seen, notes);
  }
}
