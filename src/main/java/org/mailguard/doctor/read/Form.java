package org.mailguard.doctor.read;

import java.util.Locale;

/** What an input can be. */
enum Form {
  CAPTURE,
  TRANSCRIPT,
  LOG,
  BOUNCE,
  /** Text of no known form, read as if somebody had pasted an error message. */
  TEXT,
  /** Nothing that can be read. */
  UNREADABLE;

  /** As in reports: {@code capture}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
