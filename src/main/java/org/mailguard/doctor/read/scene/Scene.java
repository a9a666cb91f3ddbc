package org.mailguard.doctor.read.scene;

import java.util.List;

/**
 * One conversation, to be drawn between two ends.
 *
 * @param name for people: the file, and the endpoints where they are known
 * @param left who speaks first by his nature: the client
 * @param right who answers: the server, or Mailguard
 * @param steps at most {@link #MOST_STEPS}
 * @param ending a few words
 * @param leftOut how many steps there were besides
 */
public record Scene(
    String name, String left, String right, List<Step> steps, String ending, int leftOut) {
  /** Of one conversation; nobody reads more on a telephone. */
  public static final int MOST_STEPS = 80;

  /** Of all inputs together. */
  public static final int MOST = 20;

  public Scene {
    steps = List.copyOf(steps);
  }

  /**
   * One arrow.
   *
   * @param toRight true for what the left says
   * @param said its lines
   * @param at when and where, or empty
   */
  public record Step(boolean toRight, List<Said> said, String at) {
    public Step {
      said = List.copyOf(said);
    }
  }

  /**
   * One line.
   *
   * @param text printable; empty if it is only on the other side
   * @param other what it is on the other side of a box, printable; {@link #SAME} if it is the same
   * @param remark what became of it, such as {@code lost}, or empty; it leads to the other
   */
  public record Said(String text, String other, String remark) {
    /** Nothing is known of another side, or it is not different. */
    public static final String SAME = "";

    /** A line that nothing was done to. */
    public static Said of(String text) {
      return new Said(text, SAME, "");
    }
  }
}
