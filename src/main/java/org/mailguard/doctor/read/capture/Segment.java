package org.mailguard.doctor.read.capture;

/**
 * One TCP segment of a packet.
 *
 * @param sequence of the first octet, 0 to 2^32-1
 * @param flags as on the wire
 * @param octets the data that was captured, a character for each (ISO 8859-1)
 * @param length of the data on the wire; more than the octets where the capture was cut
 * @param hops the time to live, or IPv6's hop limit
 * @param header the TCP header with its options, to know the same packet captured twice
 */
record Segment(
    long packet,
    long time,
    Endpoint from,
    Endpoint to,
    long sequence,
    long acknowledged,
    int flags,
    String octets,
    int length,
    int hops,
    String header) {
  static final int FIN = 1;
  static final int SYN = 2;
  static final int RST = 4;
  static final int ACK = 16;

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  boolean isSameAs(Segment other) {
    return from.equals(other.from)
        && to.equals(other.to)
        && length == other.length
        && header.equals(other.header)
        && octets.equals(other.octets);
  }
}
