package org.mailguard.doctor.read.sides;

import java.util.Locale;

/**
 * Something that is not the same on both sides of a box.
 *
 * @param toServer true for what the client said, false for what the server said
 * @param during the command that it belongs to, {@link #GREETING}, {@link #MESSAGE} or {@link
 *     #MARK}
 * @param before what went in, printable; empty for what was added
 * @param after what came out, printable; empty for what was lost
 * @param where before the box, then behind it; either may be empty
 */
public record Difference(
    Kind kind, boolean toServer, String during, String before, String after, Where where) {

  public static final String MESSAGE = "message";
  public static final String MARK = "end of the message";
  public static final String GREETING = "greeting";

  /** What became of it. */
  public enum Kind {
    CHANGED,
    LOST,
    ADDED,
    DELAYED,
    /** The same octets in more segments than they came in. */
    SPLIT,
    /** The same octets in fewer segments. */
    MERGED;

    /** As in reports: {@code changed}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** As in {@link org.mailguard.doctor.Evidence}. */
  public record Where(String in, String out) {}
}
