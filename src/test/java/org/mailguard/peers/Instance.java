package org.mailguard.peers;

import java.io.IOException;

/** Mail software that runs on a configuration of its own. */
interface Instance extends AutoCloseable {
  /** What it has logged so far. */
  String log() throws IOException;

  @Override
  void close() throws IOException;
}
