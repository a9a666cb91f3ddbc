package org.mailguard.session;

/** The mode of a session. One variable, owned by {@link Conversation} (reference: threats R3). */
enum Phase {
  /** The connection to the server is being opened. */
  CONNECTING,
  /** The server's greeting is awaited. */
  GREETING,
  /** The client's octets are commands. */
  COMMAND,
  /** The client's next line answers a 334. */
  SASL,
  /** The client's octets are mail data up to its end mark. */
  CONTENT,
  /** The client's octets are counted: a BDAT chunk, or the payload of a private command. */
  CHUNK,
  /** TLS was started; both sides are opaque. */
  OPAQUE,
  /** The server is gone; the client gets 421 to its next command. */
  ENDING,
  /** Nothing is read any more. */
  CLOSED
}
