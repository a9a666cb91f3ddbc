package org.mailguard.smtp;

/**
 * Why a line is no command: a value, since a peer's nonsense is no exception.
 *
 * @param kind what to answer
 * @param offset where in the line, in octets from its start
 * @param expected what the grammar wants there, in plain ASCII words
 */
public record SyntaxError(Kind kind, int offset, String expected) implements ParseResult {
  /** The answers that RFC 5321 section 4.2 and RFC 3463 have for it. */
  public enum Kind {
    /** 500 5.5.2: no verb in the line. */
    COMMAND,
    /** 501 5.5.4: the verb is known, its argument is wrong. */
    ARGUMENT,
    /** 501 5.1.7: the reverse-path is none. */
    REVERSE_PATH,
    /** 501 5.1.3: the forward-path is none. */
    FORWARD_PATH,
    /** 501 5.5.4 and the session ends: a BDAT whose length is not certain. */
    CHUNK_LENGTH,
    /** 553 5.6.7: octets that are no UTF-8. */
    ENCODING
  }
}
