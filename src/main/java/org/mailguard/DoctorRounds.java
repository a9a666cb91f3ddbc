package org.mailguard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.probe.Target;
import org.mailguard.doctor.probe.Visit;
import org.mailguard.doctor.report.Diagnosis;
import org.mailguard.doctor.report.Doctor;

/**
 * Goes round the targets, {@value #AT_ONCE} at a time, each in a thread of its own. SIGINT or
 * SIGTERM stops all of them, and what is known then is reported; a second one ends the program.
 */
final class DoctorRounds {
  private static final int AT_ONCE = 8;

  private final Asks asks;
  private final DoctorScreen screen;
  private final UnaryOperator<Diagnosis> shown;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final Map<Target, Diagnosis> known = new ConcurrentHashMap<>();

  /** Makes the diagnosis of one target; ends soon when its thread is interrupted. */
  interface Asks {
    Diagnosis diagnose(Target target, Doctor.Progress progress);

    /** What is seen only when all diagnoses lie beside each other; in the same order. */
    default List<Diagnosis> together(List<Diagnosis> alone) {
      return alone;
    }

    static Asks of(Doctor doctor) {
      return new Asks() {
        @Override
        public Diagnosis diagnose(Target target, Doctor.Progress progress) {
          return doctor.diagnose(target, progress);
        }

        @Override
        public List<Diagnosis> together(List<Diagnosis> alone) {
          return doctor.together(alone);
        }
      };
    }
  }

  DoctorRounds(Asks asks, DoctorScreen screen, UnaryOperator<Diagnosis> shown) {
    this.asks = asks;
    this.screen = screen;
    this.shown = shown;
  }

  /** The diagnoses, in the order of the targets. */
  List<Diagnosis> run(List<Target> targets) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (Target target : targets) {
      threads.add(Thread.ofVirtual().name("doctor " + target.typed()).unstarted(() -> see(target)));
    }
    StopSignals.on(() -> {
      screen.stops();
      threads.forEach(Thread::interrupt);
    });
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    return together(targets);
  }

  /** What is found only now is said again, since others have heard of the target before. */
  private List<Diagnosis> together(List<Target> targets) {
    List<Diagnosis> alone = targets.stream().map(this::known).toList();
    List<Diagnosis> together = asks.together(alone);
    for (int i = 0; i < alone.size(); i++) {
      if (!together.get(i).equals(alone.get(i))) {
        screen.finished(shown.apply(together.get(i)));
      }
    }
    return together.stream().map(shown).toList();
  }

  private Diagnosis known(Target target) {
    Diagnosis last = known.get(target);
    return last != null
        ? last
        : new Diagnosis(
            target.typed(), Verdict.INCONCLUSIVE, List.of(), List.of("It was not asked."));
  }

  private void see(Target target) {
    try {
      places.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      asks.diagnose(
          target,
          new Doctor.Progress() {
            @Override
            public void visited(Visit visit) {
              screen.visited(target.typed(), visit);
            }

            @Override
            public void known(Diagnosis soFar) {
              known.put(target, soFar);
            }
          });
      screen.finished(shown.apply(known(target)));
    } finally {
      places.release();
    }
  }
}
