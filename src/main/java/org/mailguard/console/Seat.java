package org.mailguard.console;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What changes while an operator is there: his level, his mode, his terminal. */
final class Seat {
  /** So many of his lines are kept for {@code show history}. */
  private static final int LINES = 50;

  private final Deque<String> lines = new ArrayDeque<>();
  private volatile Operator who;
  private volatile @Nullable Editing editing;
  private int page;
  private boolean leaving;
  private boolean failed;

  private volatile Instant typed;

  Seat(Operator who, int page, Instant now) {
    this.who = who;
    this.page = page;
    this.typed = now;
  }

  /** When he typed his last line. */
  Instant typed() {
    return typed;
  }

  Operator who() {
    return who;
  }

  void become(Operator other) {
    who = other;
  }

  /** From level 2 on the prompt ends with {@code #}. */
  boolean privileged() {
    return who.level() > 1;
  }

  Optional<Editing> editing() {
    return Optional.ofNullable(editing);
  }

  void edit(Editing begun) {
    editing = begun;
  }

  void leaveEditing() {
    editing = null;
  }

  /** Lines to a page; 0 for no pages. */
  int page() {
    return page;
  }

  void page(int length) {
    page = length;
  }

  boolean leaving() {
    return leaving;
  }

  void leave() {
    leaving = true;
  }

  /** True if a command has failed: a script that pipes commands in wants to know. */
  boolean failed() {
    return failed;
  }

  void fail() {
    failed = true;
  }

  /** A line as it may be shown: without passwords. */
  void remember(String line, Instant now) {
    typed = now;
    lines.addLast(line);
    if (lines.size() > LINES) {
      lines.removeFirst();
    }
  }

  List<String> remembered() {
    return List.copyOf(lines);
  }
}
