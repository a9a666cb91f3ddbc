package org.mailguard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** The index against the rule it stands for: try one after the other, the first match decides. */
final class AccessIndexTest {
  private static final LocalDateTime NOON = LocalDateTime.of(2027, 1, 1, 12, 0);

  /** Few addresses and ports, so that random rules meet random connections. */
  @RepeatedTest(200)
  void agreesWithTryingOneAfterTheOther(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<AccessEntry> entries = new ArrayList<>();
    for (int i = random.nextInt(60); i >= 0; i--) {
      entries.add(entry(random, i));
    }
    AccessList list = new AccessList("random", entries);
    for (int i = 0; i < 300; i++) {
      Connection connection =
          new Connection(
              address(random),
              port(random),
              address(random),
              port(random),
              NOON.plusHours(random.nextInt(4)).toInstant(ZoneOffset.UTC));

      Optional<AccessEntry> first =
          entries.stream().filter(entry -> entry.covers(connection)).findFirst();

      assertThat(list.decide(connection).map(AccessIndexTest::entryOf))
          .as("%s in %s", connection, entries)
          .isEqualTo(first);
    }
  }

  /** What a look-up may ask is bounded by the lengths of prefixes, and not by the rules. */
  @Test
  void aLongerListAsksNoMore() {
    List<AccessEntry> entries = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      AddressSet host = AddressSet.Network.host(v4(0x0a000000 + i));
      entries.add(new AccessEntry(i % 2 == 0, any(host), new AccessEntry.Log.Denials(), null, ""));
    }
    byte[] to = v4(1).getAddress();

    AccessIndex few = index(entries.subList(0, 1000), to);
    AccessIndex many = index(entries, to);

    assertThat(many.tables()).isEqualTo(few.tables()).isEqualTo(1);
    assertThat(many.first(v4(0x0a000000 + 99_999).getAddress(), 40_000)).isEqualTo(99_999);
    assertThat(many.first(v4(0x0b000000).getAddress(), 40_000)).isEqualTo(AccessIndex.NONE);
  }

  private static AccessEntry entryOf(Access.Decision decision) {
    return switch (decision) {
      case Access.Decision.Permitted(_, AccessEntry entry, _) when entry != null -> entry;
      case Access.Decision.Denied(_, AccessEntry entry, _) when entry != null -> entry;
      case Access.Decision.Permitted _,
          Access.Decision.Denied _,
          Access.Decision.NothingPermits _ ->
          throw new AssertionError(decision);
    };
  }

  private static List<AccessMatch> any(AddressSet source) {
    return List.of(new AccessMatch(source, new Ports.All(), new AddressSet.All(), new Ports.All()));
  }

  private static AccessEntry entry(Random random, int number) {
    List<AccessMatch> matches = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      matches.add(new AccessMatch(set(random), ports(random), set(random), ports(random)));
    }
    TimeRange when =
        random.nextInt(4) > 0
            ? null
            : new TimeRange(
                "t", NOON.plusHours(random.nextInt(4)), null, List.of(), ZoneOffset.UTC.getRules());
    return new AccessEntry(
        random.nextBoolean(), matches, new AccessEntry.Log.Denials(), when, "entry " + number);
  }

  private static AddressSet set(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> new AddressSet.All();
      case 1 -> new AddressSet.Family(random.nextBoolean());
      case 2 -> {
        List<AddressSet> sets = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          sets.add(set(random));
        }
        yield new AddressSet.Union(sets);
      }
      default -> {
        InetAddress address = address(random);
        int bits = 8 * address.getAddress().length;
        yield new AddressSet.Network(address, bits - random.nextInt(6));
      }
    };
  }

  private static Ports ports(Random random) {
    return switch (random.nextInt(7)) {
      case 0 -> new Ports.Except(port(random));
      case 1 -> new Ports.Range(0, port(random));
      case 2 -> new Ports.Range(port(random), 65_536);
      case 3 -> new Ports.Range(port(random), 65_535);
      case 4 -> new Ports.Union(List.of(new Ports.Range(25, 25), new Ports.Except(26)));
      default -> new Ports.All();
    };
  }

  private static int port(Random random) {
    return 25 + random.nextInt(6);
  }

  private static InetAddress address(Random random) {
    if (random.nextInt(3) > 0) {
      return v4(0xc0000200 + random.nextInt(12));
    }
    byte[] octets = new byte[16];
    octets[0] = 0x20;
    octets[15] = (byte) random.nextInt(12);
    return of(octets);
  }

  private static InetAddress v4(int bits) {
    return of(
        new byte[] {(byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits});
  }

  private static InetAddress of(byte[] octets) {
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static AccessIndex index(List<AccessEntry> entries, byte[] to) {
    return AccessIndex.of(entries, AccessIndex.concerned(entries, to, 25, entry -> true));
  }
}
