package org.mailguard.inspect;

/** What a listener wants to hear of; what nobody wants is not looked for. */
public enum ContentSubject {
  /**
   * Lengths of lines, of the header and of the body, numbers of fields and of addresses in To.
   * Always looked at, reported if wanted.
   */
  LENGTHS,
  /** Each header field. */
  FIELDS,
  /** The tree of MIME parts: types, encodings, file names, sizes. */
  PARTS,
  /** By what octets the content of a part begins. Includes {@link #PARTS}. */
  SIGNATURES
}
