package org.mailguard.doctor.read.dialogue;

/**
 * A line that one side sent.
 *
 * @param text a character for each octet (ISO 8859-1), without its end
 * @param end CR LF, LF, or nothing if the line was not ended
 * @param where {@code mail.pcap, packet 17} or {@code session.txt:17}
 * @param time nanoseconds since 1970, or {@link #NO_TIME}
 * @param segments where its octets were; the same for all three where nothing is known of them
 * @param missing octets that were not captured before its end
 */
public record Line(
    Side side, String text, String end, String where, long time, Segments segments, long missing) {
  public static final long NO_TIME = Long.MIN_VALUE;

  /** Of one line; a longer one is divided. No SMTP line is longer, so it is no line. */
  public static final int LONGEST = 64 * 1024;

  /**
   * Numbers of packets, or of lines of a file.
   *
   * @param first that of the first octet
   * @param beforeLast that of the octet before the last, which is CR in a good line
   * @param last that of the last
   * @param count how many the line is spread over
   */
  public record Segments(long first, long beforeLast, long last, int count) {
    public static Segments one(long number) {
      return new Segments(number, number, number, 1);
    }
  }

  /** A line of a file, of which segments are not known. */
  public static Line of(Side side, String text, String where, long number, long time) {
    return new Line(side, text, "\r\n", where, time, Segments.one(number), 0);
  }

  boolean isEnded() {
    return !end.isEmpty();
  }

  /** With its end. */
  public String octets() {
    return text + end;
  }
}
