package org.mailguard.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mailguard.policy.Action;
import org.mailguard.policy.Criterion;
import org.mailguard.policy.Criterion.Rate;
import org.mailguard.policy.Rates;
import org.mailguard.policy.Rule;

/** Budgets of rules, with a clock that the test moves. */
final class RateBucketsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Clock clock = new Clock();
  private final RateBuckets buckets = new RateBuckets(clock, 100);

  private static final class Clock implements TimeMeter {
    private long nanos = 1;

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }

    void pass(Duration time) {
      nanos += time.toNanos();
    }
  }

  private static Rule messages(long above, Rate.Key by) {
    return messages(3, above, by);
  }

  private static Rule messages(int number, long above, Rate.Key by) {
    return new Rule(
        number,
        "edge",
        "rate messages gt " + above + " per 60",
        new Rate(Rate.Counted.MESSAGE, above, MINUTE, by),
        false,
        new Action.Refuse(null),
        true,
        false);
  }

  private Rates of(String address) {
    return buckets.of(InetAddress.ofLiteral(address), "partners");
  }

  private static int taken(Rates rates, Rule rule, int attempts) {
    return (int) IntStream.range(0, attempts).filter(_ -> rates.take(rule)).count();
  }

  @Test
  void aBudgetIsSpentAndFillsEvenly() {
    Rule rule = messages(6, Rate.Key.ADDRESS);
    assertThat(taken(of("192.0.2.1"), rule, 10)).isEqualTo(6);
    clock.pass(Duration.ofSeconds(10));
    assertThat(taken(of("192.0.2.1"), rule, 10)).isEqualTo(1);
    clock.pass(MINUTE.multipliedBy(5));
    assertThat(taken(of("192.0.2.1"), rule, 10)).isEqualTo(6);
  }

  @Test
  void anAddressHasItsOwn() {
    Rule rule = messages(2, Rate.Key.ADDRESS);
    assertThat(taken(of("192.0.2.1"), rule, 5)).isEqualTo(2);
    assertThat(taken(of("192.0.2.2"), rule, 5)).isEqualTo(2);
    assertThat(taken(of("2001:db8::1"), rule, 5)).isEqualTo(2);
    assertThat(taken(of("2001:db8::2"), rule, 5)).isEqualTo(2);
  }

  @Test
  void aNetworkSharesOne() {
    Rule rule = messages(2, Rate.Key.PREFIX);
    assertThat(taken(of("192.0.2.1"), rule, 5)).isEqualTo(2);
    assertThat(taken(of("192.0.2.254"), rule, 5)).isZero();
    assertThat(taken(of("192.0.3.1"), rule, 5)).isEqualTo(2);
    assertThat(taken(of("2001:db8::1"), rule, 5)).isEqualTo(2);
    assertThat(taken(of("2001:db8::ffff:0:0:2"), rule, 5)).isZero();
    assertThat(taken(of("2001:db8:0:1::1"), rule, 5)).isEqualTo(2);
  }

  @Test
  void aClassSharesOne() {
    Rule rule = messages(2, Rate.Key.CLASS);
    InetAddress peer = InetAddress.ofLiteral("192.0.2.1");
    assertThat(taken(of("192.0.2.1"), rule, 5)).isEqualTo(2);
    assertThat(taken(of("198.51.100.1"), rule, 5)).isZero();
    assertThat(taken(buckets.of(peer, "others"), rule, 5)).isEqualTo(2);
  }

  /** After a reload with a line more before it, a rule is another object with another number. */
  @Test
  void theSameRuleElsewhereKeepsItsBudgetAndAnotherNumberBeginsAnew() {
    assertThat(taken(of("192.0.2.1"), messages(3, 2, Rate.Key.ADDRESS), 5)).isEqualTo(2);
    assertThat(taken(of("192.0.2.1"), messages(4, 2, Rate.Key.ADDRESS), 5)).isZero();
    assertThat(taken(of("192.0.2.1"), messages(3, 4, Rate.Key.ADDRESS), 5)).isEqualTo(4);
  }

  @Test
  void anActionHasItsSecond() {
    Rule rule =
        new Rule(
            1,
            "edge",
            "cmd verb NOOP",
            new Criterion.CommandVerb(Set.of("NOOP"), false),
            false,
            new Action.RateLimit(3, false),
            true,
            false);
    assertThat(taken(of("192.0.2.1"), rule, 5)).isEqualTo(3);
    assertThat(taken(of("192.0.2.2"), rule, 5)).isEqualTo(3);
    clock.pass(Duration.ofSeconds(1));
    assertThat(taken(of("192.0.2.1"), rule, 5)).isEqualTo(3);
  }

  @Test
  void nothingAndEverythingAreRatesToo() {
    assertThat(taken(of("192.0.2.1"), messages(0, Rate.Key.ADDRESS), 3)).isZero();
    assertThat(taken(of("192.0.2.1"), messages(4_294_967_295L, Rate.Key.ADDRESS), 3)).isEqualTo(3);
    assertThat(taken(of("192.0.2.1"), messages(Long.MAX_VALUE, Rate.Key.ADDRESS), 3)).isEqualTo(3);
  }

  @Test
  void whatIsFullAgainIsForgotten() {
    Rule rule = messages(2, Rate.Key.ADDRESS);
    of("192.0.2.1").take(rule);
    of("192.0.2.2").take(rule);
    assertThat(buckets.size()).isEqualTo(2);
    clock.pass(Duration.ofSeconds(59));
    of("192.0.2.2").take(rule);
    clock.pass(Duration.ofSeconds(2));
    assertThat(buckets.size()).isEqualTo(1);
  }

  @Test
  void aFloodOfAddressesIsBoundedAndDoesNotWashAwayTheOneThatFloods() {
    Rule rule = messages(5, Rate.Key.ADDRESS);
    assertThat(taken(of("192.0.2.1"), rule, 50)).isEqualTo(5);
    for (int i = 0; i < 10_000; i++) {
      of("10.0." + i / 250 + "." + i % 250).take(rule);
      if (i % 50 == 0) {
        assertThat(of("192.0.2.1").take(rule)).isFalse();
      }
    }
    assertThat(buckets.size()).isLessThanOrEqualTo(100);
  }

  @Test
  void sessionsOnManyThreadsTakeNoMoreThanThereIs() throws Exception {
    Rule rule = messages(1000, Rate.Key.ADDRESS);
    AtomicInteger taken = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Callable<Integer> session = () -> taken.addAndGet(taken(of("192.0.2.1"), rule, 1000));
      for (Future<Integer> done : threads.invokeAll(List.of(session, session, session, session))) {
        done.get();
      }
    }
    assertThat(taken).hasValue(1000);
  }
}
