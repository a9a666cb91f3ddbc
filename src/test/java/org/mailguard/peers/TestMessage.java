package org.mailguard.peers;

/**
 * A message as a sender has it, with CRLF at the ends of lines and without doubled dots, under a
 * name for mailboxes.
 */
public final class TestMessage {
  private final String name;
  private final byte[] octets;

  TestMessage(String name, byte[] octets) {
    this.name = name;
    this.octets = octets;
  }

  /** A word of letters and digits, good for a local part. */
  public String name() {
    return name;
  }

  /** The message; not a copy, since one of them is large. Nobody changes it. */
  public byte[] octets() {
    return octets;
  }

  /** The SHA-256 of its content, see {@link Content}. */
  public String digest() {
    return Content.digest(octets);
  }

  @Override
  public String toString() {
    return name;
  }
}
