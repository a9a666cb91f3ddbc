package org.mailguard.lab;

import java.nio.ByteBuffer;

/**
 * Mail data that passes as it is, until an end mark is seen.
 *
 * <p><b>With a split mark</b> (CSCds90792; reference: cisco-mailguard 5.4, 5.5, F6, F7). Two things
 * are documented: with an end mark that lies in two segments the session hangs behind DATA, and
 * mail arrives several times. And there are the cures: Postfix and PowerMTA send the last {@code
 * .CRLF} in a segment of its own, and then all is well. A machine that does all three, and is the
 * model here:
 *
 * <ul>
 *   <li>it looks for a line {@code .CRLF} in one segment at a time;
 *   <li>of the segment before it remembers only how it ended. If it ended with CR LF, a dot begins
 *       a line, and that is the cure;
 *   <li>if it ended inside the mark, behind the dot, the rest is taken for neither data nor an end.
 *       The segment is not passed on, and TCP keeps those behind it from the server for good: it
 *       waits for an end, the sender for a verdict;
 *   <li>if it ended between the CR and the LF before the dot, the LF begins a segment and no line
 *       is known to begin behind it. The mark passes unseen. The server has the message and says
 *       250, which is no answer to mail data (an unexpected transition) and is not passed on; the
 *       sender gives up and sends the message again.
 * </ul>
 */
final class DataStream {

  /** Named after the octets that stand before the next one. */
  private enum At {
    TEXT,
    CR,
    LINE,
    DOT,
    DOT_CR
  }

  private final Wires wires;
  private final boolean missesSplitMark;
  private At at = At.LINE;
  private boolean segmentBegins;
  private boolean hung;

  DataStream(Wires wires, boolean missesSplitMark) {
    this.wires = wires;
    this.missesSplitMark = missesSplitMark;
  }

  /** A message begins: the first octet begins a line. */
  void begin() {
    at = At.LINE;
  }

  /** The next octet is the first of a segment. */
  void segmentBegins() {
    segmentBegins = true;
  }

  /** Passes octets on, up to an end mark; true if there was one. */
  boolean octets(ByteBuffer in) {
    if (hung) {
      in.position(in.limit());
      return false;
    }
    int from = in.position();
    boolean first = segmentBegins;
    segmentBegins = false;
    while (in.hasRemaining()) {
      byte octet = in.get();
      if (first && missesSplitMark) {
        if (isRestOfMark(octet)) {
          hung = true;
          in.position(in.limit());
          return false;
        }
        at = at == At.CR ? At.TEXT : at;
      }
      first = false;
      if (at == At.DOT_CR && octet == '\n') {
        pass(in, from);
        return true;
      }
      at = behind(octet);
    }
    pass(in, from);
    return false;
  }

  private boolean isRestOfMark(byte octet) {
    return (at == At.DOT && octet == '\r') || (at == At.DOT_CR && octet == '\n');
  }

  private At behind(byte octet) {
    if (octet == '\r') {
      return at == At.DOT ? At.DOT_CR : At.CR;
    }
    if (octet == '\n') {
      return at == At.CR ? At.LINE : At.TEXT;
    }
    return octet == '.' && at == At.LINE ? At.DOT : At.TEXT;
  }

  private void pass(ByteBuffer in, int from) {
    wires.progress();
    wires.passToServer(from, in.position() - from);
  }
}
