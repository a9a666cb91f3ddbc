package org.mailguard.proxy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.mailguard.policy.Action;
import org.mailguard.policy.Criterion;
import org.mailguard.policy.Rates;
import org.mailguard.policy.Rule;

/**
 * The budgets of rules with a rate, over all sessions of a guard: one bucket for each rule and each
 * client, network or class. Safe for all threads; nobody waits for anybody.
 *
 * <p><b>A bucket</b> begins full, holds as many as the rule allows, and fills evenly. So within one
 * period a client can do twice what the rule says at most, and in the long run what it says.
 *
 * <p><b>Bounds.</b> There are {@value #MOST} buckets at most, some 300 octets each. One that was
 * not asked for its period is full again, and forgetting it changes nothing; beyond the bound those
 * that are rarely asked are forgotten first, so a flood of addresses that come once does not make
 * the guard forget the one that floods.
 *
 * <p><b>Reloads.</b> A rule is known by its map, its words and its numbers, not by its place: it
 * keeps its buckets if lines come or go before it.
 *
 * <p>Several machines could share budgets: bucket4j has the same buckets behind a {@code
 * ProxyManager} in Redis or JDBC. {@link Rates} asks nothing that it could not answer; but it
 * answers later, so the session would have to wait for it.
 */
final class RateBuckets {
  static final int MOST = 50_000;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final TimeMeter clock;
  private final int most;

  /** Made when the first rule asks: most guards have no such rule, and would start later for it. */
  private volatile @Nullable Cache<Key, Budget> budgets;

  /** Whose budget, of which rule; {@code of} is an address, a network or a class. */
  private record Key(String rule, Allowance allowance, String of) {}

  /** So many within a time. */
  private record Allowance(long many, Duration per) {}

  private record Budget(Bucket bucket, Duration per) {}

  RateBuckets() {
    this(TimeMeter.SYSTEM_NANOTIME, MOST);
  }

  /** With a clock and a bound of one's own. */
  RateBuckets(TimeMeter clock, int most) {
    this.clock = clock;
    this.most = most;
  }

  private Cache<Key, Budget> budgets() {
    Cache<Key, Budget> known = budgets;
    return known == null ? firstBudgets() : known;
  }

  private synchronized Cache<Key, Budget> firstBudgets() {
    Cache<Key, Budget> known = budgets;
    if (known == null) {
      known =
          Caffeine.newBuilder()
              .maximumSize(most)
              .ticker(clock::currentTimeNanos)
              .expireAfter(Expiry.<Key, Budget>accessing((_, budget) -> budget.per()))
              // On the caller, for a moment: no thread of the common pool for a few map entries.
              .executor(Runnable::run)
              .build();
      budgets = known;
    }
    return known;
  }

  /** As a session of {@code peer} in a class of traffic asks for them. */
  Rates of(InetAddress peer, String trafficClass) {
    String address = HexFormat.of().formatHex(peer.getAddress());
    String network = network(peer);
    return rule -> {
      if (rule.criterion()
          instanceof Criterion.Rate(_, long above, Duration per, Criterion.Rate.Key by)) {
        String of =
            switch (by) {
              case ADDRESS -> address;
              case PREFIX -> network;
              case CLASS -> "class " + trafficClass;
            };
        return take(rule, new Allowance(above, per), of);
      }
      // The device does not say whose messages it counts; one client must not use up another's.
      return !(rule.action() instanceof Action.RateLimit(long perSecond, _, _))
          || take(rule, new Allowance(perSecond, SECOND), address);
    };
  }

  private boolean take(Rule rule, Allowance allowance, String of) {
    if (allowance.many() < 1) {
      return false;
    }
    if (allowance.many() > allowance.per().toNanos()) {
      return true; // more than one a nanosecond: a bucket cannot count that, and nobody can do it
    }
    Key key = new Key(rule.origin() + " " + rule.text(), allowance, of);
    return budgets().get(key, this::fill).bucket().tryConsume(1);
  }

  private Budget fill(Key key) {
    Allowance allowance = key.allowance();
    Bucket bucket =
        Bucket.builder()
            .addLimit(limit ->
                limit.capacity(allowance.many()).refillGreedy(allowance.many(), allowance.per()))
            .withCustomTimePrecision(clock)
            .build();
    return new Budget(bucket, allowance.per());
  }

  /** How many there are, for tests; those that ought to be forgotten are. */
  long size() {
    budgets().cleanUp();
    return budgets().estimatedSize();
  }

  /** IPv4 /24, IPv6 /64: what one subscriber or one site has. */
  private static String network(InetAddress peer) {
    byte[] octets = peer.getAddress();
    byte[] front = Arrays.copyOf(octets, octets.length == 16 ? 8 : 3);
    return HexFormat.of().formatHex(front) + "/";
  }
}
