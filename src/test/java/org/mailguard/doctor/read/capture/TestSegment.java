package org.mailguard.doctor.read.capture;

import java.util.ArrayList;
import java.util.List;

/**
 * A segment of a conversation that a test makes up.
 *
 * @param toServer its direction
 * @param sequence relative to the SYN's, so that the first octet of data is 1
 * @param octets a character for each (ISO 8859-1)
 * @param time microseconds
 */
public record TestSegment(
    boolean toServer, long sequence, int flags, String octets, long time, int hops) {

  /** A dialogue as a three-way handshake, a segment for each line, and the end. */
  public static List<TestSegment> dialogue(String... lines) {
    return new Script().open().say(lines).close().segments();
  }

  /** Builds conversations segment by segment. */
  public static final class Script {
    private final List<TestSegment> segments = new ArrayList<>();
    private long client = 1;
    private long server = 1;
    private long time = 1_700_000_000_000_000L;

    public Script open() {
      add(new TestSegment(true, 0, Segment.SYN, "", time, 64));
      add(new TestSegment(false, 0, Segment.SYN | Segment.ACK, "", time, 60));
      return this;
    }

    /** {@code C: } or {@code S: } and the octets, in which {@code \r\n} stands for CR LF. */
    public Script say(String... lines) {
      for (String line : lines) {
        send(line.startsWith("C: "), line.substring(3).replace("\\r", "\r").replace("\\n", "\n"));
      }
      return this;
    }

    public Script send(boolean toServer, String text) {
      add(new TestSegment(toServer, toServer ? client : server, Segment.ACK, text, time, 64));
      if (toServer) {
        client += text.length();
      } else {
        server += text.length();
      }
      return this;
    }

    /** Octets again from {@code back} octets ago. */
    public Script again(boolean toServer, String text, int back) {
      long at = (toServer ? client : server) - back;
      add(new TestSegment(toServer, at, Segment.ACK, text, time, 64));
      return this;
    }

    /** The next octets of the direction are never seen. */
    public Script lose(boolean toServer, int octets) {
      if (toServer) {
        client += octets;
      } else {
        server += octets;
      }
      return this;
    }

    public Script reset(boolean toServer, int hops) {
      long at = toServer ? client : server;
      add(new TestSegment(toServer, at, Segment.RST, "", time, hops));
      return this;
    }

    public Script pause(double seconds) {
      time += (long) (seconds * 1e6);
      return this;
    }

    public Script close() {
      add(new TestSegment(true, client, Segment.FIN | Segment.ACK, "", time, 64));
      add(new TestSegment(false, server, Segment.FIN | Segment.ACK, "", time, 64));
      return this;
    }

    private void add(TestSegment segment) {
      segments.add(segment);
      time += 1000;
    }

    public List<TestSegment> segments() {
      return List.copyOf(segments);
    }
  }
}
