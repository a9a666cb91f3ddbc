package org.mailguard.inspect;

import org.jspecify.annotations.Nullable;

/** A part that is open: the message, a multipart, a message inside, or what they hold. */
final class Level {
  int number;
  int depth;
  long contentBegin;

  /** Of a multipart that was entered, without blanks at its end. */
  byte @Nullable [] boundary;

  boolean digest;
  boolean delimited;
  boolean closed;

  void begin(int part, int atDepth) {
    number = part;
    depth = atDepth;
    contentBegin = -1;
    boundary = null;
    digest = false;
    delimited = false;
    closed = false;
  }
}
