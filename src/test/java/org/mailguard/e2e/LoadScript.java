package org.mailguard.e2e;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** What a {@link LoadClient} says, and what it must be told. */
final class LoadScript {
  private final List<Turn> turns = new ArrayList<>();

  /**
   * One turn of the client.
   *
   * @param said octets that the client sends
   * @param answer how the reply must begin; "" if there is none yet, and the client holds still
   *     until it is told to go on
   */
  record Turn(String said, String answer) {}

  private LoadScript() {}

  /** A client that must be greeted with {@code greeting}, or the beginning of it. */
  static LoadScript greeted(String greeting) {
    return new LoadScript().turn("", greeting).turn("EHLO client.test\r\n", "250");
  }

  /** A message to one recipient. */
  LoadScript message(String id) {
    return envelope(1).turn("DATA\r\n", "354").turn(LoadMessage.of(id).wire(), "250");
  }

  /** A message to one recipient, and a pause in the middle of it. */
  LoadScript messageWithPause(String id) {
    LoadMessage message = LoadMessage.of(id);
    return envelope(1)
        .turn("DATA\r\n", "354")
        .turn(message.first(), "")
        .turn(message.rest(), "250");
  }

  /** A message to as many recipients as there may be, and to one more who is refused. */
  LoadScript messageToLimit(String id, int recipients) {
    return envelope(recipients)
        .turn("RCPT TO:<beyond@load.test>\r\n", "452 4.5.3 MG-5-750109")
        .turn("DATA\r\n", "354")
        .turn(LoadMessage.of(id).wire(), "250");
  }

  LoadScript quit() {
    return turn("QUIT\r\n", "221");
  }

  Queue<Turn> turns() {
    return new ArrayDeque<>(turns);
  }

  private LoadScript envelope(int recipients) {
    turn("MAIL FROM:<sender@client.test>\r\n", "250");
    for (int i = 0; i < recipients; i++) {
      turn("RCPT TO:<user" + i + "@load.test>\r\n", "250");
    }
    return this;
  }

  private LoadScript turn(String said, String answer) {
    turns.add(new Turn(said, answer));
    return this;
  }
}
