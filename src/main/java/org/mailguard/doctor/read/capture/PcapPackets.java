package org.mailguard.doctor.read.capture;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The older format, draft-ietf-opsawg-pcap: a header of 24 octets, then each packet behind 16 of
 * its own. Both byte orders, times in micro- and nanoseconds.
 */
final class PcapPackets implements Packets {
  private static final long MICROSECONDS = 0xa1b2c3d4L;
  private static final long NANOSECONDS = 0xa1b23c4dL;

  private final Octets octets;
  private final int link;
  private final long unit;
  private long count;

  /** The magic number is the piece at hand. */
  PcapPackets(Octets octets) throws IOException, CaptureException {
    this.octets = octets;
    unit = unit(octets);
    octets.need(20, "the end of the file's header");
    // The upper half of the field tells of a frame check sequence, which no reader here looks at.
    link = (int) (octets.u32(16) & 0xffff);
  }

  /** Nanoseconds; sets the byte order. */
  private static long unit(Octets octets) throws CaptureException {
    for (boolean little : new boolean[] {false, true}) {
      octets.order(little);
      long magic = octets.u32(0);
      if (magic == MICROSECONDS) {
        return 1000;
      }
      if (magic == NANOSECONDS) {
        return 1;
      }
    }
    throw new CaptureException("no capture file (pcap or pcapng begins otherwise)", 0);
  }

  @Override
  public @Nullable Packet next() throws IOException, CaptureException {
    if (!octets.more(16, "the header of packet " + (count + 1))) {
      return null;
    }
    count++;
    long start = octets.offset();
    long time = octets.u32(0) * 1_000_000_000L + octets.u32(4) * unit;
    long captured = octets.u32(8);
    if (captured > Packet.LONGEST) {
      throw new CaptureException(
          "packet "
              + count
              + " has "
              + captured
              + " octets, and "
              + Packet.LONGEST
              + " are the most,",
          start);
    }
    octets.need((int) captured, "the octets of packet " + count);
    return new Packet(count, time, link, octets.copy(0, (int) captured));
  }
}
