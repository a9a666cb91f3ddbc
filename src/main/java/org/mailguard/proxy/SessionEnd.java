package org.mailguard.proxy;

import io.netty.channel.socket.SocketChannel;
import org.mailguard.smtp.Reply;
import org.mailguard.smtp.ServerReply;

/**
 * How one session ends: what its client still hears, how its channels are closed, and when it
 * counts no more.
 *
 * <p>After words of the guard the client's octets are read away for a moment before its socket is
 * closed: a socket that is closed with octets unread sends RST, and RST makes the client throw away
 * the words.
 *
 * <p>Used on the session's event loop only.
 */
final class SessionEnd {
  private final Shared shared;
  private final SocketChannel client;
  private final TranslationCount.Seat seat;
  private final SessionLog log;
  private boolean lingering;
  private boolean clientIsClosed;
  private boolean left;

  /** {@code seat} is left when the session is over. */
  SessionEnd(Shared shared, SocketChannel client, TranslationCount.Seat seat, SessionLog log) {
    this.shared = shared;
    this.client = client;
    this.seat = seat;
    this.log = log;
  }

  /** The guard itself said something to the client. */
  void answered() {
    lingering = true;
  }

  /** A last word of the server's, too, has to reach a client that is still sending. */
  void relayed(ServerReply reply) {
    lingering |= reply instanceof Reply word && word.code() == 421;
  }

  /** True if the client is read on when the session is over, only so that it hears the words. */
  boolean isLingering() {
    return lingering;
  }

  /** With {@code abort} the server must not take what it has got so far for a message. */
  void closeServer(SocketChannel server, boolean abort) {
    if (abort) {
      Closing.abort(server);
    } else {
      Closing.afterWrites(server);
    }
  }

  void closeClient() {
    if (lingering) {
      Closing.lingering(client);
    } else {
      Closing.afterWrites(client);
    }
  }

  /** Nothing more is said to the client, and what was said may be lost. */
  void resetClient() {
    Closing.abort(client);
  }

  /** The client ended its side behind the session's end: it has heard what there was. */
  void clientEnded() {
    Closing.afterWrites(client);
  }

  /** The client's channel is closed for good. */
  void clientClosed() {
    clientIsClosed = true;
  }

  /**
   * Called when the session itself is over. It counts as long as it keeps a connection, be it the
   * server's: a client that comes and goes would get round its limit, and a stop would not wait for
   * what is not answered.
   */
  void leaveIfOver(Relay relay) {
    if (clientIsClosed && !left) {
      left = true;
      shared.open().remove(relay);
      shared.count().release(log.source());
      seat.leave();
    }
  }
}
