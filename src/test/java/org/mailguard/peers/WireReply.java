package org.mailguard.peers;

import java.util.List;

/**
 * A server's reply as it came: its lines without CRLF. The lines are not checked beyond what is
 * needed to find the last one, since a test may be about a wrong one.
 */
public record WireReply(List<String> lines) {
  public WireReply {
    lines = List.copyOf(lines);
  }

  /** The three digits of the last line. */
  public int code() {
    return Integer.parseInt(lines.getLast().substring(0, 3));
  }

  /** What follows the code in the first line. */
  public String text() {
    String first = lines.getFirst();
    return first.length() > 4 ? first.substring(4) : "";
  }

  /** The keyword lines of an EHLO reply: all but the first, without code. */
  public List<String> keywords() {
    return lines.stream().skip(1).map(line -> line.substring(Math.min(4, line.length()))).toList();
  }

  @Override
  public String toString() {
    return String.join(" | ", lines);
  }
}
