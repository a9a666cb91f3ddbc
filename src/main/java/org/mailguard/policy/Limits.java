package org.mailguard.policy;

/**
 * The bounds of one session. Octets unless a name says otherwise; each bound stands in the message
 * that reports it.
 *
 * @param commandLine a command line without CR LF, 512 at least (RFC 5321 section 4.5.3.1.4)
 * @param saslLine a line inside an AUTH exchange, 12288 at least (RFC 4954 section 4)
 * @param recipients accepted in one transaction, 100 at least (RFC 5321 section 4.5.3.1.8)
 * @param errors refused commands since the last accepted message
 * @param junk commands that move no mail since the last accepted message
 * @param outstanding commands whose reply is awaited at once
 * @param chunks BDAT commands in one message
 * @param drained octets of one refused message that are read to find its end
 */
public record Limits(
    int commandLine,
    int saslLine,
    int recipients,
    int errors,
    int junk,
    int outstanding,
    int chunks,
    long drained) {

  /**
   * Recipients of one transaction that are told to come again and are no errors; those behind them
   * are. Postfix has the same number.
   */
  public static final int OVERSHOOT = 1000;

  public static final Limits DEFAULT =
      new Limits(2048, 12_288, 1000, 20, 100, 100, 100_000, 256L << 20);
}
