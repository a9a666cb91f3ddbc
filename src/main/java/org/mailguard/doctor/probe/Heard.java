package org.mailguard.doctor.probe;

import java.util.List;
import org.mailguard.doctor.Printable;

/**
 * What came after something was said, or after nothing was.
 *
 * @param lines without line ends, ISO 8859-1; as they came, with their codes
 * @param first microseconds until the first octet, -1 if none came
 * @param last microseconds until the last octet, -1 if none came
 * @param segments how often octets came, as far as can be told: those that came together count once
 */
public record Heard(List<String> lines, Ending ending, long first, long last, int segments) {

  /** Why nothing more was read. */
  public enum Ending {
    /** The reply is whole. */
    WHOLE("whole"),
    /** The other side closed the connection. */
    CLOSED("the connection was closed"),
    /** The other side reset the connection. */
    RESET("the connection was reset"),
    /** Nothing more came in time. */
    SILENCE("nothing more came"),
    /** More than a reply may have: {@value Wire#MAX_LINE} octets a line, 128 lines. */
    TOO_MUCH("more came than a reply may have");

    private final String text;

    Ending(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  public Heard {
    lines = List.copyOf(lines);
  }

  /** The code of the last line, 0 if it has none. */
  public int code() {
    return lines.isEmpty() || !isCoded(lines.getLast())
        ? 0
        : Integer.parseInt(lines.getLast().substring(0, 3));
  }

  public boolean isWhole() {
    return ending == Ending.WHOLE;
  }

  public boolean isPositive() {
    return isWhole() && code() >= 200 && code() < 400;
  }

  /** True if the other side ended the connection. */
  public boolean isOver() {
    return ending == Ending.CLOSED || ending == Ending.RESET;
  }

  static boolean isCoded(String line) {
    return line.length() >= 3
        && line.chars().limit(3).allMatch(c -> c >= '0' && c <= '9')
        && line.charAt(0) >= '2'
        && line.charAt(0) <= '5';
  }

  /** The texts behind the codes. */
  public List<String> texts() {
    return lines.stream().map(line -> line.length() > 4 ? line.substring(4) : "").toList();
  }

  /** Printable, a line on a line of its own. */
  public String printable() {
    return String.join("\n", lines.stream().map(Printable::of).toList());
  }
}
