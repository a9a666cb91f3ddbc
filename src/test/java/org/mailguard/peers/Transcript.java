package org.mailguard.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * A conversation as people read it: one line per write or read, control characters spelled out,
 * long ones cut. Bounded, so that a 10 MiB message does not end up in a failure's text.
 */
final class Transcript {
  private static final int LONGEST_ENTRY = 400;
  private static final int LONGEST = 64 << 10;

  private final StringBuilder text = new StringBuilder();

  synchronized void sent(byte[] octets) {
    note("> " + readable(octets));
  }

  synchronized void received(byte[] octets) {
    note("< " + readable(octets));
  }

  synchronized void note(String entry) {
    if (text.length() < LONGEST) {
      text.append(entry).append('\n');
    }
  }

  @Override
  public synchronized String toString() {
    return text.toString();
  }

  /** Spells out what is not printable: {@code \r}, {@code \n}, {@code \x00}. */
  static String readable(byte[] octets) {
    var out = new StringBuilder();
    for (char c :
        new String(octets, 0, Math.min(octets.length, LONGEST_ENTRY), ISO_8859_1).toCharArray()) {
      switch (c) {
        case '\r' -> out.append("\\r");
        case '\n' -> out.append("\\n");
        case '\\' -> out.append("\\\\");
        default ->
            out.append(
                c >= ' ' && c < 0x7f ? String.valueOf(c) : String.format("\\x%02x", (int) c));
      }
    }
    return octets.length <= LONGEST_ENTRY
        ? out.toString()
        : out + " ... (" + octets.length + " octets)";
  }
}
