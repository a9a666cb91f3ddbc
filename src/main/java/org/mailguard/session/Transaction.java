package org.mailguard.session;

/**
 * One mail transaction as the guard knows it: from what was forwarded, and from what the server
 * said to it.
 *
 * <p>A new transaction is a new object, and there is one place that makes it, {@link
 * Conversation#endTransaction}. The reply to a pipelined RCPT can come in when RSET and the next
 * MAIL were forwarded already; it then counts for the object that it belongs to and not for the
 * next one (reference: threats P-06, P-11, B-24).
 */
final class Transaction {
  private boolean open;
  private boolean binary;
  private boolean smtpUtf8;
  private boolean broken;
  private int seen;
  private long declaredSize;
  private int asked;
  private int accepted;
  private int turnedAway;
  private int chunks;

  /** MAIL is forwarded. */
  void begin(boolean binaryMime, boolean utf8) {
    open = true;
    binary = binaryMime;
    smtpUtf8 = utf8;
  }

  /** SIZE= of MAIL (RFC 1870). */
  void declareSize(long octets) {
    declaredSize = octets;
  }

  /** 0 if none is declared. */
  long declaredSize() {
    return declaredSize;
  }

  boolean isOpen() {
    return open;
  }

  /** Counts a RCPT command, whatever becomes of it; how many there were, with this one. */
  int recipientSeen() {
    return ++seen;
  }

  /** Counts a recipient that is told to come again; how many there were, with this one. */
  int recipientTurnedAway() {
    return ++turnedAway;
  }

  void recipientAsked() {
    asked++;
  }

  void recipientAnswered(boolean positive) {
    if (positive) {
      accepted++;
    } else {
      asked--;
    }
  }

  /** Recipients that the server took or has not answered yet. */
  int recipients() {
    return asked;
  }

  boolean hasAcceptedRecipients() {
    return accepted > 0;
  }

  void chunkForwarded() {
    chunks++;
  }

  int chunks() {
    return chunks;
  }

  /**
   * A chunk was refused: the rest of this message is read away, nothing of it can be delivered
   * (threats B-04).
   */
  void breakOff() {
    broken = true;
  }

  boolean isBroken() {
    return broken;
  }

  boolean isBinary() {
    return binary;
  }

  boolean isSmtpUtf8() {
    return smtpUtf8;
  }
}
