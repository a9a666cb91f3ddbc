package org.mailguard.console;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Room at the console. Those who have logged in are counted apart from those who have not: a
 * thousand connections that never say a word fill their own places and keep no operator out. The
 * local socket has one place more than the network, so that root always gets in.
 */
final class Places {
  /** Who has not logged in yet, in all. */
  static final int KNOCKING = 16;

  /** Likewise, from one address. */
  static final int KNOCKING_OF_ONE = 4;

  private final AtomicInteger knocking = new AtomicInteger();
  private final Map<Object, Integer> byAddress = new ConcurrentHashMap<>();

  /** Takes a place for somebody who has not logged in; false if there is none. */
  boolean knock(Object address) {
    boolean room = knocking.incrementAndGet() <= KNOCKING;
    boolean roomOfOne = byAddress.merge(address, 1, Integer::sum) <= KNOCKING_OF_ONE;
    if (!room || !roomOfOne) {
      leave(address);
    }
    return room && roomOfOne;
  }

  /** Gives it back: he has logged in, or is gone. */
  void leave(Object address) {
    knocking.decrementAndGet();
    byAddress.computeIfPresent(address, (_, count) -> count > 1 ? count - 1 : null);
  }
}
