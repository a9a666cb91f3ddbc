package org.mailguard.events;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.mailguard.events.Intervention.Verdict;

/**
 * Counts what the rules of inspection maps did and would have done, for each class of clients,
 * since the start: for {@code show service-policy}. Unlike {@link PolicyImpact} it names no clients
 * and goes on over a change of the configuration. Hands every event on. Thread-safe.
 *
 * <p>Bound: {@value #MOST} rules; what is beyond is not counted.
 */
public final class RuleCounts implements EventLog {
  static final int MOST = 4096;

  private final ConcurrentHashMap<Key, Adders> counts = new ConcurrentHashMap<>();
  private final EventLog next;

  /**
   * A rule as interventions name it.
   *
   * @param trafficClass the class-map, or empty
   * @param map or shield
   * @param number 0 for a parameter
   * @param rule in the words of the configuration
   */
  public record Key(String trafficClass, String map, int number, String rule) {}

  /**
   * How often.
   *
   * @param passed enforced, and the mail went on: logged, allowed, masked, stripped, changed
   * @param dropped enforced, and something did not go on
   * @param reset enforced, and the connections were reset
   * @param observed not enforced
   */
  public record Count(long passed, long dropped, long reset, long observed) {
    public static final Count NONE = new Count(0, 0, 0, 0);

    public long enforced() {
      return passed + dropped + reset;
    }

    public Count plus(Count other) {
      return new Count(
          passed + other.passed,
          dropped + other.dropped,
          reset + other.reset,
          observed + other.observed);
    }
  }

  private record Adders(LongAdder passed, LongAdder dropped, LongAdder reset, LongAdder observed) {
    Adders() {
      this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
    }

    LongAdder of(Verdict verdict) {
      return switch (verdict) {
        case LOGGED, ALLOWED, MASKED, STRIPPED, REWRITTEN -> passed;
        case REFUSED, RATE_LIMITED, ENDED, DROPPED -> dropped;
        case RESET -> reset;
      };
    }
  }

  public RuleCounts(EventLog next) {
    this.next = next;
  }

  @Override
  public void log(Event event) {
    Intervention done = event.intervention();
    if (done != null && done.isOfRule()) {
      count(done);
    }
    next.log(event);
  }

  @Override
  public boolean hears(MessageId id) {
    return next.hears(id);
  }

  private void count(Intervention done) {
    Key key = new Key(done.trafficClass(), done.map(), done.number(), done.rule());
    Adders adders = counts.get(key);
    if (adders == null && counts.size() < MOST) {
      adders = counts.computeIfAbsent(key, _ -> new Adders());
    }
    if (adders != null) {
      (done.observed() ? adders.observed() : adders.of(done.verdict())).increment();
    }
  }

  /** Of one rule. */
  public Count of(Key key) {
    Adders adders = counts.get(key);
    return adders == null
        ? Count.NONE
        : new Count(
            adders.passed().sum(),
            adders.dropped().sum(),
            adders.reset().sum(),
            adders.observed().sum());
  }

  /** Of all rules of each class together. */
  public Map<String, Count> byClass() {
    Map<String, Count> classes = new TreeMap<>();
    counts.keySet().forEach(key -> classes.merge(key.trafficClass(), of(key), Count::plus));
    return classes;
  }

  /** Begins to count anew. */
  public void clear() {
    counts.clear();
  }
}
