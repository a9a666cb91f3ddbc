package org.mailguard.session;

import java.nio.ByteBuffer;

/**
 * What stands between a client and a server: it hears what both of them do, and says what is to be
 * done next as {@link Step}s. The guard's is {@link Session}; the old boxes of the laboratory are
 * others, and the network that drives one cannot tell.
 *
 * <p>Not thread-safe: all events of one session come from one thread. The steps of an event are
 * given out while it is handled.
 */
public interface Intermediary {

  /** A client connected. */
  void start(Steps steps);

  /** The TCP connection to the server is there. */
  void serverConnected(Steps steps);

  /** It will not be there; {@code detail} says why. */
  void serverUnreachable(String detail, Steps steps);

  /**
   * Octets of the client. What is left in {@code in} has to be fed in again when {@link
   * #takesClientOctets} is true again; steps speak of indices in {@code in}.
   */
  void clientOctets(ByteBuffer in, Steps steps);

  /** False while an element waits for the server, so that nothing behind it can be decided. */
  boolean takesClientOctets();

  /** Octets of the server; all of them are used up. */
  void serverOctets(ByteBuffer in, Steps steps);

  /**
   * The client ended its side, and all its octets were fed in. What is whole is finished and its
   * replies are offered to the client (threats D-15): Exim sends its last message, QUIT and the end
   * of its stream in one go and waits for the verdict. A message under way is lost (D-06).
   */
  void clientEnded(Steps steps);

  /**
   * The client's connection broke. Nothing more gets to it; a message that was forwarded whole is
   * still the server's to deliver (threats D-03).
   */
  void clientLost(Steps steps);

  /** The server sends nothing more. */
  void serverEnded(String detail, Steps steps);

  /**
   * {@link #waiting} took longer than its limit.
   *
   * @param serverStalled the client could not be read because the server takes nothing
   */
  void expired(boolean serverStalled, Steps steps);

  /**
   * The client sends mail data more slowly than the policy has it; told again, it makes no
   * difference to a message that is only observed.
   */
  void tooSlow(Steps steps);

  /** True from the first octet of a message that the client may send to the last one. */
  boolean isMessageUnderWay();

  /**
   * The guard is being stopped: a transaction under way may finish, the next command after it gets
   * 421.
   */
  void stop();

  /** The time to finish is over. */
  void stopNow(Steps steps);

  /** An operator ends this one session. */
  void cleared(Steps steps);

  /** Whoever drives the session hit a fault of his own. */
  void fault(String detail, Steps steps);

  /** The name of the phase that the session is in, in lower case; for people who watch one. */
  String phase();

  /** What is waited for now. */
  Waiting waiting();

  /** Changes whenever a new wait begins: the limit of {@link #waiting} counts from then. */
  int waitSerial();

  boolean isClosed();
}
