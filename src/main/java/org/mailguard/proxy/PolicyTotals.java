package org.mailguard.proxy;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.mailguard.policy.Policy;

/**
 * How much passed under each policy, in sessions that are over: a session counts for itself, and
 * hands its sum in when it ends. Bound: {@value #MOST} policies; what is beyond is not counted.
 * Thread-safe.
 */
final class PolicyTotals {
  static final int MOST = 4096;

  private final Map<PolicyTraffic.Key, Adders> adders = new ConcurrentHashMap<>();

  private record Adders(LongAdder sessions, LongAdder reads) {}

  void add(Policy policy, long reads) {
    PolicyTraffic.Key key = PolicyTraffic.Key.of(policy);
    Adders known = adders.get(key);
    if (known == null && adders.size() < MOST) {
      known = adders.computeIfAbsent(key, _ -> new Adders(new LongAdder(), new LongAdder()));
    }
    if (known != null) {
      known.sessions().increment();
      known.reads().add(reads);
    }
  }

  Map<PolicyTraffic.Key, PolicyTraffic> sums() {
    Map<PolicyTraffic.Key, PolicyTraffic> sums = new HashMap<>();
    adders.forEach(
        (key, sum) -> sums.put(key, new PolicyTraffic(sum.sessions().sum(), sum.reads().sum())));
    return sums;
  }

  void clear() {
    adders.clear();
  }
}
