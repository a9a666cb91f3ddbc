package org.mailguard.peers;

import java.io.IOException;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A mail server on loopback that keeps what it accepts for {@code example.test}, one mailbox for
 * each local part. It runs when it is constructed, and is gone, with its folder, when it is closed.
 */
public sealed interface MailServer extends AutoCloseable
    permits Postfix, Exim, OpenSmtpd, SmtpSink {
  /** The port of plain SMTP. */
  int port();

  /** The trace fields that it puts in front of a message, in lower case, from the top. */
  List<String> traceFields();

  /** All messages stored so far. */
  List<StoredMessage> delivered() throws IOException;

  /** What it has logged so far. */
  String log() throws IOException;

  @Override
  void close() throws IOException;

  /**
   * Waits until this many messages are stored, and returns them. More than that are an error too.
   */
  default List<StoredMessage> awaitDelivered(int count) throws IOException {
    try {
      Daemon.await(count + " stored messages").until(() -> delivered().size() >= count);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(e.getMessage() + "\n" + log(), e);
    }
    List<StoredMessage> all = delivered();
    if (all.size() > count) {
      throw new AssertionError(count + " messages were expected, stored are: " + all);
    }
    return all;
  }
}
