package org.mailguard.inspect;

import java.nio.ByteBuffer;
import java.util.Set;
import org.mailguard.smtp.LineFeed;

/**
 * Looks at one message as it passes and tells a listener what rules can be about. It owns nothing:
 * each piece is read once, from its position to its limit, and nobody waits for it.
 *
 * <p><b>Input.</b> The octets of the content: mail data with its dots unstuffed and without the end
 * mark, or the chunks of BDAT, in pieces of any size. The reports do not depend on the pieces.
 *
 * <p><b>Lines.</b> A line ends with CR LF. LF alone ends one too for all that is about structure,
 * since most programs behind a guard read it so, and a delimiter that only they see would hide a
 * part; it is an anomaly. It does not end a line for its length: there the reader who knows CR LF
 * only is the one who breaks. So of two readings each report takes the one that hides less.
 *
 * <p><b>Cost.</b> Time is linear in the octets. A body that nobody wants to know the parts of is
 * searched for LF, eight octets at a time; one with parts is searched the same way, and only lines
 * that begin with two hyphens and the first octets of each part are looked at. No object is made
 * for a line or an octet of a body. What one scanner keeps, at the default limits and for any
 * message, is less than {@value #KEPT} octets; besides, reading an octet of a header makes at most
 * {@value #GARBAGE} octets of texts, which are garbage when its field is read.
 *
 * <p><b>Beyond the limits</b> (reference: threats S-08, S-09): see {@link ContentLimits}.
 *
 * <p><b>Not done.</b> Contents are decoded as far as their first octets and no further: no archive
 * is unpacked, no text is searched. Files in text (uuencode, yEnc) and in TNEF are not taken apart.
 * One scanner, one message. Not thread-safe.
 */
public final class ContentScanner {
  /** What a scanner keeps at most at the default limits. */
  public static final int KEPT = 64 * 1024;

  /** Octets that are made at most for one octet of a header. */
  static final int GARBAGE = 100;

  private static final ByteBuffer CR = ByteBuffer.wrap(new byte[] {'\r'}).asReadOnlyBuffer();

  private final Reports reports;
  private final PartReader reader;

  /** Octets before the piece that is being read. */
  private long before;

  private boolean heldCr;
  private long lineLength;
  private boolean headerIsOver;
  private long longestHeaderLine;
  private long longestBodyLine;

  public ContentScanner(
      Set<ContentSubject> wanted, ContentLimits limits, ContentListener listener) {
    reports = new Reports(wanted, limits, listener);
    reader = new PartReader(reports);
  }

  /** Reads all of {@code in}. */
  public void scan(ByteBuffer in) {
    int from = in.position();
    int limit = in.limit();
    long origin = before - from;
    int at = from;
    if (heldCr && at < limit) {
      at = resolve(in, at);
    }
    while (at < limit) {
      int lf = LineFeed.next(in, at, limit);
      boolean cr = lf > at && in.get(lf - 1) == '\r';
      text(in, at, cr ? lf - 1 : lf);
      if (lf == limit) {
        heldCr = cr;
        break;
      }
      endLine(origin + lf + 1, cr ? 2 : 1);
      at = lf + 1;
    }
    in.position(limit);
    before = origin + limit;
  }

  /** A CR that ended the piece before this one. */
  private int resolve(ByteBuffer in, int at) {
    heldCr = false;
    if (in.get(at) != '\n') {
      text(CR, 0, 1);
      return at;
    }
    endLine(before + 1, 2);
    return at + 1;
  }

  private void text(ByteBuffer in, int from, int to) {
    if (from < to) {
      lineLength += to - from;
      if (!headerIsOver || reports.parts) {
        reader.take(in, from, to);
      }
    }
  }

  private void endLine(long next, int lineBreak) {
    boolean inHeader = !headerIsOver;
    if (inHeader || reports.parts) {
      reader.endLine(next, lineBreak);
      headerIsOver = reader.bodyBegin() >= 0;
    }
    boolean blankLine = inHeader && headerIsOver && reader.bodyBegin() == next;
    if (lineBreak == 1) {
      reports.anomaly(ContentAnomaly.BARE_LF, 0);
      lineLength += blankLine ? 0 : 1;
    }
    reports.line(next);
    if (lineBreak == 2 || blankLine) {
      length(inHeader && (blankLine || !headerIsOver), blankLine);
    }
  }

  /** A line's length is known. */
  private void length(boolean ofHeader, boolean blankLine) {
    long length = lineLength;
    lineLength = 0;
    if (blankLine && length == 0) {
      return;
    }
    if (ofHeader) {
      longestHeaderLine = Math.max(longestHeaderLine, length);
      if (reports.lengths) {
        reports.listener.headerLine(0, 0, length);
      }
    } else {
      longestBodyLine = Math.max(longestBodyLine, length);
      if (reports.lengths) {
        reports.listener.bodyLine(length);
      }
    }
  }

  /** The message is over. */
  public ContentTotals end() {
    if (heldCr) {
      heldCr = false;
      text(CR, 0, 1);
    }
    boolean inHeader = !headerIsOver;
    if ((inHeader || reports.parts) && reader.isInLine(before)) {
      reader.endLine(before, 0);
    }
    if (lineLength > 0) {
      length(inHeader && reader.bodyBegin() < 0, false);
    }
    reader.end(before);
    long body = reader.bodyBegin();
    ContentTotals totals = totals(body);
    reports.listener.end(totals);
    return totals;
  }

  private ContentTotals totals(long body) {
    return new ContentTotals(
        before,
        reader.headerLength(),
        before - body,
        longestHeaderLine,
        longestBodyLine,
        reports.fieldCount(),
        reports.partCount(),
        reports.deepest());
  }
}
