package org.mailguard.doctor.read.capture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Writes captures as a test wants them.
 *
 * @param file the format
 * @param link the link layer
 * @param version 4 or 6
 * @param clientPort of the client; the server's is 25
 */
@SuppressWarnings("ByteBufferBackingArray") // each buffer is made here, and is whole
public record CaptureWriter(File file, Link link, int version, int clientPort) {
  private static final long CLIENT_START = 0xffff_fff0L; // wraps round within the first line
  private static final long SERVER_START = 17;

  /** How packets are stored. */
  public enum File {
    PCAP_MICRO(ByteOrder.LITTLE_ENDIAN),
    PCAP_MICRO_BIG(ByteOrder.BIG_ENDIAN),
    PCAP_NANO(ByteOrder.LITTLE_ENDIAN),
    PCAP_NANO_BIG(ByteOrder.BIG_ENDIAN),
    PCAPNG(ByteOrder.LITTLE_ENDIAN),
    PCAPNG_BIG(ByteOrder.BIG_ENDIAN),
    PCAPNG_NANO(ByteOrder.LITTLE_ENDIAN),
    PCAPNG_OBSOLETE(ByteOrder.BIG_ENDIAN),
    PCAPNG_SIMPLE(ByteOrder.LITTLE_ENDIAN);

    private final ByteOrder order;

    File(ByteOrder order) {
      this.order = order;
    }

    boolean isNano() {
      return this == PCAP_NANO || this == PCAP_NANO_BIG || this == PCAPNG_NANO;
    }

    boolean isNew() {
      return name().startsWith("PCAPNG");
    }

    boolean hasTimes() {
      return this != PCAPNG_SIMPLE;
    }
  }

  /** What stands before IP. */
  public enum Link {
    ETHERNET(1),
    VLAN(1),
    DOUBLE_VLAN(1),
    PPPOE(1),
    LOOPBACK(0),
    RAW(101),
    LINUX_COOKED(113),
    LINUX_COOKED_2(276);

    private final int number;

    Link(int number) {
      this.number = number;
    }
  }

  /** The usual: an old capture of Ethernet and IPv4. */
  public static CaptureWriter usual() {
    return new CaptureWriter(File.PCAP_MICRO, Link.ETHERNET, 4, 40_001);
  }

  public InputStream stream(List<TestSegment> segments) {
    return new ByteArrayInputStream(write(segments));
  }

  public byte[] write(List<TestSegment> segments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(file.isNew() ? newHeader() : oldHeader());
    for (TestSegment segment : segments) {
      byte[] packet = packet(segment);
      out.writeBytes(file.isNew() ? newPacket(segment, packet) : oldPacket(segment, packet));
    }
    return out.toByteArray();
  }

