package org.mailguard.proxy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.mailguard.policy.Translation;

/**
 * How many sessions each translation has, and how many of them wait for their server. Counted by
 * the translation's place, so that a reload does not begin again. Thread-safe.
 */
final class TranslationCount {
  private final Map<String, Numbers> byPlace = new ConcurrentHashMap<>();

  private static final class Numbers {
    private int connections;
    private int embryonic;
    private long changed = System.nanoTime();
  }

  /** What became of the attempt to count one more; {@code now} is how many there are. */
  sealed interface Admission {
    record Admitted(Seat seat) implements Admission {}

    record TooMany(int now) implements Admission {}

    record TooManyEmbryonic(int now) implements Admission {}
  }

  Admission admit(Translation translation) {
    Numbers numbers = byPlace.computeIfAbsent(translation.place(), _ -> new Numbers());
    synchronized (numbers) {
      if (translation.connections() > 0 && numbers.connections >= translation.connections()) {
        return new Admission.TooMany(numbers.connections);
      }
      if (translation.embryonic() > 0 && numbers.embryonic >= translation.embryonic()) {
        return new Admission.TooManyEmbryonic(numbers.embryonic);
      }
      numbers.connections++;
      numbers.embryonic++;
      numbers.changed = System.nanoTime();
    }
    return new Admission.Admitted(new Seat(numbers));
  }

  /** By place. */
  Map<String, TranslationUse> uses() {
    Map<String, TranslationUse> uses = new HashMap<>();
    long now = System.nanoTime();
    byPlace.forEach((place, numbers) -> {
      synchronized (numbers) {
        uses.put(
            place,
            new TranslationUse(
                numbers.connections,
                numbers.embryonic,
                Duration.ofNanos(Math.max(0, now - numbers.changed))));
      }
    });
    return uses;
  }

  /** One counted session. For the session's event loop only. */
  static final class Seat {
    private final Numbers numbers;
    private boolean embryonic = true;
    private boolean taken = true;

    private Seat(Numbers numbers) {
      this.numbers = numbers;
    }

    /** The server answered, or nobody waits for it any more. */
    void complete() {
      if (embryonic) {
        embryonic = false;
        synchronized (numbers) {
          numbers.embryonic--;
        }
      }
    }

    void leave() {
      complete();
      if (taken) {
        taken = false;
        synchronized (numbers) {
          numbers.connections--;
          numbers.changed = System.nanoTime();
        }
      }
    }
  }
}
