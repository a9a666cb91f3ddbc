package org.mailguard.smtp;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Takes away the dot that stands before each line of mail data that begins with one (RFC 5321
 * section 4.5.2), so that what is left is the message.
 *
 * <p>It is given what {@link DataScanner} passes, without the end mark: every CR and every LF there
 * is half of a CR LF. Nothing is copied. Not thread-safe.
 */
public final class Unstuffer {
  private boolean lineBegins = true;

  /**
   * Gives what stands from the position of {@code in} to its limit to {@code content}, piece by
   * piece: position and limit of {@code in} are set around each. Afterwards the position is at the
   * old limit.
   */
  public void take(ByteBuffer in, Consumer<ByteBuffer> content) {
    int limit = in.limit();
    int from = in.position();
    int at = from;
    while (at < limit) {
      if (lineBegins && in.get(at) == '.') {
        give(in, from, at, limit, content);
        at++;
        from = at;
      }
      int lf = LineFeed.next(in, at, limit);
      lineBegins = lf < limit;
      at = lineBegins ? lf + 1 : limit;
    }
    give(in, from, limit, limit, content);
    in.position(limit);
  }

  private static void give(
      ByteBuffer in, int from, int to, int limit, Consumer<ByteBuffer> content) {
    if (from < to) {
      in.limit(to).position(from);
      content.accept(in);
      in.limit(limit);
    }
  }

  /** What comes next is the middle of a line, whatever was before. */
  public void textFollows() {
    lineBegins = false;
  }
}
