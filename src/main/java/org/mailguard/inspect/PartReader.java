package org.mailguard.inspect;

import java.nio.ByteBuffer;

/**
 * Reads a message line by line and finds its parts: headers, delimiters, contents. No recursion, no
 * copy of content.
 *
 * <p><b>Lines.</b> Each line begins undecided. If a multipart is open and the line begins with two
 * hyphens, its octets wait until it is clear whether the line is a delimiter, at most as many as
 * the longest boundary has; all other lines go on as they come, to the header that is open or to
 * the first octets of a content.
 *
 * <p><b>Delimiters.</b> A line is one if it is exactly a boundary of an open multipart, with or
 * without the closing hyphens, and perhaps blanks behind. The innermost multipart is asked first; a
 * delimiter of an outer one ends all parts inside. One that is closed is asked last. RFC 2046
 * section 5.1.1 would have lines that go on behind the boundary count too, and hardly a program
 * does it: an anomaly, as is a boundary that begins with another. A delimiter behind the closing
 * one begins a part again, since programs that do not keep account of the closing show that part.
 *
 * <p><b>Attacks.</b> A line is compared with at most {@link ContentLimits#depth} boundaries of
 * bounded length, so boundaries that share long beginnings cost a constant (reference: threats
 * S-09). Parts beyond the limits keep being found, only not reported; multiparts too deep are
 * content. A multipart without boundary, or one that is too long, is content.
 */
final class PartReader {
  private enum Line {
    /** Its octets, if any yet, are in {@link #head}. */
    UNDECIDED,
    /** It is no delimiter. */
    PLAIN
  }

  private final Reports reports;
  private final EntityHeader entity;
  private final HeaderReader header;
  private final PartPrefix prefix;
  private final Levels levels;
  private final byte[] head;
  private final ByteBuffer headOctets;

  private Line line = Line.UNDECIDED;
  private int headLength;
  private boolean inHeader = true;
  private long lineBegin;
  private int breakBefore;
  private long headerBegin;
  private long bodyBegin = -1;
  private long headerLength;

  PartReader(Reports reports) {
    this.reports = reports;
    entity = new EntityHeader(reports);
    header = new HeaderReader(reports, entity);
    prefix = new PartPrefix(reports.signatures ? reports.limits.prefix() : 0);
    levels = new Levels(reports, prefix);
    head = new byte[reports.parts ? reports.limits.boundaryLength() + 4 : 4];
    headOctets = ByteBuffer.wrap(head);
    levels.push(0, 0);
    header.begin(0, 0);
  }

  /** Where the message's body begins; -1 as long as its header is read. */
  long bodyBegin() {
    return bodyBegin;
  }

  /** Octets of the message's header; known when {@link #bodyBegin} is. */
  long headerLength() {
    return headerLength;
  }

  /** True if the line that ends at {@code offset} has an octet. */
  boolean isInLine(long offset) {
    return offset > lineBegin;
  }

  /** Takes octets of a line, without its end. */
  void take(ByteBuffer in, int from, int to) {
    int at = from;
    while (line == Line.UNDECIDED && at < to) {
      byte octet = in.get(at);
      if (levels.isOpen() && fits(octet)) {
        at++;
      } else {
        decide();
        break;
      }
    }
    if (at == to) {
      return;
    }
    if (line == Line.UNDECIDED) {
      take(in, at, to);
    } else {
      deliver(in, at, to);
    }
  }

  /** True if the line may still be a delimiter; then the octet is taken. */
  private boolean fits(byte octet) {
    if (headLength < 2 && octet != '-') {
      return false;
    }
    if (headLength < head.length) {
      head[headLength++] = octet;
      return true;
    }
    // As long as the longest delimiter: only blanks can follow.
    return octet == ' ' || octet == '\t';
  }

  /**
   * The line is plain: what waits of it goes on. That may end a header, whose reader gives the line
   * back from its first octet, and so it may be undecided again, with the same octets in the same
   * places of the buffer.
   */
  private void decide() {
    line = Line.PLAIN;
    int length = headLength;
    if (length >= 2 && levels.isOpen()) {
      levels.checkTail(head, length);
    }
    deliver(headOctets, 0, length);
  }

