package org.mailguard.doctor.read.capture;

/**
 * Octets of a stream that came in one segment and were new, or a hole.
 *
 * @param offset in the stream, from 0
 * @param octets a character for each (ISO 8859-1); empty for a hole
 * @param missing how many are not there: lost by the capture, or more than is kept
 * @param packet the number of the packet; of a hole, of the one behind it
 * @param time nanoseconds since 1970, or {@link Long#MIN_VALUE}
 */
public record Chunk(long offset, String octets, long missing, long packet, long time) {
  long end() {
    return offset + octets.length() + missing;
  }
}
