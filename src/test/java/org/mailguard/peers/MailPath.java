package org.mailguard.peers;

import java.io.IOException;

/** The path from a sender to a server: direct, or through a guard. */
@FunctionalInterface
public interface MailPath {
  /** Opens a path to the server at this port of loopback. */
  Open open(int serverPort) throws IOException;

  /** Straight to the server. */
  static MailPath direct() {
    return serverPort ->
        new Open() {
          @Override
          public int port() {
            return serverPort;
          }

          @Override
          public void close() {}
        };
  }

  /** A path that is open. */
  interface Open extends AutoCloseable {
    /** The port to which a sender delivers. */
    int port();

    @Override
    void close() throws IOException;
  }
}
