package org.mailguard.doctor.read.capture;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The packets of a capture file, one after another; which of the two formats it is, its first four
 * octets say. The stream is read to its end once and never rewound, so that a pipe will do.
 */
sealed interface Packets permits PcapPackets, PcapngPackets {

  /**
   * The next one, or null at the end of the file.
   *
   * @throws CaptureException if the file is cut off, or no capture any more from here on
   */
  @Nullable Packet next() throws IOException, CaptureException;

  /** Begins to read. */
  static Packets open(InputStream file) throws IOException, CaptureException {
    Octets octets = new Octets(file);
    octets.need(4, "a capture file");
    return octets.u32(0) == PcapngPackets.SECTION_HEADER
        ? new PcapngPackets(octets)
        : new PcapPackets(octets);
  }
}
