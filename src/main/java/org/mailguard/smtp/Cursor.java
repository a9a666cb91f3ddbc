package org.mailguard.smtp;

import org.jspecify.annotations.Nullable;
import org.mailguard.smtp.SyntaxError.Kind;

/**
 * A place in a line that is being parsed, and what was found wrong there.
 *
 * <p>The parsers take what the grammar wants and move on; the first thing that it does not want is
 * recorded by {@link #fail} with the kind of answer that fits the part of the line they are in
 * ({@link #judgeAs}). A parser that failed returns null or false, and its callers return at once.
 */
final class Cursor {
  /** What {@link #peek} sees behind the last octet; no octet has this value. */
  static final int END = -1;

  private final byte[] line;
  private int end;
  private int position;
  private Kind kind = Kind.COMMAND;
  private @Nullable SyntaxError error;

  Cursor(byte[] line, int end) {
    this.line = line;
    this.end = end;
  }

  /** The line goes on up to here. */
  void extendTo(int later) {
    end = later;
  }

  int position() {
    return position;
  }

  boolean atEnd() {
    return position == end;
  }

  /** The next octet, 0 to 255, or {@link #END}. */
  int peek() {
    return position < end ? line[position] & 0xff : END;
  }

  void advance() {
    position++;
  }

  /** Passes {@code ascii} if it stands here. */
  boolean take(char ascii) {
    if (peek() != ascii) {
      return false;
    }
    position++;
    return true;
  }

  /** Passes {@code upper}, a word in upper case, if it stands here in whatever case. */
  boolean take(String upper) {
    if (end - position < upper.length()) {
      return false;
    }
    for (int i = 0; i < upper.length(); i++) {
      if (Ascii.upper(line[position + i]) != upper.charAt(i)) {
        return false;
      }
    }
    position += upper.length();
    return true;
  }

  /**
   * Passes {@code upper}, a word in upper case, in whatever case it stands here; if it does not,
   * records at the first octet that differs that {@code expected} is missing.
   */
  boolean expect(String upper, String expected) {
    for (int i = 0; i < upper.length(); i++) {
      if (Ascii.upper(peek()) != upper.charAt(i)) {
        return fail(expected);
      }
      position++;
    }
    return true;
  }

  void skipSpaces() {
    while (take(' ')) {
      // a run of spaces counts as one
    }
  }

  /** Passes one non-ASCII character; anything but strict UTF-8 is an error. */
  boolean takeUtf8() {
    int length = Utf8.sequence(line, position, end);
    if (length == 0) {
      judgeAs(Kind.ENCODING);
      return fail("UTF-8 without control characters");
    }
    position += length;
    return true;
  }

  /**
   * Passes a number of at most {@code maximumDigits} digits, 0 to 2^63-1; -1 after recording that
   * {@code expected} is missing.
   */
  long takeNumber(int maximumDigits, String expected) {
    int start = position;
    long number = 0;
    while (Ascii.isDigit(peek())) {
      int digit = peek() - '0';
      if (position - start == maximumDigits || number > (Long.MAX_VALUE - digit) / 10) {
        failAt(start, expected);
        return -1;
      }
      number = number * 10 + digit;
      position++;
    }
    if (position == start) {
      fail(expected);
      return -1;
    }
    return number;
  }

  /** True if {@code ascii} stands somewhere in what is left of the line. */
  boolean sees(char ascii) {
    for (int i = position; i < end; i++) {
      if (line[i] == ascii) {
        return true;
      }
    }
    return false;
  }

  /** What was passed since {@code start}. */
  Octets since(int start) {
    return Octets.copyOf(line, start, position - start);
  }

  /** True if what was passed since {@code start} is {@code upper}, in whatever case. */
  boolean isSince(int start, Octets upper) {
    if (position - start != upper.length()) {
      return false;
    }
    for (int i = 0; i < upper.length(); i++) {
      if (Ascii.upper(line[start + i]) != upper.at(i)) {
        return false;
      }
    }
    return true;
  }

  /** The verb that was passed since {@code start}, or null if it is none of ours. */
  @Nullable Verb verbSince(int start) {
    return Verb.named(line, start, position);
  }

  /** Goes back to a place that was passed. */
  void returnTo(int earlier) {
    position = earlier;
  }

  /** From here on, what is wrong is answered as {@code kind}. */
  void judgeAs(Kind kind) {
    this.kind = kind;
  }

  /** Records that {@code expected} should stand here. Always false, for callers that return it. */
  boolean fail(String expected) {
    return failAt(position, expected);
  }

  boolean failAt(int offset, String expected) {
    if (error == null) {
      error = new SyntaxError(kind, offset, expected);
    }
    return false;
  }

  /** True at the end of the line; a further word is an error. */
  boolean expectEnd() {
    skipSpaces();
    return atEnd() || fail("the end of the line");
  }

  /** What {@link #fail} recorded. */
  SyntaxError error() {
    if (error == null) {
      throw new IllegalStateException("nothing has failed");
    }
    return error;
  }
}
