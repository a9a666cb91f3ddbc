package org.mailguard.peers;

import java.io.IOException;
import java.util.List;

/** Mail software that delivers what it is given to one port of loopback, in its own words. */
public interface MailSender extends AutoCloseable {
  /** Takes a message over, CRLF at the ends of lines. It may be delivered later. */
  void send(Envelope envelope, byte[] message) throws IOException;

  /**
   * Waits until the next server has taken this many messages since the start. Fails at once if it
   * has refused one for good.
   */
  void awaitSent(int count) throws IOException;

  /**
   * How many attempts have failed so far that will be repeated: a message was late, and may have
   * come twice.
   */
  int deferred() throws IOException;

  /** The trace fields that it puts in front of a message, in lower case, from the top. */
  List<String> traceFields();

  /** What it has logged so far. */
  String log() throws IOException;

  @Override
  void close() throws IOException;

  /** How a sender is made, once the port is known to which it shall deliver. */
  @FunctionalInterface
  interface Factory {
    MailSender startFor(int port) throws IOException;
  }
}
