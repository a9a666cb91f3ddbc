package org.mailguard.session;

import java.time.Duration;
import org.mailguard.policy.Timeouts;

/** What a session waits for; whoever drives it keeps the clock. */
public enum Waiting {
  /** The TCP connection to the server. */
  CONNECT,
  /** The server's greeting. */
  GREETING,
  /** A whole command of the client. */
  COMMAND,
  /** The client's next block of mail data. */
  CONTENT,
  /** The server's reply to a command. */
  REPLY,
  /** The server's reply to DATA. */
  DATA_REPLY,
  /** The server's verdict on a message. */
  CONTENT_REPLY;

  public Duration limit(Timeouts timeouts) {
    return switch (this) {
      case CONNECT -> timeouts.connect();
      case GREETING -> timeouts.greeting();
      case COMMAND -> timeouts.command();
      case CONTENT -> timeouts.content();
      case REPLY -> timeouts.reply();
      case DATA_REPLY -> timeouts.dataReply();
      case CONTENT_REPLY -> timeouts.contentReply();
    };
  }

  /** True if it is the client's turn. */
  public boolean isForClient() {
    return this == COMMAND || this == CONTENT;
  }
}
