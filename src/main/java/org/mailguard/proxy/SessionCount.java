package org.mailguard.proxy;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many sessions there are, in all and of one address; of IPv6 a /64 is one address, since one
 * host has all of it.
 */
final class SessionCount {
  private final AtomicInteger all = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final ConcurrentHashMap<Source, Integer> bySource = new ConcurrentHashMap<>();

  /** What became of the attempt to count one more. */
  enum Admission {
    ADMITTED,
    TOO_MANY,
    TOO_MANY_OF_ADDRESS
  }

  /** An address without the bits that one host can choose. */
  record Source(long high, int length) {
    static Source of(InetAddress address) {
      byte[] octets = address.getAddress();
      int length = octets.length == 16 ? 8 : octets.length;
      long high = 0;
      for (int i = 0; i < length; i++) {
        high = (high << 8) | (octets[i] & 0xff);
      }
      return new Source(high, length);
    }
  }

  Admission admit(Source source, int maxSessions, int maxOfAddress) {
    if (all.incrementAndGet() > maxSessions) {
      all.decrementAndGet();
      return Admission.TOO_MANY;
    }
    boolean[] admitted = {false};
    bySource.compute(
        source,
        (_, count) -> {
          int now = count == null ? 0 : count;
          admitted[0] = now < maxOfAddress;
          return admitted[0] ? Integer.valueOf(now + 1) : count;
        });
    if (!admitted[0]) {
      all.decrementAndGet();
      return Admission.TOO_MANY_OF_ADDRESS;
    }
    int now = all.get();
    if (now > most.get()) {
      most.accumulateAndGet(now, Math::max);
    }
    return Admission.ADMITTED;
  }

  void release(Source source) {
    all.decrementAndGet();
    bySource.computeIfPresent(source, (_, count) -> count > 1 ? Integer.valueOf(count - 1) : null);
  }

  int all() {
    return all.get();
  }

  /** How many there were at once, at the most. */
  int most() {
    return most.get();
  }
}
