package org.mailguard.policy;

import java.time.Duration;

/**
 * How long the guard waits, for a whole element and not for each octet. Defaults are the least that
 * RFC 5321 section 4.5.3.2 asks of a client, so that the guard gives up on a server no sooner than
 * an honest client would.
 *
 * @param connect until the server's end of the TCP connection is there
 * @param greeting until the server's greeting is complete
 * @param command until the client's next command is complete
 * @param reply until the server's reply is complete: MAIL, RCPT and all that have no limit of their
 *     own
 * @param dataReply until the server's reply to DATA
 * @param content until the client sent the next block of mail data
 * @param contentReply until the server's reply to a whole message
 * @param drain how long a stop waits for transactions
 */
public record Timeouts(
    Duration connect,
    Duration greeting,
    Duration command,
    Duration reply,
    Duration dataReply,
    Duration content,
    Duration contentReply,
    Duration drain) {

  public static final Timeouts DEFAULT =
      new Timeouts(
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(2),
          Duration.ofMinutes(3),
          Duration.ofMinutes(10),
          Duration.ofSeconds(30));
}
