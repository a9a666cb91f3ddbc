package org.mailguard.doctor.read.capture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One TCP connection of a capture, from the first of its packets that was captured to the last. */
public final class Connection {
  private static final int MOST_RESETS = 20;

  /** How many packets a copy of one may come later, and how much. */
  private static final int NEAR = 8;

  private static final long SOON = 100_000_000L;

  private final Endpoint one;
  private final Endpoint other;
  private final Stream fromOne;
  private final Stream fromOther;
  private final List<Reset> resets = new ArrayList<>();
  private final Deque<Segment> lately = new ArrayDeque<>();
  private final int[] hops = {-1, -1};
  private @Nullable Endpoint opener;
  private long firstTime;
  private long lastTime;
  private long firstPacket = -1;
  private long lastPacket;
  private int openings;
  private boolean accepted;
  private boolean closed;
  private int copies;

  /**
   * A segment that ended the connection at once.
   *
   * @param hops its time to live
   * @param usual of the packets before it from the same end, or -1
   */
  public record Reset(Endpoint from, long packet, long time, int hops, int usual) {
    /** True if another machine than the one it names may have sent it. */
    public boolean isForeign() {
      return usual >= 0 && usual != hops;
    }
  }

  Connection(Endpoint one, Endpoint other, Stream.Budget budget) {
    this.one = one;
    this.other = other;
    fromOne = new Stream(budget);
    fromOther = new Stream(budget);
  }

  void add(Segment segment) {
    if (firstPacket < 0) {
      firstPacket = segment.packet();
      firstTime = segment.time();
    }
    if (isCopy(segment)) {
      copies++;
      return;
    }
    lastPacket = segment.packet();
    lastTime = segment.time();
    boolean mine = segment.from().equals(one);
    Stream stream = mine ? fromOne : fromOther;
    if (segment.has(Segment.SYN)) {
      stream.begin(segment.sequence() + 1);
      opener = segment.has(Segment.ACK) ? segment.to() : segment.from();
      accepted |= segment.has(Segment.ACK);
      openings += segment.has(Segment.ACK) ? 0 : 1;
    }
    if (segment.has(Segment.RST)) {
      if (resets.size() < MOST_RESETS) {
        resets.add(
            new Reset(
                segment.from(),
                segment.packet(),
                segment.time(),
                segment.hops(),
                hops[mine ? 0 : 1]));
      }
    } else {
      hops[mine ? 0 : 1] = segment.hops();
    }
    closed |= segment.has(Segment.FIN);
    // What a SYN carries (TCP Fast Open) begins behind it, as everything else does.
    if (!segment.has(Segment.SYN)) {
      stream.add(segment);
    }
  }

  /** Captures of several interfaces at once have each packet twice; that is no retransmission. */
  private boolean isCopy(Segment segment) {
    for (Segment each : lately) {
      if (segment.time() - each.time() <= SOON && segment.isSameAs(each) && each.length() > 0) {
        return true;
      }
    }
    lately.addLast(segment);
    if (lately.size() > NEAR) {
      lately.removeFirst();
    }
    return false;
  }

  /** True if a SYN with this number belongs to another, later connection of the same endpoints. */
  boolean isOver(Segment segment) {
    if (!segment.has(Segment.SYN) || segment.has(Segment.ACK)) {
      return false;
    }
    Stream stream = segment.from().equals(one) ? fromOne : fromOther;
    return stream.isBegun() && !stream.beginsAt(segment.sequence() + 1);
  }

  void end() {
    fromOne.end();
    fromOther.end();
  }

  /** The lower endpoint, whichever role it has. */
  public Endpoint one() {
    return one;
  }

  public Endpoint other() {
    return other;
  }

  /** Who sent the first SYN, or null if none was captured. */
  public @Nullable Endpoint opener() {
    return opener;
  }

  /** The stream from this endpoint to the other. */
  public Stream from(Endpoint endpoint) {
    return endpoint.equals(one) ? fromOne : fromOther;
  }

  public List<Reset> resets() {
    return Collections.unmodifiableList(resets);
  }

  /** Nanoseconds since 1970, of the first packet; {@link Long#MIN_VALUE} if it has none. */
  public long firstTime() {
    return firstTime;
  }

  public long lastTime() {
    return lastTime;
  }

  public long firstPacket() {
    return firstPacket;
  }

  public long lastPacket() {
    return lastPacket;
  }

  /** How often the opener's SYN came. */
  public int openings() {
    return openings;
  }

  /** True if the SYN was answered with one, or if octets were seen without. */
  public boolean isAccepted() {
    return accepted || !fromOne.isEmpty() || !fromOther.isEmpty();
  }

  /** True if one end closed it in the regular way. */
  public boolean isClosed() {
    return closed;
  }

  /** Packets that were captured a second time on their way. */
  public int copies() {
    return copies;
  }
}
