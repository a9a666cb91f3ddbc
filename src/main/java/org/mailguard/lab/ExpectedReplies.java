package org.mailguard.lab;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.mailguard.events.MessageId;
import org.mailguard.session.Waiting;
import org.mailguard.smtp.Reply;
import org.mailguard.smtp.Verb;

/**
 * The replies that a client is owed, in their order: the server's, and those that the device gives
 * itself and keeps until their turn has come.
 */
final class ExpectedReplies {

  /** What a reply of the server's can start besides being passed on. */
  enum Kind {
    EHLO,
    DATA,
    CONTENT,
    AUTH,
    STARTTLS,
    OTHER;

    static Kind of(@Nullable Verb verb) {
      if (verb == Verb.EHLO) {
        return EHLO;
      } else if (verb == Verb.DATA) {
        return DATA;
      } else if (verb == Verb.AUTH) {
        return AUTH;
      }
      return verb == Verb.STARTTLS ? STARTTLS : OTHER;
    }

    boolean opensMode() {
      return this == DATA || this == AUTH || this == STARTTLS;
    }
  }

  /**
   * One of them.
   *
   * @param words the device's, in place of a positive reply of the server's, or null
   * @param why the device answers and the server is not asked at all, or null
   */
  record Expected(Kind kind, @Nullable Reply words, @Nullable MessageId why) {}

  private final Wires wires;
  private final Deque<Expected> all = new ArrayDeque<>();

  ExpectedReplies(Wires wires) {
    this.wires = wires;
  }

  /** The server will answer. */
  void add(Kind kind) {
    all.add(new Expected(kind, null, null));
    wires.progress();
  }

  /** The server will answer, and the client gets {@code words} if the answer is a good one. */
  void addReplaced(Kind kind, Reply words) {
    all.add(new Expected(kind, words, null));
    wires.progress();
  }

  /** The device answers, when all before it was answered. */
  void addOwn(Reply words, MessageId why) {
    all.add(new Expected(Kind.OTHER, words, why));
    wires.progress();
    settle();
  }

  /** What the server's next reply answers, or null if nothing was asked. */
  @Nullable Expected head() {
    return all.peek();
  }

  /** The server answered. */
  @Nullable Expected take() {
    wires.progress();
    return all.poll();
  }

  /** Gives the device's own answers whose turn has come. */
  void settle() {
    Expected head = all.peek();
    while (head != null && head.words() != null && head.why() != null) {
      all.poll();
      wires.answer(head.words(), head.why());
      head = all.peek();
    }
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  int size() {
    return all.size();
  }

  /** True if a reply decides what the octets behind its command are. */
  boolean opensMode() {
    return all.stream().anyMatch(expected -> expected.kind().opensMode());
  }

  /** What is waited for outside of mail data. */
  Waiting waiting() {
    Expected head = all.peek();
    if (head == null) {
      return Waiting.COMMAND;
    }
    return switch (head.kind()) {
      case DATA -> Waiting.DATA_REPLY;
      case CONTENT -> Waiting.CONTENT_REPLY;
      case EHLO, AUTH, STARTTLS, OTHER -> Waiting.REPLY;
    };
  }
}
