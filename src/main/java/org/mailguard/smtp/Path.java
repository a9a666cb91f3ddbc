package org.mailguard.smtp;

import java.util.List;

/**
 * Reverse-path and forward-path. RFC 5321 section 4.1.2; with SMTPUTF8, RFC 6531 section 3.3.
 * Bounds of RFC 5321 section 4.5.3.1: local part 64, domain 255, path 256 octets.
 */
public sealed interface Path {

  /** What MAIL FROM names. */
  sealed interface Reverse extends Path permits Null, Address {}

  /** What RCPT TO names. */
  sealed interface Forward extends Path permits Postmaster, Address {}

  /** {@code <>}: nobody wants to hear of a failure. */
  record Null() implements Reverse {}

  /** {@code <Postmaster>} without a domain, in the client's own letters. */
  record Postmaster(Octets word) implements Forward {}

  /**
   * A mailbox, perhaps behind a source route.
   *
   * @param route the domains of a source route without {@code @}, empty if there is none
   * @param localPart as written, with its quotes if it is a quoted string
   * @param domain as written: a domain, or an address literal with its brackets
   */
  record Address(List<Octets> route, Octets localPart, Octets domain) implements Reverse, Forward {
    public Address {
      route = List.copyOf(route);
    }

    public boolean isQuoted() {
      return !localPart.isEmpty() && localPart.at(0) == '"';
    }

    public boolean isLiteral() {
      return !domain.isEmpty() && domain.at(0) == '[';
    }

    /** True if it can only be sent where SMTPUTF8 is spoken. */
    public boolean needsSmtpUtf8() {
      return !localPart.isAscii() || !domain.isAscii();
    }
  }
}
