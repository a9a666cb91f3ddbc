package org.mailguard.policy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * For each port the number of the first entry that has it. Entries are added in their order, so
 * each only takes the ports that none before it took.
 */
final class FirstByPort {
  private static final int LAST = 65_535;

  /** Set as long as one entry has every port, which is nearly always. */
  private int whole = AccessIndex.NONE;

  private @Nullable TreeMap<Integer, Taken> taken;

  /** Ports up to and including {@code last} belong to {@code entry}. */
  private record Taken(int last, int entry) {}

  void add(Ports ports, int entry) {
    switch (ports) {
      case Ports.All() -> add(0, LAST, entry);
      case Ports.Range(int low, int high) -> add(Math.max(low, 0), Math.min(high, LAST), entry);
      case Ports.Except(int port) -> {
        add(0, port - 1, entry);
        add(port + 1, LAST, entry);
      }
      case Ports.Union(List<Ports> all) -> all.forEach(some -> add(some, entry));
    }
  }

  private void add(int low, int high, int entry) {
    if (low > high || whole != AccessIndex.NONE) {
      return;
    }
    if (taken == null && low == 0 && high == LAST) {
      whole = entry;
      return;
    }
    TreeMap<Integer, Taken> map = taken == null ? new TreeMap<>() : taken;
    taken = map;
    int from = low;
    while (from <= high) {
      Map.Entry<Integer, Taken> before = map.floorEntry(from);
      if (before != null && before.getValue().last() >= from) {
        from = before.getValue().last() + 1;
        continue;
      }
      Integer next = map.higherKey(from);
      int to = next == null ? high : Math.min(high, next - 1);
      map.put(from, new Taken(to, entry));
      from = to + 1;
    }
  }

  /** The entry that has {@code port}, or {@link AccessIndex#NONE}. */
  int of(int port) {
    if (taken == null) {
      return whole;
    }
    Map.Entry<Integer, Taken> before = taken.floorEntry(port);
    return before != null && before.getValue().last() >= port
        ? before.getValue().entry()
        : AccessIndex.NONE;
  }
}
