package org.mailguard.lab;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * The header of a message on its way through a {@link Raptor}: what {@code Received} lines say is
 * {@code <hidden>} behind it, and their folded lines are gone (reference: fingerprints 8,
 * feature-table F5). Whoever looks for a loop, or for where a message came from, finds nothing.
 *
 * <p>A line longer than {@value #MOST} octets is judged by its beginning.
 */
final class BlindedHeader {
  private static final int MOST = 2048;
  private static final byte[] BLINDED = "Received: <hidden>\r\n".getBytes(US_ASCII);
  private static final byte[] FIELD = "received:".getBytes(US_ASCII);

  private final Wires wires;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private boolean inHeader;
  private boolean lineBegins = true;
  private boolean hiding;
  private byte last;

  BlindedHeader(Wires wires) {
    this.wires = wires;
  }

  /** A message begins. */
  void begin() {
    inHeader = true;
    lineBegins = true;
    hiding = false;
  }

  boolean isInHeader() {
    return inHeader;
  }

  /** Passes lines on, up to the end of the header; true if it was the end mark. */
  boolean octets(ByteBuffer in) {
    wires.progress();
    while (in.hasRemaining() && inHeader) {
      byte octet = in.get();
      held.write(octet);
      boolean lineEnds = octet == '\n' && last == '\r';
      last = octet;
      if (lineEnds || held.size() > MOST) {
        byte[] part = held.toByteArray();
        held.reset();
        if (part(part, lineEnds)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean part(byte[] part, boolean lineEnds) {
    boolean begins = lineBegins;
    lineBegins = lineEnds;
    boolean folded = part[0] == ' ' || part[0] == '\t';
    if (begins && !folded) { // a folded line shares the fate of its field
      hiding = isTrace(part);
      if (hiding) {
        wires.toServer(BLINDED);
      }
    }
    if (hiding) {
      return false;
    }
    wires.toServer(part);
    boolean mark = begins && lineEnds && part.length == 3 && part[0] == '.';
    inHeader = !mark && !(begins && lineEnds && part.length == 2);
    return mark;
  }

  private static boolean isTrace(byte[] line) {
    if (line.length < FIELD.length) {
      return false;
    }
    for (int i = 0; i < FIELD.length; i++) {
      int octet = line[i] >= 'A' && line[i] <= 'Z' ? line[i] + 32 : line[i];
      if (octet != FIELD[i]) {
        return false;
      }
    }
    return true;
  }
}