  private ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(file.order);
  }

  private byte[] oldHeader() {
    return buffer(24)
        .putInt(file.isNano() ? 0xa1b23c4d : 0xa1b2c3d4)
        .putShort((short) 2)
        .putShort((short) 4)
        .putLong(0)
        .putInt(262_144)
        .putInt(link.number)
        .array();
  }

  private byte[] oldPacket(TestSegment segment, byte[] packet) {
    long part = segment.time() % 1_000_000;
    return buffer(16 + packet.length)
        .putInt((int) (segment.time() / 1_000_000))
        .putInt((int) (file.isNano() ? part * 1000 : part))
        .putInt(packet.length)
        .putInt(packet.length)
        .put(packet)
        .array();
  }

  private byte[] newHeader() {
    ByteBuffer section =
        buffer(28)
            .putInt(0x0a0d0d0a)
            .putInt(28)
            .putInt(0x1a2b3c4d)
            .putShort((short) 1)
            .putShort((short) 0)
            .putLong(-1)
            .putInt(28);
    int length = file.isNano() ? 32 : 20;
    ByteBuffer description =
        buffer(length)
            .putInt(1)
            .putInt(length)
            .putShort((short) link.number)
            .putShort((short) 0)
            .putInt(0);
    if (file.isNano()) {
      description.putShort((short) 9).putShort((short) 1).put((byte) 9).put(new byte[3]).putInt(0);
    }
    description.putInt(length);
    // A block that no reader needs to know stands between.
    ByteBuffer unknown = buffer(16).putInt(0x0bad).putInt(16).putInt(0).putInt(16);
    return concat(section.array(), description.array(), unknown.array());
  }

  private byte[] newPacket(TestSegment segment, byte[] packet) {
    int padded = (packet.length + 3) / 4 * 4;
    long ticks = file.isNano() ? segment.time() * 1000 : segment.time();
    if (file == File.PCAPNG_SIMPLE) {
      return buffer(16 + padded)
          .putInt(3)
          .putInt(16 + padded)
          .putInt(packet.length)
          .put(packet)
          .put(new byte[padded - packet.length])
          .putInt(16 + padded)
          .array();
    }
    ByteBuffer block = buffer(32 + padded);
    if (file == File.PCAPNG_OBSOLETE) {
      block.putInt(2).putInt(32 + padded).putShort((short) 0).putShort((short) 0);
    } else {
      block.putInt(6).putInt(32 + padded).putInt(0);
    }
    return block
        .putInt((int) (ticks >>> 32))
        .putInt((int) ticks)
        .putInt(packet.length)
        .putInt(packet.length)
        .put(packet)
        .put(new byte[padded - packet.length])
        .putInt(32 + padded)
        .array();
  }

  private byte[] packet(TestSegment segment) {
    byte[] ip = version == 4 ? ip4(segment) : ip6(segment);
    short type = (short) (version == 4 ? 0x0800 : 0x86dd);
    ByteBuffer before = ByteBuffer.allocate(32); // the network's order
    switch (link) {
      case ETHERNET -> before.put(new byte[12]).putShort(type);
      case VLAN ->
          before.put(new byte[12]).putShort((short) 0x8100).putShort((short) 5).putShort(type);
      case DOUBLE_VLAN ->
          before
              .put(new byte[12])
              .putShort((short) 0x88a8)
              .putShort((short) 5)
              .putShort((short) 0x8100)
              .putShort((short) 6)
              .putShort(type);
      case PPPOE ->
          before
              .put(new byte[12])
              .putShort((short) 0x8864)
              .putShort((short) 0x1100)
              .putShort((short) 1)
              .putShort((short) (ip.length + 2))
              .putShort((short) (version == 4 ? 0x21 : 0x57));
      case LOOPBACK -> before.order(file.order).putInt(version == 4 ? 2 : 30);
      case RAW -> {}
      case LINUX_COOKED -> before.put(new byte[14]).putShort(type);
      case LINUX_COOKED_2 -> before.putShort(type).put(new byte[18]);
    }
    byte[] header = new byte[before.position()];
    before.flip().get(header);
    return concat(header, ip);
  }

  private byte[] ip4(TestSegment segment) {
    byte[] tcp = tcp(segment);
    byte[] client = {10, 0, 0, 1};
    byte[] server = {10, 0, 0, 2};
    return ByteBuffer.allocate(24 + tcp.length)
        .put((byte) 0x46) // with an option
        .put((byte) 0)
        .putShort((short) (24 + tcp.length))
        .putInt(0)
        .put((byte) segment.hops())
        .put((byte) 6)
        .putShort((short) 0)
        .put(segment.toServer() ? client : server)
        .put(segment.toServer() ? server : client)
        .putInt(0x01010101)
        .put(tcp)
        .array();
  }

  private byte[] ip6(TestSegment segment) {
    byte[] tcp = tcp(segment);
    byte[] client = new byte[16];
    byte[] server = new byte[16];
    client[15] = 1;
    server[15] = 2;
    return ByteBuffer.allocate(48 + tcp.length)
        .putInt(0x60000000)
        .putShort((short) (8 + tcp.length))
        .put((byte) 0) // hop-by-hop options come next
        .put((byte) segment.hops())
        .put(segment.toServer() ? client : server)
        .put(segment.toServer() ? server : client)
        .put((byte) 6)
        .put((byte) 0)
        .put(new byte[6])
        .put(tcp)
        .array();
  }

  private byte[] tcp(TestSegment segment) {
    long start = segment.toServer() ? CLIENT_START : SERVER_START;
    short client = (short) clientPort;
    byte[] octets = segment.octets().getBytes(ISO_8859_1);
    return ByteBuffer.allocate(20 + octets.length)
        .putShort(segment.toServer() ? client : (short) 25)
        .putShort(segment.toServer() ? (short) 25 : client)
        .putInt((int) (start + segment.sequence()))
        .putInt(0)
        .put((byte) 0x50)
        .put((byte) segment.flags())
        .putShort((short) 1000)
        .putShort((short) (segment.time() / 1000)) // the checksum tells copies from repeats
        .putShort((short) 0)
        .put(octets)
        .array();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
