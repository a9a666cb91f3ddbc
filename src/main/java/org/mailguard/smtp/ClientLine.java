package org.mailguard.smtp;

/**
 * One line that the guard sends to the server in the client's name. Printed by {@link SmtpWriter}
 * alone.
 */
public sealed interface ClientLine
    permits Command, ClientLine.Sasl, ClientLine.Verbatim, ClientLine.Overwritten {

  /**
   * A client's answer to a 334 challenge, in base64, or the asterisk that cancels the exchange (RFC
   * 4954 section 4).
   */
  record Sasl(Octets base64) implements ClientLine {
    public static final Sasl CANCEL = new Sasl(Octets.ascii("*"));

    /** Without the answer: it is a password as often as not, and this text goes into logs. */
    @Override
    public String toString() {
      return "Sasl[" + base64.length() + " octets]";
    }
  }

  /**
   * A line as the client wrote it. Only where nothing but the framing is inspected, and for the old
   * releases, which had no parser: {@link Octets} still keeps it one line.
   */
  record Verbatim(Octets line) implements ClientLine {}

  /** What an old release made of a line it did not like: as many X as the line had octets. */
  record Overwritten(int length) implements ClientLine {
    public Overwritten {
      if (length < 0) {
        throw new IllegalArgumentException("length " + length);
      }
    }
  }
}
