package org.mailguard.policy;

import java.net.InetAddress;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * An access list.
 *
 * <p>The entries are tried in order and the first that matches decides; behind the last one stands
 * a deny that nobody wrote. A list without entries denies everything, which is not the same as no
 * list: that one has a message of its own, since the remedy is another ({@link
 * Access#NOTHING_BOUND}).
 *
 * <p>An IPv4 client that a dual-stack socket shows as {@code ::ffff:192.0.2.1} is an IPv4 client:
 * else {@code deny} for its IPv4 address would not hold for it.
 *
 * <p>The order is not walked: for each destination there is an {@link AccessIndex}, made when it is
 * first asked for and again when a time range begins or ends. Destinations are the guard's own
 * addresses; {@link #MOST_INDEXES} bounds them all the same. Destinations that the same lines are
 * about share one, so a long list of clients to any address is arranged once.
 *
 * <p>Two lists are equal if they say the same; hits are not compared. Thread-safe.
 */
public final class AccessList implements Access {
  /** Destinations that are indexed at once; beyond that all are made anew. */
  private static final int MOST_INDEXES = 256;

  private final String name;
  private final List<AccessEntry> entries;
  private final List<TimeRange> ranges;
  private final AtomicLongArray hits;
  private final Map<Destination, AccessIndex> indexes = new ConcurrentHashMap<>();
  private final Map<BitSet, AccessIndex> shared = new ConcurrentHashMap<>();

  /** What an index is made for; {@code active} are the time ranges that hold. */
  private record Destination(InetAddress address, int port, BitSet active) {}

  /**
   * A list.
   *
   * @param name as in the configuration
   */
  public AccessList(String name, List<AccessEntry> entries) {
    this.name = name;
    this.entries = List.copyOf(entries);
    this.ranges =
        entries.stream()
            .flatMap(entry -> Optional.ofNullable(entry.when()).stream())
            .distinct()
            .toList();
    this.hits = new AtomicLongArray(entries.size());
  }

  public String name() {
    return name;
  }

  public List<AccessEntry> entries() {
    return entries;
  }

  /** How often the entry with this index, from 0, decided. */
  public long hits(int entry) {
    return hits.get(entry);
  }

  /** Begins to count anew. */
  public void clearHits() {
    for (int i = 0; i < entries.size(); i++) {
      hits.set(i, 0);
    }
  }

  /**
   * Goes on counting where an earlier list of the same name stopped, line by line: a reload is no
   * reason to forget.
   */
  public void continueCounting(AccessList earlier) {
    Map<String, Long> before = new HashMap<>();
    for (int i = 0; i < earlier.entries.size(); i++) {
      before.merge(earlier.entries.get(i).line(), earlier.hits.get(i), Long::sum);
    }
    for (int i = 0; i < entries.size(); i++) {
      Long count = before.remove(entries.get(i).line());
      if (count != null) {
        hits.addAndGet(i, count);
      }
    }
  }

  @Override
  public Decision judge(Connection connection) {
    return decide(connection).orElse(new Decision.Denied(name, null, 0));
  }

  /** What the lines say, or nothing if none matches. Counts. */
  Optional<Decision> decide(Connection connection) {
    int first =
        index(connection).first(AddressSet.octets(connection.client()), connection.clientPort());
    if (first == AccessIndex.NONE) {
      return Optional.empty();
    }
    AccessEntry entry = entries.get(first);
    long count = hits.incrementAndGet(first);
    return Optional.of(
        entry.permit()
            ? new Decision.Permitted(name, entry, count)
            : new Decision.Denied(name, entry, count));
  }

  private AccessIndex index(Connection connection) {
    BitSet active = new BitSet();
    for (int range = 0; range < ranges.size(); range++) {
      active.set(range, ranges.get(range).contains(connection.time()));
    }
    byte[] to = AddressSet.octets(connection.destination());
    Destination destination =
        new Destination(connection.destination(), connection.destinationPort(), active);
    AccessIndex index = indexes.get(destination);
    if (index == null) {
      if (indexes.size() >= MOST_INDEXES) {
        indexes.clear();
        shared.clear();
      }
      BitSet concerned =
          AccessIndex.concerned(
              entries,
              to,
              connection.destinationPort(),
              entry -> entry.when() == null || active.get(ranges.indexOf(entry.when())));
      index = shared.computeIfAbsent(concerned, matches -> AccessIndex.of(entries, matches));
      indexes.put(destination, index);
    }
    return index;
  }

  /** How many indexes are kept at the moment. */
  int indexes() {
    return shared.size();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AccessList that
        && name.equals(that.name)
        && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    // Not of all lines: each of a thousand servers has the list, and is found by its hash.
    return Objects.hash(name, entries.size());
  }

  @Override
  public String toString() {
    return "access-list " + name;
  }
}
