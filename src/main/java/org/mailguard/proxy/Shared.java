package org.mailguard.proxy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.mailguard.events.EventLog;

/**
 * What all sessions of a guard share.
 *
 * @param open sessions whose client is still there
 * @param numbers gives each session its number, from 1
 */
record Shared(
    Transport transport,
    EventLog log,
    Tap tap,
    SessionCount count,
    Set<Relay> open,
    AtomicLong numbers) {

  static Shared of(Transport transport, EventLog log, Tap tap) {
    return new Shared(
        transport, log, tap, new SessionCount(), ConcurrentHashMap.newKeySet(), new AtomicLong());
  }
}
