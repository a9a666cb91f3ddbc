package org.mailguard;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An input that another thread can end: who waits for more then sees the end of the file. A read
 * from a pipe cannot be interrupted, so a thread of its own waits for it; when nobody wants its
 * octets any more it is left to itself, and ends with the input or with the program.
 */
final class EndableInput extends InputStream {
  private static final int PIECE = 64 * 1024;

  /** Pieces that are read ahead. */
  private static final int MOST = 16;

  private final InputStream in;
  private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
  private byte[] current = new byte[0];
  private int position;
  private boolean ended;
  private @Nullable IOException failure;

  private EndableInput(InputStream in) {
    this.in = in;
  }

  /** Begins to read; {@code in} is closed when it is read to its end. */
  static EndableInput of(InputStream in, String name) {
    EndableInput input = new EndableInput(in);
    Thread.ofPlatform().daemon().name("reads " + name).start(input::fill);
    return input;
  }

  private void fill() {
    try (in) {
      byte[] piece = new byte[PIECE];
      int length = in.read(piece);
      while (length >= 0 && put(Arrays.copyOf(piece, length))) {
        length = in.read(piece);
      }
      end();
    } catch (IOException e) {
      fail(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end();
    }
  }

  private synchronized boolean put(byte[] piece) throws InterruptedException {
    while (waiting.size() == MOST && !ended) {
      wait();
    }
    if (!ended) {
      waiting.add(piece);
      notifyAll();
    }
    return !ended;
  }

  private synchronized void fail(IOException why) {
    failure = ended ? null : why;
    ended = true;
    notifyAll();
  }

  /** Nothing comes behind what was read by now. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (position == current.length) {
      byte[] next = take();
      if (next == null) {
        return -1;
      }
      current = next;
      position = 0;
    }
    int count = Math.min(length, current.length - position);
    System.arraycopy(current, position, into, offset, count);
    position += count;
    return count;
  }

  private synchronized byte @Nullable [] take() throws IOException {
    try {
      while (waiting.isEmpty() && !ended) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
    byte[] next = waiting.poll();
    if (next == null && failure != null) {
      throw failure;
    }
    notifyAll();
    return next;
  }

  @Override
  public synchronized int available() {
    return current.length - position;
  }

  @Override
  public synchronized void close() {
    waiting.clear();
    end();
  }
}
