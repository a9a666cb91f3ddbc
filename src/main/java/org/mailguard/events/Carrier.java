package org.mailguard.events;

import java.io.IOException;

/** An open way to one log host. Used by one thread. */
interface Carrier extends AutoCloseable {
  /** Sends one framed message; may block. After a failure the carrier is only to be closed. */
  void send(byte[] message) throws IOException;

  @Override
  void close();
}
