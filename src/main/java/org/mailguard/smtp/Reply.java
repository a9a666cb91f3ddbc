package org.mailguard.smtp;

import java.util.ArrayList;
import java.util.List;

/**
 * A reply: one code, one text per line. RFC 5321 section 4.2.
 *
 * @param code 200 to 559; the second digit is 0 to 5
 * @param lines the texts behind the code and its separator, at least one; an enhanced status code
 *     (RFC 2034) is part of the text, as it is on the wire
 */
public record Reply(int code, List<Octets> lines) implements ServerReply {
  /** More lines than this are a fault of the server. */
  public static final int MAX_LINES = 128;

  public Reply {
    lines = List.copyOf(lines);
    if (code < 200 || code > 559 || code / 10 % 10 > 5) {
      throw new IllegalArgumentException("reply code " + code);
    }
    if (lines.isEmpty() || lines.size() > MAX_LINES) {
      throw new IllegalArgumentException(
          lines.size() + " lines, 1 to " + MAX_LINES + " are allowed");
    }
  }

  /** A reply in our own words. */
  public static Reply of(int code, String... texts) {
    List<Octets> lines = new ArrayList<>(texts.length);
    for (String text : texts) {
      lines.add(Octets.ascii(text));
    }
    return new Reply(code, lines);
  }

  /** 2yz. */
  public boolean isPositive() {
    return code < 300;
  }

  /** 3yz: the client goes on with the content or the next answer. */
  public boolean isIntermediate() {
    return code >= 300 && code < 400;
  }

  /** 4yz or 5yz. */
  public boolean isNegative() {
    return code >= 400;
  }
}
