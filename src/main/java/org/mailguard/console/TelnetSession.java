package org.mailguard.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of one Telnet connection: a thread of its own reads it from the first octet to
 * the last, so that options are answered at any time.
 */
final class TelnetSession {
  private final InputStream in;
  private final TelnetOptions options;
  private final CountDownLatch answered = new CountDownLatch(1);
  private final CountDownLatch made = new CountDownLatch(1);
  private volatile @Nullable LineScreen screen;

  TelnetSession(InputStream in, OutputStream out) throws IOException {
    this.in = in;
    this.options = new TelnetOptions(out);
    options.begin();
    Thread.ofVirtual().name("telnet client").start(this::read);
  }

  /** A screen as good as the client's terminal, of which he tells within so many milliseconds. */
  LineScreen screen(OutputStream out, Duration idle, long millis) throws IOException {
    try {
      boolean told = answered.await(millis, TimeUnit.MILLISECONDS);
      TerminalKind kind =
          told ? options.kind() : new TerminalKind(TerminalKind.Skill.ECHOES, 80, 24);
      LineScreen one = new LineScreen(kind, out, idle);
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
