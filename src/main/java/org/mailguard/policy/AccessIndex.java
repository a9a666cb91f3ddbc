package org.mailguard.policy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The entries of a list that can match one destination, arranged by source, so that finding the
 * first one does not take longer with a longer list.
 *
 * <p><b>Why by destination.</b> A guard has few destinations, its own listeners, and any number of
 * clients. Entries on other destinations are left out once instead of being skipped each time.
 *
 * <p><b>The look-up.</b> Every source is a set of prefixes. For each length of prefix that occurs
 * there is a hash table from prefix to the entries with it; a client's address is looked up once
 * for each length, and the earliest entry found wins. Lengths are at most 33 of IPv4 and 129 of
 * IPv6, whatever the number of entries.
 *
 * <p><b>Ports of the source.</b> Behind one prefix stands a {@link FirstByPort}: which entry is the
 * first for each source port. Nearly always one entry covers all ports and those behind it are
 * never stored, so a group of a thousand hosts that is named in a thousand lines takes a thousand
 * places and not a million.
 *
 * <p>Roads not taken: a decision tree over all four dimensions, as packet classifiers have it,
 * finds its answer faster but can grow with the product of the dimensions; bit vectors grow with
 * the list.
 *
 * <p>Immutable once built.
 */
final class AccessIndex {
  static final int NONE = Integer.MAX_VALUE;

  private final List<Table> tables4 = new ArrayList<>();
  private final List<Table> tables6 = new ArrayList<>();

  /** The entries whose source has a prefix of this length. */
  private record Table(int prefix, Map<Bits, FirstByPort> first) {}

  private record Bits(long high, long low) {
    /** The leading {@code prefix} bits of 4 or 16 octets. */
    static Bits of(byte[] address, int prefix) {
      if (address.length == 4) {
        return new Bits(number(address, 0, 4) & mask(prefix, 32), 0);
      }
      return new Bits(
          number(address, 0, 8) & mask(Math.min(prefix, 64), 64),
          number(address, 8, 16) & mask(Math.max(prefix - 64, 0), 64));
    }

    private static long number(byte[] octets, int from, int to) {
      long number = 0;
      for (int i = from; i < to; i++) {
        number = number << 8 | (octets[i] & 0xff);
      }
      return number;
    }

    private static long mask(int ones, int of) {
      return ones == 0 ? 0 : -1L << (of - ones);
    }
  }

  /**
   * Which matches of {@code entries}, numbered through, can match a destination.
   *
   * @param to the destination, 4 or 16 octets
   * @param holds those that hold at the time for which the index is made
   */
  static BitSet concerned(
      List<AccessEntry> entries, byte[] to, int toPort, Predicate<AccessEntry> holds) {
    BitSet concerned = new BitSet();
    int number = 0;
    for (AccessEntry entry : entries) {
      boolean holdsNow = holds.test(entry);
      for (AccessMatch match : entry.matches()) {
        concerned.set(
            number++,
            holdsNow
                && match.destinationPorts().contains(toPort)
                && match.destination().contains(to));
      }
    }
    return concerned;
  }

  /** Arranges the matches of {@code entries} that are {@link #concerned}. */
  static AccessIndex of(List<AccessEntry> entries, BitSet concerned) {
    AccessIndex index = new AccessIndex();
    Map<Integer, Table> v4 = new TreeMap<>(Comparator.reverseOrder());
    Map<Integer, Table> v6 = new TreeMap<>(Comparator.reverseOrder());
    int number = 0;
    for (int i = 0; i < entries.size(); i++) {
      for (AccessMatch match : entries.get(i).matches()) {
        if (concerned.get(number++)) {
          add(match.source(), match.sourcePorts(), i, v4, v6);
        }
      }
    }
    index.tables4.addAll(v4.values());
    index.tables6.addAll(v6.values());
    return index;
  }

  private static void add(
      AddressSet source, Ports ports, int entry, Map<Integer, Table> v4, Map<Integer, Table> v6) {
    switch (source) {
      case AddressSet.All() -> {
        add(v4, new byte[4], 0, ports, entry);
        add(v6, new byte[16], 0, ports, entry);
      }
      case AddressSet.Family(boolean six) ->
          add(six ? v6 : v4, new byte[six ? 16 : 4], 0, ports, entry);
      case AddressSet.Network network -> {
        byte[] octets = AddressSet.octets(network.address());
        add(octets.length == 16 ? v6 : v4, octets, network.prefix(), ports, entry);
      }
      case AddressSet.Union(List<AddressSet> sets) ->
          sets.forEach(set -> add(set, ports, entry, v4, v6));
    }
  }

  private static void add(
      Map<Integer, Table> tables, byte[] octets, int prefix, Ports ports, int entry) {
    tables
        .computeIfAbsent(prefix, length -> new Table(length, new HashMap<>()))
        .first()
        .computeIfAbsent(Bits.of(octets, prefix), bits -> new FirstByPort())
        .add(ports, entry);
  }

  /** The number of the first entry that covers a client, or {@link #NONE}. */
  int first(byte[] from, int fromPort) {
    int first = NONE;
    for (Table table : from.length == 16 ? tables6 : tables4) {
      FirstByPort found = table.first().get(Bits.of(from, table.prefix()));
      if (found != null) {
        first = Math.min(first, found.of(fromPort));
      }
    }
    return first;
  }

  /** Hash tables that a look-up may ask: what bounds its work. */
  int tables() {
    return Math.max(tables4.size(), tables6.size());
  }
}
