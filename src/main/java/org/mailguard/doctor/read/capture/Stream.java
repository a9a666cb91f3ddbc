package org.mailguard.doctor.read.capture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One direction of a connection, put together of its segments.
 *
 * <p>The first copy of an octet counts, as a receiver has taken it by then; what comes again is
 * kept as a {@link Repeat}, and compared, since a box that edits packets may edit the second copy
 * otherwise than the first. Segments before their turn wait; if {@value #MOST_WAITING} of them, or
 * {@value #MOST_OCTETS_WAITING} octets, are waiting, the hole before them is taken for lost by the
 * capture. Beyond {@value #MOST_KEPT} octets only lengths are kept.
 */
public final class Stream {
  static final int MOST_WAITING = 256;
  static final int MOST_OCTETS_WAITING = 1024 * 1024;

  /** Of one stream; room for a large message and its encoding. */
  static final int MOST_KEPT = 24 * 1024 * 1024;

  private static final int MOST_REPEATS = 1000;

  /** Sequence numbers further away than this are not of this stream. */
  private static final long WINDOW = 1L << 30;

  private final List<Chunk> chunks = new ArrayList<>();
  private final List<Repeat> repeats = new ArrayList<>();
  private final TreeMap<Long, Segment> waiting = new TreeMap<>();
  private final Budget budget;
  private long first = -1;
  private long next;
  private int octetsWaiting;
  private long kept;

  /** How much all streams of a capture may keep. */
  static final class Budget {
    private long left;

    Budget(long octets) {
      left = octets;
    }

    boolean take(int octets) {
      if (octets > left) {
        return false;
      }
      left -= octets;
      return true;
    }
  }

  Stream(Budget budget) {
    this.budget = budget;
  }

  /** In order and without overlaps; holes are among them. */
  public List<Chunk> chunks() {
    return Collections.unmodifiableList(chunks);
  }

  /** At most {@value #MOST_REPEATS}. */
  public List<Repeat> repeats() {
    return Collections.unmodifiableList(repeats);
  }

  /** True if nothing was said. */
  public boolean isEmpty() {
    return chunks.isEmpty();
  }

  boolean isBegun() {
    return first >= 0;
  }

  /** The sequence number of the first octet. */
  void begin(long sequence) {
    first = sequence & 0xffff_ffffL;
  }

  boolean beginsAt(long sequence) {
    return first == (sequence & 0xffff_ffffL);
  }

  void add(Segment segment) {
    if (first < 0) {
      begin(segment.sequence());
    }
    if (segment.length() == 0) {
      return;
    }
    long distance = (int) (segment.sequence() - first - next);
    long position = next + distance;
    boolean keepAlive = segment.length() == 1 && distance == -1;
    if (keepAlive || Math.abs(distance) > WINDOW || position < 0) {
      return;
    }
    if (distance > 0) {
      await(position, segment);
    } else {
      take(position, segment);
      takeWaiting();
    }
  }

  private void await(long position, Segment segment) {
    Segment same = waiting.get(position);
    if (same == null || same.length() < segment.length()) {
      octetsWaiting += segment.octets().length() - (same == null ? 0 : same.octets().length());
      waiting.put(position, segment);
    }
    if (waiting.size() > MOST_WAITING || octetsWaiting > MOST_OCTETS_WAITING) {
      skipHole();
    }
  }

  /** Nothing more will come. */
  void end() {
    while (!waiting.isEmpty()) {
      skipHole();
    }
  }

  private void skipHole() {
    Map.Entry<Long, Segment> lowest = waiting.firstEntry();
    if (lowest != null) {
      long missing = lowest.getKey() - next;
      if (missing > 0) {
        hole(missing, lowest.getValue());
      }
      takeWaiting();
    }
  }

  private void takeWaiting() {
    Map.Entry<Long, Segment> lowest = waiting.firstEntry();
    while (lowest != null && lowest.getKey() <= next) {
      waiting.pollFirstEntry();
      octetsWaiting -= lowest.getValue().octets().length();
      take(lowest.getKey(), lowest.getValue());
      lowest = waiting.firstEntry();
    }
  }

  /** {@code position} is not beyond {@code next}. */
  private void take(long position, Segment segment) {
    int old = (int) Math.min(next - position, segment.length());
    if (old > 0 && repeats.size() < MOST_REPEATS) {
      repeats.add(
          new Repeat(
              segment.packet(),
              segment.time(),
              position,
              old,
              differs(position, segment.octets(), old)));
    }
    int fresh = segment.octets().length() - old;
    if (fresh > 0) {
      keep(segment, old, fresh);
    }
    int cut = segment.length() - Math.max(old, segment.octets().length());
    if (cut > 0) {
      hole(cut, segment);
    }
  }

  private void keep(Segment segment, int from, int length) {
    if (kept + length > MOST_KEPT || !budget.take(length)) {
      hole(length, segment);
      return;
    }
    String octets = segment.octets().substring(from, from + length);
    chunks.add(new Chunk(next, octets, 0, segment.packet(), segment.time()));
    kept += length;
    next += length;
  }

  private void hole(long missing, Segment before) {
    chunks.add(new Chunk(next, "", missing, before.packet(), before.time()));
    next += missing;
  }

  /** True if one of the first {@code length} octets is not what was taken at its place. */
  private boolean differs(long position, String octets, int length) {
    int at = chunkOf(position);
    for (; at < chunks.size() && chunks.get(at).offset() < position + length; at++) {
      Chunk chunk = chunks.get(at);
      for (int i = 0; i < chunk.octets().length(); i++) {
        long there = chunk.offset() + i - position;
        if (there >= 0
            && there < Math.min(length, octets.length())
            && octets.charAt((int) there) != chunk.octets().charAt(i)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The number of the chunk that holds the octet at {@code position}, or of the first. */
  private int chunkOf(long position) {
    int low = 0;
    int high = chunks.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (chunks.get(middle).end() <= position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
