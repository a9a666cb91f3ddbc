package org.mailguard.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of one Telnet connection: a thread of its own reads it from the first octet to
 * the last, so that options are answered at any time.
 */
final class TelnetSession {
  /** A client that knows options has begun with them by then; one that does not never will. */
  private static final long BEGIN_MILLIS = 1_000;

  /** One that has begun answers all of ours by then, also from the other side of the world. */
  private static final long ANSWER_MILLIS = 2_000;

  private final InputStream in;
  private final Consumer<String> tooMuch;
  private final TelnetOptions options;
  private final CountDownLatch answered = new CountDownLatch(1);
  private final CountDownLatch made = new CountDownLatch(1);
  private volatile @Nullable LineScreen screen;

  /** {@code tooMuch} hears of a client that is cut off because it goes on beyond a bound. */
  TelnetSession(InputStream in, OutputStream out, Consumer<String> tooMuch) throws IOException {
    this.in = in;
    this.tooMuch = tooMuch;
    this.options = new TelnetOptions(out);
    options.begin();
    Thread.ofVirtual().name("telnet client").start(this::read);
  }

  /** A screen as good as the client's terminal, as far as he tells of it in time. */
  LineScreen screen(OutputStream out, Duration idle) throws IOException {
    try {
      boolean told = answered.await(BEGIN_MILLIS, TimeUnit.MILLISECONDS);
      if (!told && options.isNegotiating()) {
        // Without the rest he gets a screen for what is known; he is asked no longer.
        boolean _ = answered.await(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
      }
      LineScreen one = new LineScreen(options.kind(), out, idle);
      screen = one;
      made.countDown();
      return one;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void read() {
    byte[] octets = new byte[1024];
    try {
      for (int count = in.read(octets); count > 0; count = in.read(octets)) {
        int keys = options.take(octets, count, this::resize);
        if (options.isAnswered()) {
          answered.countDown();
        }
        if (keys > 0) {
          answered.countDown();
          made.await();
          LineScreen one = screen;
          if (one != null) {
            one.type(octets, 0, keys);
          }
        }
      }
      hangUp();
    } catch (TelnetOptions.TooMuch e) {
      tooMuch.accept(String.valueOf(e.getMessage()));
      hangUp();
    } catch (IOException e) {
      hangUp();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void hangUp() {
    answered.countDown();
    try {
      made.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    LineScreen one = screen;
    if (one != null) {
      one.end(SessionEnded.Reason.CLOSED);
    }
  }

  private void resize() {
    LineScreen one = screen;
    if (one != null) {
      TerminalKind kind = options.kind();
      one.window(kind.columns(), kind.rows());
    }
  }
}
