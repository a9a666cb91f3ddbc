package org.mailguard.inspect;

/**
 * What the header of a part says that it is.
 *
 * @param parent number of the part that this one is in; of the message itself -1
 * @param type {@code type/subtype} in lower case; what RFC 2046 says if nothing is said
 * @param encodingName as written, in lower case; empty if nothing is written
 * @param disposition in lower case; empty if nothing is written
 * @param cut true if the header says more of it than is looked at
 * @param contradicts true if the header says two types, boundaries or encodings, so that another
 *     program may find other parts in it than are reported
 */
public record Part(
    int number,
    int parent,
    int depth,
    String type,
    TransferEncoding encoding,
    String encodingName,
    String disposition,
    boolean cut,
    boolean contradicts) {

  public boolean isMultipart() {
    return type.startsWith("multipart/");
  }

  /** A whole message inside: scanned like the outer one. */
  public boolean isMessage() {
    return type.equals("message/rfc822")
        || type.equals("message/global")
        || type.equals("message/news");
  }
}
