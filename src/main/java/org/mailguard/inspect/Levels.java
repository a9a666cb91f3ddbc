package org.mailguard.inspect;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The parts that are open, from the message inwards, and the boundaries that end them. Levels are
 * made as they are needed, kept and used again; there are never more than the depth allows.
 */
final class Levels {
  private static final int RECOMMENDED_LENGTH = 70;

  private final Reports reports;
  private final PartPrefix prefix;
  private Level[] levels = new Level[4];
  private int size;
  private int boundaries;
  private boolean closing;

  Levels(Reports reports, PartPrefix prefix) {
    this.reports = reports;
    this.prefix = prefix;
  }

  Level top() {
    return levels[size - 1];
  }

  /** True if a multipart is open, so that lines can be delimiters. */
  boolean isOpen() {
    return boundaries > 0;
  }

  void push(int part, int depth) {
    if (size == levels.length) {
      levels = Arrays.copyOf(levels, 2 * size);
    }
    @Nullable Level level = levels[size];
    if (level == null) {
      level = new Level();
      levels[size] = level;
    }
    level.begin(part, depth);
    size++;
  }

  /**
   * The header of the innermost part is over. True if a part was opened in it, whose header begins
   * here: that of a message inside.
   */
  boolean enter(EntityHeader entity, long contentBegin) {
    Level top = top();
    top.contentBegin = contentBegin;
    @Nullable Level parent = size > 1 ? levels[size - 2] : null;
    Part part =
        entity.part(
            parent == null ? -1 : parent.number, top.depth, parent != null && parent.digest);
    if (reports.isReported(top.number)) {
      reports.listener.part(part);
    }
    boolean composite = part.isMultipart() || part.isMessage();
    if (composite && !part.encoding().isIdentity()) {
      reports.anomaly(ContentAnomaly.ENCODED_COMPOSITE, top.number);
    }
    if (composite && top.depth >= reports.limits.depth()) {
      reports.anomaly(ContentAnomaly.TOO_DEEP, top.number);
      composite = false;
    }
    if (composite && part.isMultipart() && open(top, entity.boundary())) {
      top.digest = part.type().equals("multipart/digest");
      return false;
    }
    if (composite && part.isMessage() && part.encoding().isIdentity()) {
      int depth = top.depth + 1;
      push(reports.nextPart(depth), depth);
      return true;
    }
    if (reports.signatures && reports.isReported(top.number)) {
      prefix.begin(part.encoding());
    }
    return false;
  }

  private boolean open(Level level, byte @Nullable [] written) {
    if (written == null) {
      reports.anomaly(ContentAnomaly.NO_BOUNDARY, level.number);
      return false;
    }
    int length = written.length;
    while (length > 0 && (written[length - 1] == ' ' || written[length - 1] == '\t')) {
      length--;
    }
    byte[] boundary = Arrays.copyOf(written, length);
    if (length == 0) {
      reports.anomaly(ContentAnomaly.EMPTY_BOUNDARY, level.number);
    }
    if (length > RECOMMENDED_LENGTH) {
      reports.anomaly(ContentAnomaly.LONG_BOUNDARY, level.number);
    }
    if (length > reports.limits.boundaryLength()) {
      reports.anomaly(ContentAnomaly.BOUNDARY_TOO_LONG, level.number);
      return false;
    }
    for (int i = 0; i < size; i++) {
      byte[] other = levels[i].boundary;
      if (other != null && overlap(other, boundary)) {
        reports.anomaly(ContentAnomaly.OVERLAPPING_BOUNDARY, level.number);
      }
    }
    level.boundary = boundary;
    boundaries++;
    return true;
  }

  private static boolean overlap(byte[] one, byte[] other) {
    int length = Math.min(one.length, other.length);
    return Arrays.equals(one, 0, length, other, 0, length);
  }

  /**
   * The innermost multipart that this line is a delimiter of, rather one that is not closed; null
   * if there is none. Which of the two it is, {@link #isClosing} says.
   */
  @Nullable Level delimited(byte[] line, int length) {
    if (length < 2) {
      return null;
    }
    int end = length;
    while (end > 2 && (line[end - 1] == ' ' || line[end - 1] == '\t')) {
      end--;
    }
    @Nullable Level found = null;
    for (int i = size - 1; i >= 0; i--) {
      Level level = levels[i];
      if ((found == null || !level.closed) && isDelimiter(line, end, level.boundary)) {
        found = level;
        closing = end != 2 + boundaryLength(level);
        if (!level.closed) {
          break;
        }
      }
    }
    return found;
  }

  private static int boundaryLength(Level level) {
    return level.boundary == null ? 0 : level.boundary.length;
  }

  private static boolean isDelimiter(byte[] line, int end, byte @Nullable [] boundary) {
    if (boundary == null) {
      return false;
    }
    int tail = end - 2 - boundary.length;
    boolean fits = tail == 0 || (tail == 2 && line[end - 1] == '-' && line[end - 2] == '-');
    return fits && begins(line, boundary);
  }

  private static boolean begins(byte[] line, byte[] boundary) {
    return Arrays.equals(line, 2, 2 + boundary.length, boundary, 0, boundary.length);
  }

  boolean isClosing() {
    return closing;
  }

  /** A line that is no delimiter, but may begin with one. */
  void checkTail(byte[] line, int length) {
    for (int i = size - 1; i >= 0; i--) {
      byte[] boundary = levels[i].boundary;
      if (boundary != null
          && boundary.length > 0
          && 2 + boundary.length <= length
          && begins(line, boundary)) {
        reports.anomaly(ContentAnomaly.DELIMITER_WITH_TAIL, levels[i].number);
      }
    }
  }

  /** Ends all parts inside {@code of}, or all parts; their content ends at {@code offset}. */
  void popAbove(@Nullable Level of, long offset) {
    while (size > 0 && top() != of) {
      Level top = top();
      size--;
      if (prefix.isOpen()) {
        signature(top);
      }
      if (top.boundary != null) {
        boundaries--;
        endOfMultipart(top);
      }
      if (reports.isReported(top.number)) {
        reports.listener.partEnd(top.number, top.depth, Math.max(0, offset - top.contentBegin));
      }
    }
  }

  private void endOfMultipart(Level level) {
    if (!level.delimited) {
      reports.anomaly(ContentAnomaly.NO_DELIMITER, level.number);
    } else if (!level.closed) {
      reports.anomaly(ContentAnomaly.NO_CLOSE_DELIMITER, level.number);
    }
  }

  /** Some octets of the innermost part's content are in: are they enough? */
  void signature() {
    if (prefix.isFull()) {
      signature(top());
    }
  }

  private void signature(Level level) {
    prefix.close();
    if (prefix.isBroken()) {
      reports.anomaly(prefix.brokenKind(), level.number);
    }
    @Nullable PartSignature found = Signature.of(level.number, prefix.octets(), prefix.length());
    if (found != null) {
      reports.listener.signature(found);
    }
  }
}
