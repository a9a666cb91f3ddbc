package org.mailguard.smtp;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Writes content as mail data: puts a dot before each line that begins with one, and the end mark
 * behind the last (RFC 5321 section 4.5.2). It alone does either, so a message that was changed on
 * its way cannot have an end in it that its sender did not write (reference: threats R4, E-17).
 *
 * <p>What is written is collected in one buffer of fixed size, which is given out when it is full
 * and at {@link #flush}. A CR LF at its end stays, so that the end mark leaves in one piece. A line
 * begins behind every LF: also one that is no end of line here begins a line for some server.
 */
public final class DataWriter {
  private static final byte[] CRLF = {'\r', '\n'};
  private static final byte[] END = {'.', '\r', '\n'};

  private final byte[] octets;
  private final Consumer<ByteBuffer> out;
  private int length;
  private boolean lineBegins = true;

  /**
   * A writer of one message.
   *
   * @param capacity of the buffer, 16 at least
   * @param out is given octets to be read before it returns
   */
  public DataWriter(int capacity, Consumer<ByteBuffer> out) {
    octets = new byte[capacity];
    this.out = out;
  }

  /** Writes what stands from the position of {@code content} to its limit, and moves neither. */
  public void write(ByteBuffer content) {
    int at = content.position();
    int limit = content.limit();
    while (at < limit) {
      if (lineBegins && content.get(at) == '.') {
        putDot();
      }
      int lf = LineFeed.next(content, at, limit);
      lineBegins = lf < limit;
      int end = lineBegins ? lf + 1 : limit;
      put(content, at, end);
      at = end;
    }
  }

  public void write(byte[] content) {
    write(ByteBuffer.wrap(content));
  }

  private void putDot() {
    if (length == octets.length) {
      flush();
    }
    octets[length++] = '.';
  }

  private void put(ByteBuffer in, int from, int to) {
    int at = from;
    while (at < to) {
      if (length == octets.length) {
        flush();
      }
      int count = Math.min(to - at, octets.length - length);
      in.get(at, octets, length, count);
      length += count;
      at += count;
    }
  }

  /** Gives out what is there, but for a CR LF, or a CR, at its end. */
  public void flush() {
    int kept = 0;
    if (length > 0 && octets[length - 1] == '\r') {
      kept = 1;
    } else if (length > 1 && octets[length - 1] == '\n' && octets[length - 2] == '\r') {
      kept = 2;
    }
    give(length - kept);
  }

  private void give(int count) {
    if (count > 0) {
      out.accept(ByteBuffer.wrap(octets, 0, count));
      System.arraycopy(octets, count, octets, 0, length - count);
      length -= count;
    }
  }

  /** Gives out all of it: what follows is written by somebody else. */
  public void drain() {
    give(length);
  }

  /** The message is over. */
  public void end() {
    if (!lineBegins) {
      write(CRLF);
    }
    if (length + END.length > octets.length) {
      flush();
    }
    put(ByteBuffer.wrap(END), 0, END.length);
    give(length);
  }
}
