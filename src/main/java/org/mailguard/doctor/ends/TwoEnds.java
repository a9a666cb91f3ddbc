package org.mailguard.doctor.ends;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.Printable;
import org.mailguard.doctor.probe.Addresses;
import org.mailguard.doctor.probe.Visit;

/**
 * Drives a responder through the path, a connection for each trial, and says what the path did. A
 * negative reply that the responder did not make is a refusal by the path, which is honest; a
 * positive one, or a change of what arrived, is not.
 */
public final class TwoEnds {
  /** A path that holds back each reply would take hours. */
  private static final int MINUTES = 20;

  private static final Duration LONGEST = Duration.ofMinutes(MINUTES);

  /** Of those that show the same; the others are counted. */
  private static final int TRIALS_NAMED = 5;

  /** Trials that break each time; when there are so many, the path is known to break. */
  private static final int AGAIN = 5;

  private final InetSocketAddress address;
  private final int wait;
  private final int pause;
  private final Consumer<Visit> listener;
  private final List<Observation> seen = new ArrayList<>();
  private final List<Visit> visits = new ArrayList<>();
  private final List<String> compared = new ArrayList<>();
  private final List<String> left = new ArrayList<>();
  private final List<String> once = new ArrayList<>();
  private int again = AGAIN;
  private boolean secure;
  private boolean connected;
  private boolean complete = true;

  /**
   * Of a path.
   *
   * @param wait milliseconds for each piece of a reply
   * @param pause milliseconds between two segments
   * @param listener hears of each trial when it is over
   */
  public TwoEnds(InetSocketAddress address, int wait, int pause, Consumer<Visit> listener) {
    this.address = address;
    this.wait = wait;
    this.pause = pause;
    this.listener = listener;
  }

  /**
   * What was seen, in order. What several trials show in the same words, as a greeting, is there
   * once, with the names of the trials.
   */
  public List<Observation> seen() {
    Map<String, List<Observation>> alike = new LinkedHashMap<>();
    for (Observation each : seen) {
      alike.computeIfAbsent(each.subject() + "\n" + each.text(), _ -> new ArrayList<>()).add(each);
    }
    return alike.values().stream().map(this::together).toList();
  }

  private Observation together(List<Observation> alike) {
    List<String> trials = alike.stream().map(Observation::where).distinct().toList();
    String first = String.join("; ", trials.subList(0, Math.min(trials.size(), TRIALS_NAMED)));
    String more =
        trials.size() > TRIALS_NAMED ? "; and " + (trials.size() - TRIALS_NAMED) + " more" : "";
    Observation one = alike.getFirst();
    return Observation.fact(one.subject(), one.text(), shown() + ", " + first + more, "");
  }

  /** The trials, as reports draw them. */
  public List<Visit> visits() {
    return List.copyOf(visits);
  }

  /** Names of the trials whose two records were compared, in order. */
  public List<String> compared() {
    return List.copyOf(compared);
  }

  /** Names of the trials that were not made, with the keyword that is not offered. */
  public List<String> left() {
    return List.copyOf(left);
  }

  /** Names of the trials that broke off or stalled, and did not when they were made again. */
  public List<String> once() {
    return List.copyOf(once);
  }

  public boolean isConnected() {
    return connected;
  }

  /**
   * False if a record could not be fetched, or there was none, so that nobody knows what arrived.
   */
  public boolean isComplete() {
    return complete && !compared.isEmpty();
  }

  /**
   * Runs all trials; ends early if their time of {@value #MINUTES} minutes is over, the first
   * connection fails or the thread is interrupted.
   */
  public void run() {
    TlsDemand demand = TlsDemand.of(address, wait);
    secure = demand.isMade();
    if (secure) {
      seen.add(Observation.fact("path-wants-tls", demand.refusal(), "an envelope in clear", ""));
    }
    long deadline = System.nanoTime() + LONGEST.toNanos();
    for (Trial trial : Trials.all()) {
      if (System.nanoTime() - deadline > 0 || !run(trial, deadline)) {
        connected = true; // nobody knows, so nobody says otherwise
        complete = false;
        return;
      }
      if (!connected) {
        return;
      }
    }
  }

  /**
   * False if it was interrupted: then its silences are ours, and accuse nobody. What broke off or
   * stalled is tried again, since a network that loses packets does that once in a while, and a box
   * does it each time.
   */
  private boolean run(Trial trial, long deadline) {
    PathFacts facts = attempt(trial, deadline);
    if (facts.isBroken() && connected && again > 0 && !Thread.currentThread().isInterrupted()) {
      facts = attempt(trial, deadline);
      if (facts.isBroken()) {
        again--;
      } else {
        once.add(trial.name());
      }
    }
    complete &= facts.hasRecord();
    seen.addAll(facts.seen());
    return !Thread.currentThread().isInterrupted();
  }

  private PathFacts attempt(Trial trial, long deadline) {
    String token = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    token = token.toUpperCase(Locale.ROOT);
    PathFacts facts = new PathFacts(trial.name(), token);
    Instant start = Instant.now();
    try {
      Tape own;
      long micros;
      try (Caller caller = new Caller(address, wait, pause)) {
        connected = true;
        if (!new Talk(caller, trial, facts, address.getHostString(), secure).run(token)) {
          left.add(trial.name() + " (no " + trial.needs() + ")");
          return facts;
        }
        own = caller.tape();
        micros = caller.connected();
      }
      visited(TrialVisit.of(trial, shown(), start, micros, own));
      facts.compare(own, new Fetch(address, wait, secure, deadline).of(token));
      if (!compared.contains(trial.name())) {
        compared.add(trial.name());
      }
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        return new PathFacts(trial.name(), token);
      }
      String why = Printable.of(String.valueOf(e.getMessage()));
      facts.add(PathFacts.NO_RECORD, why);
      if (!connected) {
        visited(TrialVisit.failed(trial, shown(), start, why));
      }
    }
    return facts;
  }

  private void visited(Visit visit) {
    visits.add(visit);
    listener.accept(visit);
  }

  private String shown() {
    return Addresses.print(address);
  }
}
