package org.mailguard.session;

import org.mailguard.events.MessageId;
import org.mailguard.smtp.Reply;

/** How a session ends once the client has got the replies before its end. */
sealed interface Ending {
  MessageId why();

  /** With a last word to the client. */
  record Words(Reply reply, MessageId why) implements Ending {}

  /** Both connections are closed, and nothing is said. */
  record Silence(MessageId why) implements Ending {}

  /** Both connections are reset. */
  record Reset(MessageId why) implements Ending {}
}
