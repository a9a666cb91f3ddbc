package org.mailguard.doctor.read.capture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * From the octets of a packet to its TCP segment: link layer, VLAN tags, IPv4 and IPv6 with their
 * options and extension headers, TCP. What is not TCP, or ends before its headers do, is left out
 * and counted by its reason. Fragments are not put together, since TCP avoids them; they are
 * counted, as a reader of the report has to know that something is missing.
 */
final class Decoder {
  private static final int IP4 = 0x0800;
  private static final int IP6 = 0x86dd;
  private static final int TCP = 6;

  /** Tags, or extension headers, that one packet may have. */
  private static final int MOST_HEADERS = 8;

  private final Map<String, Integer> leftOut = new TreeMap<>();
  private int fragments;

  /** Why packets were left out, and how many. */
  Map<String, Integer> leftOut() {
    return leftOut;
  }

  int fragments() {
    return fragments;
  }

  Optional<Segment> decode(Packet packet) {
    byte[] octets = packet.octets();
    int start = network(packet.link(), octets);
    if (start < 0) {
      return none("of link type " + packet.link() + " that hold no IP");
    }
    if (start >= octets.length) {
      return none("cut off before their IP header");
    }
    return switch ((octets[start] & 0xff) >> 4) {
      case 4 -> ip4(packet, start);
      case 6 -> ip6(packet, start);
      default -> none("of link type " + packet.link() + " that hold no IP");
    };
  }

  private Optional<Segment> none(String reason) {
    leftOut.merge(reason, 1, Integer::sum);
    return Optional.empty();
  }

  /** Where the IP header begins, beyond the end if the packet is cut, -1 if there is none. */
  private static int network(int link, byte[] octets) {
    return switch (link) {
      case 0, 108 -> 4; // loopback; the family before IP differs by system, IP's version does not
      case 1 -> behindType(octets, 12);
      case 12, 14, 101, 228, 229 -> 0; // raw
      case 113 -> behindType(octets, 14); // Linux cooked
      case 276 -> u16(octets, 0) == IP4 || u16(octets, 0) == IP6 ? 20 : -1; // its second version
      default -> -1;
    };
  }

  /** {@code at} is where the type is; VLAN tags (802.1Q, 802.1ad) may stand before it. */
  private static int behindType(byte[] octets, int at) {
    int type = u16(octets, at);
    int tags = 0;
    while ((type == 0x8100 || type == 0x88a8 || type == 0x9100) && tags++ < MOST_HEADERS) {
      at += 4;
      type = u16(octets, at);
    }
    if (at + 2 > octets.length) {
      return octets.length;
    }
    if (type == 0x8864) { // PPPoE: six octets, then PPP's own number for IPv4 or IPv6
      int protocol = u16(octets, at + 8);
      return protocol == 0x21 || protocol == 0x57 ? at + 10 : -1;
    }
    return type == IP4 || type == IP6 ? at + 2 : -1;
  }

  private Optional<Segment> ip4(Packet packet, int start) {
    byte[] octets = packet.octets();
    if (start + 20 > octets.length) {
      return none("cut off in their IP header");
    }
    int header = (octets[start] & 15) * 4;
    if (header < 20) {
      return none("with an IP header of " + header + " octets");
    }
    int total = u16(octets, start + 2);
    if ((u16(octets, start + 6) & 0x3fff) != 0) {
      fragments++;
      return none("fragments");
    }
    if (octets[start + 9] != TCP) {
      return none("other than TCP");
    }
    // No length is what a network card with segmentation of its own leaves for a capture to see.
    int end = total == 0 ? octets.length : start + total;
    return tcp(packet, start + header, end, start + 12, 4, octets[start + 8] & 0xff);
  }

  private Optional<Segment> ip6(Packet packet, int start) {
    byte[] octets = packet.octets();
    if (start + 40 > octets.length) {
      return none("cut off in their IP header");
    }
    int total = u16(octets, start + 4);
    int end = total == 0 ? octets.length : start + 40 + total;
    int next = octets[start + 6] & 0xff;
    int at = start + 40;
    for (int headers = 0; headers < MOST_HEADERS && next != TCP; headers++) {
      if (at + 8 > octets.length) {
        return none("cut off in their IP header");
      }
      int length = octets[at + 1] & 0xff;
      switch (next) {
        case 0, 43, 60 -> length = (length + 1) * 8;
        case 51 -> length = (length + 2) * 4;
        case 44 -> {
          if ((u16(octets, at + 2) & 0xfff9) != 0) {
            fragments++;
            return none("fragments");
          }
          length = 8;
        }
        default -> {
          return none("other than TCP");
        }
      }
      next = octets[at] & 0xff;
      at += length;
    }
    return next == TCP
        ? tcp(packet, at, end, start + 8, 16, octets[start + 7] & 0xff)
        : none("with more than " + MOST_HEADERS + " extension headers");
  }

  private Optional<Segment> tcp(
      Packet packet, int start, int end, int addresses, int width, int hops) {
    byte[] octets = packet.octets();
    if (start + 20 > octets.length || start + 20 > end) {
      return none("cut off in their TCP header");
    }
    int header = ((octets[start + 12] & 0xff) >> 4) * 4;
    int data = start + header;
    if (header < 20 || data > end || data > octets.length) {
      return none("with a TCP header of " + header + " octets that is not there");
    }
    return Optional.of(
        new Segment(
            packet.number(),
            packet.time(),
            Endpoint.of(
                Arrays.copyOfRange(octets, addresses, addresses + width), u16(octets, start)),
            Endpoint.of(
                Arrays.copyOfRange(octets, addresses + width, addresses + 2 * width),
                u16(octets, start + 2)),
            u32(octets, start + 4),
            u32(octets, start + 8),
            octets[start + 13] & 0x3f,
            text(octets, data, Math.min(end, octets.length)),
            end - data,
            hops,
            text(octets, start, data)));
  }

  private static String text(byte[] octets, int from, int to) {
    return new String(octets, from, to - from, ISO_8859_1);
  }

  /** 0 beyond the end. */
  private static int u16(byte[] octets, int at) {
    return at + 2 > octets.length ? 0 : ((octets[at] & 0xff) << 8) | (octets[at + 1] & 0xff);
  }

  private static long u32(byte[] octets, int at) {
    return ((long) u16(octets, at) << 16) | u16(octets, at + 2);
  }
}
