package org.mailguard;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * SIGINT and SIGTERM, for a command that ends with what it has: the first one asks it to, a second
 * one of either ends the program at once, with the status that a shell has for it.
 */
final class StopSignals {
  private StopSignals() {}

  /** Runs {@code stop} once, in a thread of its own. */
  static void on(Runnable stop) {
    AtomicBoolean asked = new AtomicBoolean();
    on("INT", 130, asked, stop);
    on("TERM", 143, asked, stop);
  }

  private static void on(String signal, int status, AtomicBoolean asked, Runnable stop) {
    Signals.on(
        signal,
        () -> {
          if (asked.getAndSet(true)) {
            Runtime.getRuntime().halt(status);
          }
          stop.run();
        });
  }
}
