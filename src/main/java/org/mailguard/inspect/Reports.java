package org.mailguard.inspect;

import java.util.EnumSet;
import java.util.Set;

/**
 * The way from the readers to the listener, with what is wanted, what is bounded, what was said.
 */
final class Reports {
  final ContentListener listener;
  final ContentLimits limits;
  final boolean lengths;
  final boolean fields;
  final boolean parts;
  final boolean signatures;

  private final EnumSet<ContentAnomaly> said = EnumSet.noneOf(ContentAnomaly.class);
  private long fieldCount;
  private long partCount;
  private int deepest;
  private long line;

  Reports(Set<ContentSubject> wanted, ContentLimits limits, ContentListener listener) {
    this.listener = listener;
    this.limits = limits;
    lengths = wanted.contains(ContentSubject.LENGTHS);
    fields = wanted.contains(ContentSubject.FIELDS);
    signatures = wanted.contains(ContentSubject.SIGNATURES);
    parts = signatures || wanted.contains(ContentSubject.PARTS);
  }

  /** A line of the message begins at {@code offset}. */
  void line(long offset) {
    line = offset;
  }

  void anomaly(ContentAnomaly kind, int part) {
    if (said.add(kind)) {
      listener.anomaly(kind, part, line);
    }
  }

  /** Counts one more header field; false if it is beyond the limit. */
  boolean nextField(int part) {
    if (fieldCount++ < limits.fields()) {
      return true;
    }
    anomaly(ContentAnomaly.TOO_MANY_FIELDS, part);
    return false;
  }

  /** Counts one more part and gives its number. */
  int nextPart(int depth) {
    int number = (int) Math.min(++partCount, Integer.MAX_VALUE);
    deepest = Math.max(deepest, depth);
    if (!isReported(number)) {
      anomaly(ContentAnomaly.TOO_MANY_PARTS, number);
    }
    return number;
  }

  boolean isReported(int part) {
    return parts && part <= limits.parts();
  }

  long fieldCount() {
    return fieldCount;
  }

  long partCount() {
    return partCount;
  }

  int deepest() {
    return deepest;
  }
}
