package org.mailguard.inspect;

/**
 * Something in a message that two programs read differently, or that is beyond a limit. Each kind
 * is reported once a message, where it stands first.
 */
public enum ContentAnomaly {
  // The header, read line by line.
  /** A line ends with LF alone; it counts as an end of line for all but the line's length. */
  BARE_LF,
  /** CR without LF inside a header line: a line break to some (reference: threats E-26). */
  BARE_CR_IN_HEADER,
  NUL_IN_HEADER,
  /** An octet from 0x80 up in a header: UTF-8 under SMTPUTF8, otherwise anybody's guess. */
  EIGHT_BIT_IN_HEADER,
  /** {@code Subject : x}: the field is Subject, or none. */
  SPACE_BEFORE_COLON,
  EMPTY_FIELD_NAME,
  /** The header begins with a blank: a continuation of nothing. */
  CONTINUATION_OF_NOTHING,
  /** A line of blanks inside the header: a continuation, or the end of the header. */
  BLANK_CONTINUATION,
  /** {@code From x} or {@code >From x} as a first line: left over from a mailbox. */
  MAILBOX_LINE,
  /** A line that is no field ends the header; to others it is skipped. */
  HEADER_WITHOUT_BLANK_LINE,
  /** A field that RFC 5322 section 3.6 allows once stands twice. */
  REPEATED_FIELD,

  // The fields that say what a part is.
  REPEATED_CONTENT_TYPE,
  REPEATED_DISPOSITION,
  REPEATED_ENCODING,
  /** No type/subtype. */
  BROKEN_CONTENT_TYPE,
  /** A Content-Type, but no MIME-Version in the message's header. */
  NO_MIME_VERSION,
  /** A semicolon is missing, something follows a quoted value, or a parameter has no value. */
  BROKEN_PARAMETER,
  REPEATED_PARAMETER,
  UNCLOSED_QUOTE,
  /** An unquoted value has blanks inside: read up to the blank, or up to the semicolon. */
  BLANK_IN_VALUE,
  COMMENT_IN_PARAMETER,
  /** Continuations (RFC 2231) that do not begin with 0, or leave a number out. */
  BROKEN_CONTINUATION,
  /** An extended value (RFC 2231) without charset, or with a percent sign that begins no octet. */
  BROKEN_EXTENDED_VALUE,
  UNKNOWN_CHARSET,
  /** The readings of a part's file name are not one and the same. */
  NAMES_DIFFER,
  /** A file name has control characters, or such as turn the direction of text. */
  CONTROL_IN_NAME,
  /** Multipart or message in base64 or quoted-printable, which RFC 2045 section 6.4 forbids. */
  ENCODED_COMPOSITE,

  // Boundaries.
  NO_BOUNDARY,
  EMPTY_BOUNDARY,
  /** Above 70 octets. */
  LONG_BOUNDARY,
  /** A boundary begins with, or is, one that is open. */
  OVERLAPPING_BOUNDARY,
  /** A line begins with a delimiter and goes on: one to RFC 2046, none to most programs. */
  DELIMITER_WITH_TAIL,
  DELIMITER_AFTER_CLOSE,
  /** The multipart has no delimiter at all. */
  NO_DELIMITER,
  /** The multipart is not closed. */
  NO_CLOSE_DELIMITER,

  // Encoded content, as far as it is decoded.
  BROKEN_BASE64,
  BROKEN_QUOTED_PRINTABLE,

  // Limits.
  FIELD_TOO_LONG,
  TOO_MANY_FIELDS,
  TOO_MANY_PARTS,
  TOO_DEEP,
  BOUNDARY_TOO_LONG,
  TOO_MANY_PARAMETERS;

  /** True if there was more than {@link ContentLimits} lets the scanner look at. */
  public boolean isLimit() {
    return compareTo(FIELD_TOO_LONG) >= 0;
  }
}
