package org.mailguard.doctor.read.capture;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newer format, draft-ietf-opsawg-pcapng: blocks, each with its length before and behind. A
 * section header sets the byte order and forgets the interfaces; packets come in enhanced, simple
 * and (obsolete) packet blocks; all other blocks are passed over.
 */
final class PcapngPackets implements Packets {
  static final long SECTION_HEADER = 0x0a0d0d0aL;

  private static final long INTERFACE = 1;
  private static final long OBSOLETE_PACKET = 2;
  private static final long SIMPLE_PACKET = 3;
  private static final long ENHANCED_PACKET = 6;

  private static final long BYTE_ORDER = 0x1a2b3c4dL;
  private static final int LONGEST_BLOCK = 16 * 1024 * 1024;
  private static final int MOST_INTERFACES = 1024;

  private static final int OPTION_END = 0;
  private static final int OPTION_RESOLUTION = 9;
  private static final int OPTION_OFFSET = 14;

  private final Octets octets;
  private final List<Interface> interfaces = new ArrayList<>();
  private long count;

  /**
   * One interface.
   *
   * @param snap at most so many octets of a packet, 0 for no limit
   * @param resolution as in if_tsresol: 10 to the power of minus it, or of 2 with the upper bit
   * @param offset seconds to add
   */
  private record Interface(int link, long snap, int resolution, long offset) {
    long time(long high, long low) {
      int power = resolution & 0x7f;
      if (resolution == 6 && high < 0x8000_0000L) {
        return ((high << 32) | low) * 1000 + offset * 1_000_000_000L;
      }
      BigInteger unit =
          (resolution & 0x80) == 0 ? BigInteger.TEN.pow(power) : BigInteger.TWO.pow(power);
      return BigInteger.valueOf(high)
          .shiftLeft(32)
          .or(BigInteger.valueOf(low))
          .multiply(BigInteger.valueOf(1_000_000_000L))
          .divide(unit)
          .add(BigInteger.valueOf(offset).multiply(BigInteger.valueOf(1_000_000_000L)))
          .longValue();
    }
  }

  /** The type of the first block is the piece at hand. */
  PcapngPackets(Octets octets) throws IOException, CaptureException {
    this.octets = octets;
    section(0);
  }

  @Override
  public @Nullable Packet next() throws IOException, CaptureException {
    while (octets.more(4, "the type of a block")) {
      long start = octets.offset();
      long type = octets.u32(0);
      if (type == SECTION_HEADER) {
        section(start);
        continue;
      }
      octets.need(4, "the length of a block");
      long length = length(octets.u32(0), start);
      octets.need((int) length - 8, "the block");
      int body = (int) length - 12;
      if (octets.u32(body) != length) {
        throw new CaptureException(
            "the block's length is " + length + " before and " + octets.u32(body) + " behind it,",
            start);
      }
      if (type == INTERFACE) {
        add(body, start);
      } else if (type == ENHANCED_PACKET || type == OBSOLETE_PACKET) {
        return packet(type == ENHANCED_PACKET, body, start);
      } else if (type == SIMPLE_PACKET) {
        return simple(body, start);
      }
    }
    return null;
  }

  private static long length(long length, long start) throws CaptureException {
    if (length < 12 || length % 4 != 0 || length > LONGEST_BLOCK) {
      throw new CaptureException(
          "a block has "
              + length
              + " octets, and 12 to "
              + LONGEST_BLOCK
              + " in fours are allowed,",
          start);
    }
    return length;
  }

  private void section(long start) throws IOException, CaptureException {
    octets.need(8, "a section's header");
    octets.order(false);
    if (octets.u32(4) != BYTE_ORDER) {
      octets.order(true);
      if (octets.u32(4) != BYTE_ORDER) {
        throw new CaptureException("a section without a byte order", start);
      }
    }
    long length = length(octets.u32(0), start);
    if (length < 28) {
      throw new CaptureException("a section's header has " + length + " octets, not 28,", start);
    }
    octets.need((int) length - 12, "a section's header");
    interfaces.clear();
  }

  private void add(int body, long start) throws CaptureException {
    if (body < 8 || interfaces.size() == MOST_INTERFACES) {
      throw new CaptureException(
          body < 8
              ? "an interface without a link type"
              : "more than " + MOST_INTERFACES + " interfaces",
          start);
    }
    int resolution = 6;
    long offset = 0;
    for (int at = 8; at + 4 <= body && octets.u16(at) != OPTION_END; ) {
      int length = octets.u16(at + 2);
      if (at + 4 + length > body) {
        throw new CaptureException("an option goes beyond its block", start + 8 + at);
      }
      if (octets.u16(at) == OPTION_RESOLUTION && length == 1) {
        resolution = octets.u8(at + 4);
      } else if (octets.u16(at) == OPTION_OFFSET && length == 8) {
        // Sixty-four bits; sections of more than a lifetime do not exist, so the lower are enough.
        offset = (int) octets.u32(octets.u32(at + 4) == 0 ? at + 8 : at + 4);
      }
      at += 4 + (length + 3) / 4 * 4;
    }
    interfaces.add(new Interface(octets.u16(0), octets.u32(4), resolution, offset));
  }

  private Packet packet(boolean enhanced, int body, long start) throws CaptureException {
    count++;
    if (body < 20) {
      throw new CaptureException("packet " + count + " without its header", start);
    }
    Interface from = from(enhanced ? octets.u32(0) : octets.u16(0), start);
    long captured = octets.u32(12);
    check(captured, body - 20, start);
    return new Packet(
        count,
        from.time(octets.u32(4), octets.u32(8)),
        from.link(),
        octets.copy(20, (int) captured));
  }

  private Packet simple(int body, long start) throws CaptureException {
    count++;
    if (body < 4) {
      throw new CaptureException("packet " + count + " without its header", start);
    }
    Interface from = from(0, start);
    long captured = Math.min(octets.u32(0), body - 4);
    captured = from.snap() == 0 ? captured : Math.min(captured, from.snap());
    check(captured, body - 4, start);
    return new Packet(count, Packet.NO_TIME, from.link(), octets.copy(4, (int) captured));
  }

  private Interface from(long number, long start) throws CaptureException {
    if (number >= interfaces.size()) {
      throw new CaptureException(
          "packet " + count + " is of interface " + number + ", which was not declared,", start);
    }
    return interfaces.get((int) number);
  }

  private void check(long captured, int room, long start) throws CaptureException {
    if (captured > room || captured > Packet.LONGEST) {
      throw new CaptureException(
          "packet "
              + count
              + " has "
              + captured
              + " octets, and "
              + Math.min(room, Packet.LONGEST)
              + " are the most,",
          start);
    }
  }
}
