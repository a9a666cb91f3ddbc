package org.mailguard.proxy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.mailguard.events.EventLog;

/**
 * What all sessions of a guard share.
 *
 * @param open sessions whose client is still there
 * @param numbers gives each session its number, from 1
 * @param grace of {@link Pace}, which tests make shorter
 * @param stopping sessions that begin now were accepted a moment before the listeners were closed
 */
record Shared(
    Transport transport,
    EventLog log,
    Tap tap,
    SessionCount count,
    TranslationCount translations,
    PolicyTotals totals,
    AccessLog accessLog,
    RateBuckets rates,
    Set<Relay> open,
    AtomicLong numbers,
    Duration grace,
    AtomicBoolean stopping) {

  static Shared of(Transport transport, EventLog log, Tap tap, Duration grace) {
    return new Shared(
        transport,
        log,
        tap,
        new SessionCount(),
        new TranslationCount(),
        new PolicyTotals(),
        new AccessLog(log),
        new RateBuckets(),
        ConcurrentHashMap.newKeySet(),
        new AtomicLong(),
        grace,
        new AtomicBoolean());
  }
}
