package org.mailguard.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mailguard.console.ScreenTranscript.Step;

/** Plays transcripts against a reception, over a {@link FakeTerminal}. */
final class ScreenPlayer {
  private static final Duration LONGEST_STEP = Duration.ofSeconds(20);

  private ScreenPlayer() {}

  /** What is played: a shell, or what stands for it. */
  interface Session {
    void serve(Screen screen) throws SessionEnded;
  }

  /** Types all, and compares; or writes the file anew with {@code -Dmailguard.regenerate}. */
  static void play(ScreenTranscript transcript, Session session) throws Exception {
    FakeTerminal terminal =
        new FakeTerminal(transcript.kind().columns(), transcript.kind().equals(TerminalKind.PIPE));
    LineScreen screen = new LineScreen(transcript.kind(), terminal, Duration.ZERO);
    FutureTask<@Nullable Void> task =
        new FutureTask<>(() -> {
          try {
            session.serve(screen);
          } catch (SessionEnded e) {
            // the transcript is over
          }
          return null;
        });
    Thread serving = Thread.ofVirtual().start(task);
    List<Step> seen = new ArrayList<>();
    try {
      settle(screen, serving);
      for (Step step : transcript.steps()) {
        int from = terminal.row();
        byte[] typed = KeyNames.typed(step.typed()).getBytes(UTF_8);
        screen.type(typed, 0, typed.length);
        settle(screen, serving);
        int column = step.column() < 0 ? -1 : terminal.column();
        seen.add(new Step(step.typed(), terminal.lines(Math.min(from, terminal.row())), column));
      }
    } finally {
      screen.end();
      task.get(LONGEST_STEP.toSeconds(), TimeUnit.SECONDS); // throws what the session threw
    }
    if (System.getProperty("mailguard.regenerate") != null) {
      transcript.write(seen);
    } else {
      assertThat(seen).as(transcript.file().toString()).isEqualTo(transcript.steps());
    }
  }

  /** Waits until all that was typed is worked off. */
  static void settle(LineScreen screen, Thread serving) throws InterruptedException {
    long until = System.nanoTime() + LONGEST_STEP.toNanos();
    while (!screen.isWaiting() && serving.isAlive()) {
      assertThat(System.nanoTime()).as("a step that takes too long").isLessThan(until);
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }
}
