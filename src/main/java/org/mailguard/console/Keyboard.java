package org.mailguard.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mailguard.console.SessionEnded.Reason;

/**
 * What an operator typed and nobody has read yet. A door puts octets in and waits while it is full,
 * so that a paste of any length is as fast as its lines are worked off; the session takes
 * characters out. Octets are UTF-8; what is none becomes U+FFFD. Every end of line, CR, LF, CR LF
 * or CR NUL (RFC 854), comes out as one CR.
 */
final class Keyboard {
  /** Characters that may wait. */
  static final int AHEAD = 4096;

  /** What {@link #take} answers when nothing came in time. */
  static final int EXPIRED = -2;

  /** What {@link #take} answers when nothing will come any more. */
  static final int END = -1;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final CharsetDecoder decoder =
      UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final char[] ring = new char[AHEAD];
  private final ByteBuffer octets = ByteBuffer.allocate(256);
  private final CharBuffer decoded = CharBuffer.allocate(256);
  private final Duration idle;
  private int first;
  private int count;
  private boolean behindCr;
  private boolean hungUp;
  private int takers;
  private long lastKey = System.nanoTime();
  private @Nullable Reason ended;

  /**
   * @param idle without a key for so long, a session that waits for one is over; zero for never
   */
  Keyboard(Duration idle) {
    this.idle = idle;
  }

  /** Takes octets from the door's thread; returns when all are in, or nobody will read them. */
  void type(byte[] typed, int from, int to) throws InterruptedException {
    int at = from;
    while (at < to) {
      int length = Math.min(to - at, octets.remaining());
      octets.put(typed, at, length).flip();
      at += length;
      decoder.decode(octets, decoded, false);
      octets.compact();
      decoded.flip();
      while (decoded.hasRemaining()) {
        put(decoded.get());
      }
      decoded.clear();
    }
  }

  private void put(char key) throws InterruptedException {
    boolean secondOfTwo = behindCr && (key == '\n' || key == 0);
    behindCr = key == '\r';
    if (secondOfTwo) {
      return;
    }
    lock.lock();
    try {
      while (count == AHEAD && ended == null) {
        changed.await();
      }
      if (ended == null) {
        ring[(first + count) % AHEAD] = key == '\n' ? '\r' : key;
        count++;
        lastKey = System.nanoTime();
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The door has no more; what was typed before is still read. */
  void hangUp() {
    lock.lock();
    try {
      hungUp = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more is read. The first reason stays. */
  void end(Reason reason) {
    lock.lock();
    try {
      if (ended == null) {
        ended = reason;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Why nothing more comes. */
  Reason reason() {
    lock.lock();
    try {
      return ended == null ? Reason.CLOSED : ended;
    } finally {
      lock.unlock();
    }
  }

  /** From now the time without a key is measured: what a command took does not count. */
  void expectKey() {
    lock.lock();
    try {
      lastKey = System.nanoTime();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next character.
   *
   * @param millis how long to wait; 0 for as long as it takes
   * @param remove whether the next call shall have another one
   * @return the character, {@link #EXPIRED} or {@link #END}
   */
  int take(long millis, boolean remove) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    lock.lock();
    try {
      while (count == 0 || ended != null) {
        if (ended != null || hungUp) {
          return END;
        }
        long now = System.nanoTime();
        if (!idle.isZero() && now - lastKey >= idle.toNanos()) {
          ended = Reason.IDLE;
          changed.signalAll();
          return END;
        }
        if (millis > 0 && now >= until) {
          return EXPIRED;
        }
        await(millis > 0 ? until - now : Long.MAX_VALUE, now);
      }
      char key = ring[first];
      if (remove) {
        first = (first + 1) % AHEAD;
        count--;
        changed.signalAll();
      }
      return key;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes what is plain text of what waits, and stops before the first character that a key map
   * might have a meaning for. So a paste is drawn once and not once for each of its characters.
   */
  String takeText() {
    lock.lock();
    try {
      StringBuilder text = new StringBuilder();
      while (count > 0 && ended == null && isText(ring[first])) {
        text.append(ring[first]);
        first = (first + 1) % AHEAD;
        count--;
      }
      changed.signalAll();
      return text.toString();
    } finally {
      lock.unlock();
    }
  }

  private static boolean isText(char key) {
    return key >= ' ' && key != '?' && key < 0x7f;
  }

  @SuppressWarnings("WaitNotInLoop") // the loop is around the call
  private void await(long nanos, long now) throws InterruptedException {
    long left = idle.isZero() ? nanos : Math.min(nanos, idle.toNanos() - (now - lastKey));
    takers++;
    try {
      // Woken early or late makes no difference: the loop around it looks at the clock again.
      long _ = changed.awaitNanos(left);
    } finally {
      takers--;
    }
  }

  /** True if all that was typed is worked off and somebody waits for more. */
  boolean isWaitedFor() {
    lock.lock();
    try {
      return count == 0 && takers > 0;
    } finally {
      lock.unlock();
    }
  }
}
