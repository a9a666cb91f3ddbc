package org.mailguard.inspect;

/**
 * Hears what {@link ContentScanner} sees, in the order in which it is decided. Part 0 is the
 * message itself, at depth 0; parts are numbered in the order of their beginnings.
 *
 * <p>Of one part: {@link #headerBegin}, lines and fields of its header and {@link #fileName}, then
 * {@link #headerEnd}, {@link #part}, {@link #signature}, the parts inside it, {@link #partEnd}.
 * Texts are as hostile as the sender: they may have control characters and line breaks.
 */
public interface ContentListener {
  /** The header of a part begins with the next line; not said of the message's own. */
  default void headerBegin(int part, int depth) {}

  /**
   * A line of a header, or of a folded continuation.
   *
   * @param length octets without CR LF
   */
  default void headerLine(int part, int depth, long length) {}

  /**
   * A line of the message's body; the lines of a part's header are lines of the body too.
   *
   * @param length octets without CR LF
   */
  default void bodyLine(long length) {}

  default void field(HeaderField field) {}

  default void headerEnd(HeaderTotals header) {}

  /**
   * What a part says of itself, as it is written: Content-Type, Content-Disposition or
   * Content-Transfer-Encoding. Comes before the file names that stand in it.
   *
   * @param value unfolded, one character an octet, not decoded; at least its beginning
   */
  default void partField(int part, String name, String value) {}

  /** A part's header is over. */
  default void part(Part part) {}

  default void fileName(FileName name) {}

  default void signature(PartSignature signature) {}

  /**
   * A part is over.
   *
   * @param size octets as sent, without the header and without the line break before a delimiter
   */
  default void partEnd(int part, int depth, long size) {}

  /**
   * The first of its kind in this message.
   *
   * @param offset where in the message the line begins at which it was noticed
   */
  default void anomaly(ContentAnomaly kind, int part, long offset) {}

  /** The message is over. */
  default void end(ContentTotals totals) {}
}
