package org.mailguard.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Somebody at a Telnet client in character mode: each key is a segment of its own, with a pause
 * behind it, and Enter is CR LF in one.
 */
public final class TelnetClient implements AutoCloseable {
  private final WireClient client;
  private final Duration pause;

  private TelnetClient(WireClient client, Duration pause) {
    this.client = client;
    this.pause = pause;
  }

  /** Connects to a port on loopback; the greeting comes first. */
  public static TelnetClient connect(int port) throws IOException {
    return new TelnetClient(WireClient.connect(port), Duration.ofMillis(2));
  }

  /** Types a line and Enter, and reads the reply. */
  public WireReply type(String line) throws IOException {
    keys(line);
    enter();
    return client.reply();
  }

  /**
   * Presses one key after the other. No two reach a reader at once: it has read one before the next
   * is sent, and the pause leaves it time to pass that on.
   */
  public void keys(String keys) throws IOException {
    for (byte key : keys.getBytes(ISO_8859_1)) {
      press(key);
    }
  }

  /** Presses Enter. */
  public void enter() throws IOException {
    press((byte) '\r', (byte) '\n');
  }

  /** Sends a whole line at once, as the escape {@code send} of a Telnet client does. */
  public WireReply sendWhole(String line) throws IOException {
    client.say(line);
    return client.reply();
  }

  /** Reads the greeting. */
  public WireReply greeting() throws IOException {
    return client.greeting();
  }

  /** The octets that have come back so far. */
  public String screen() {
    return new String(client.received(), ISO_8859_1);
  }

  private void press(byte... octets) throws IOException {
    client.sendSegments(octets);
    LockSupport.parkNanos(pause.toNanos());
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