  private void deliver(ByteBuffer in, int from, int to) {
    if (!inHeader) {
      if (prefix.isOpen()) {
        prefix.take(in, from, to);
        levels.signature();
      }
      return;
    }
    int at = header.take(in, from, to);
    if (header.ended()) {
      again(lineBegin);
      take(in, at, to);
    }
  }

  /** The header ended before this line: its beginning is read again, as content. */
  private void again(long end) {
    byte[] unread = header.unread();
    endHeader(end, end);
    line = Line.UNDECIDED;
    headLength = 0;
    take(ByteBuffer.wrap(unread), 0, unread.length);
  }

  /**
   * The line is over.
   *
   * @param next where the next one begins
   * @param octets of the line break
   */
  void endLine(long next, int octets) {
    while (line == Line.UNDECIDED && headLength > 0) {
      Level of = levels.delimited(head, headLength);
      if (of != null) {
        delimiter(of, next);
        beginLine(next, octets);
        return;
      }
      decide();
    }
    if (!inHeader) {
      if (prefix.isOpen()) {
        prefix.lineBreak(octets);
        levels.signature();
      }
    } else if (endHeaderLine(next, octets)) {
      return;
    }
    beginLine(next, octets);
  }

  /** True if the line was no header line, and was read and ended again as content. */
  private boolean endHeaderLine(long next, int octets) {
    header.endLine();
    boolean isField = !header.ended();
    boolean isContent = header.unread().length > 0;
    Level top = levels.top();
    if (isField && top.depth > 0 && reports.isReported(top.number) && reports.lengths) {
      reports.listener.headerLine(top.number, top.depth, next - octets - lineBegin);
    }
    if (isField) {
      return false;
    }
    if (isContent) {
      again(lineBegin);
      endLine(next, octets);
      return true;
    }
    endHeader(lineBegin, next);
    return false;
  }

  private void beginLine(long next, int octets) {
    line = Line.UNDECIDED;
    headLength = 0;
    lineBegin = next;
    breakBefore = octets;
  }

  private void endHeader(long end, long contentBegin) {
    inHeader = false;
    header.finish();
    Level top = levels.top();
    if (top.depth == 0) {
      bodyBegin = contentBegin;
      headerLength = end;
    }
    boolean lengths = reports.lengths || reports.fields;
    if (lengths && (top.depth == 0 || reports.isReported(top.number))) {
      reports.listener.headerEnd(header.totals(end - headerBegin));
    }
    if (reports.parts && levels.enter(entity, contentBegin)) {
      beginHeader(contentBegin);
    }
  }

  /** A level was pushed: its header begins. */
  private void beginHeader(long offset) {
    Level top = levels.top();
    header.begin(top.number, top.depth);
    headerBegin = offset;
    inHeader = true;
    if (reports.isReported(top.number)) {
      reports.listener.headerBegin(top.number, top.depth);
    }
  }

  private void delimiter(Level of, long next) {
    boolean closes = levels.isClosing();
    endOpenHeader();
    levels.popAbove(of, Math.max(0, lineBegin - breakBefore));
    if (of.closed) {
      reports.anomaly(ContentAnomaly.DELIMITER_AFTER_CLOSE, of.number);
    }
    of.delimited = true;
    of.closed |= closes;
    if (closes) {
      inHeader = false;
      prefix.close();
    } else {
      of.closed = false;
      int depth = of.depth + 1;
      levels.push(reports.nextPart(depth), depth);
      beginHeader(next);
    }
  }

  /** A delimiter, or the message's end, ends a header without body (RFC 5322 section 3.5). */
  private void endOpenHeader() {
    while (inHeader) {
      endHeader(lineBegin, lineBegin);
    }
  }

  /** The message is over; its last line, if it has no end, was ended before. */
  void end(long length) {
    endOpenHeader();
    levels.popAbove(null, length);
  }
}
