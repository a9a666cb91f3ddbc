package org.mailguard.lab;

import java.nio.ByteBuffer;
import org.mailguard.session.Waiting;

/**
 * An old box, as far as it differs from others: what it makes of the octets of either side. It is
 * asked once both connections are there, and says what is to be done to its {@link Wires}.
 */
interface Device {

  /** One segment of the client; what it does not take yet is left in {@code in}. */
  void clientOctets(ByteBuffer in);

  boolean takesClientOctets();

  /** Octets of the server; all of them are used up. */
  void serverOctets(ByteBuffer in);

  /** What is waited for once the server is connected. */
  Waiting waiting();

  /** True while the server takes mail data. */
  boolean isMessageUnderWay();

  /** Where the device is in the conversation, for people: a word in lower case. */
  String phase();
}
