package org.mailguard.doctor.ends;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import org.mailguard.doctor.Printable;

/**
 * What one session at the responder received and sent, as it came, with times. The thread of the
 * session writes, others may read.
 */
final class SessionRecord {
  /** Octets of one direction; a session that has more is ended. */
  static final int MAX_OCTETS = 128 * 1024;

  /** Notes of segments; when there are more, octets are still kept and their times are not. */
  private static final int MAX_SEGMENTS = 8192;

  private final String peer;
  private final StringBuilder received = new StringBuilder();
  private final StringBuilder sent = new StringBuilder();
  private final List<String> segments = new ArrayList<>();

  SessionRecord(String peer) {
    this.peer = peer;
  }

  /**
   * False if there is no room for it.
   *
   * @param micros since the session began
   */
  synchronized boolean received(byte[] octets, int count, long micros) {
    if (received.length() + count > MAX_OCTETS) {
      return false;
    }
    String text = new String(octets, 0, count, ISO_8859_1);
    received.append(text);
    note(micros, "<-", text);
    return true;
  }

  /** As {@link #received}, the other way. */
  synchronized boolean sent(String text, long micros) {
    if (sent.length() + text.length() > MAX_OCTETS) {
      return false;
    }
    sent.append(text);
    note(micros, "->", text);
    return true;
  }

  private void note(long micros, String arrow, String text) {
    if (segments.size() < MAX_SEGMENTS) {
      segments.add(micros + " " + arrow + " " + Printable.of(text));
    }
  }

  /** ISO 8859-1. */
  synchronized String received() {
    return received.toString();
  }

  synchronized boolean contains(String token) {
    return received.indexOf(token) >= 0;
  }

  /** A line for each segment: microseconds, direction, octets. */
  synchronized String printable() {
    return "session of " + peer + "\n" + String.join("\n", segments) + "\n";
  }
}
