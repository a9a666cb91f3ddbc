package org.mailguard.doctor.read.capture;

/** One packet of a capture file. */
final class Packet {
  /** Of simple packet blocks, which carry none. */
  static final long NO_TIME = Long.MIN_VALUE;

  /** Of one packet; what tcpdump captures at most. */
  static final int LONGEST = 262_144;

  private final long number;
  private final long time;
  private final int link;
  private final byte[] octets;

  /**
   * A packet.
   *
   * @param number as packet viewers count, from 1
   * @param time nanoseconds since 1970-01-01T00:00Z, or {@link #NO_TIME}
   * @param link the link type, one of the registry of tcpdump.org
   * @param octets what was captured of it; not copied
   */
  Packet(long number, long time, int link, byte[] octets) {
    this.number = number;
    this.time = time;
    this.link = link;
    this.octets = octets;
  }

  long number() {
    return number;
  }

  long time() {
    return time;
  }

  int link() {
    return link;
  }

  /** Not to be written to. */
  byte[] octets() {
    return octets;
  }
}
