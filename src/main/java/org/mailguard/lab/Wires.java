package org.mailguard.lab;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mailguard.events.MessageId;
import org.mailguard.session.Step;
import org.mailguard.session.Steps;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Reply;

/** The two connections of a {@link Device}, and all that it can do with them. */
final class Wires {
  private @Nullable Steps steps;
  private boolean closed;
  private int serial;

  /** Where the steps of the event that follows go. */
  void direct(Steps to) {
    steps = to;
  }

  void toServer(byte[] octets) {
    if (octets.length > 0) {
      step(new Step.Emit(ByteBuffer.wrap(octets)));
    }
  }

  /** A whole line. */
  void lineToServer(Octets line) {
    toServer(withEnd(line));
  }

  /** Octets of the client's segment as they are: {@code length} of them from index {@code from}. */
  void passToServer(int from, int length) {
    if (length > 0) {
      step(new Step.PassToServer(from, length));
    }
  }

  void toClient(byte[] octets) {
    if (octets.length > 0) {
      step(new Step.EmitToClient(ByteBuffer.wrap(octets)));
    }
  }

  /** Octets of the server as they are: {@code length} of them from index {@code from}. */
  void passToClient(int from, int length) {
    if (length > 0) {
      step(new Step.PassToClient(from, length));
    }
  }

  /** Something that the device says itself. */
  void answer(Reply reply, MessageId why) {
    step(new Step.Answer(reply, why));
  }

  /** Texts are printable, and may be empty. */
  void note(MessageId id, String rule, String detail, String before, String after) {
    step(new Step.Note(id, rule, detail, before, after, null));
  }

  void step(Step step) {
    Steps to = steps;
    if (to == null) {
      throw new IllegalStateException("a device acts, and nothing happened");
    }
    if (!closed) {
      to.take(step);
    }
  }

  /**
   * Both connections end, and nothing is said.
   *
   * @param abort true if the server must not take the end for that of a message
   */
  void close(boolean abort, String reason) {
    step(new Step.CloseServer(abort));
    step(new Step.Close(reason));
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  /** Something was waited for and came. */
  void progress() {
    serial++;
  }

  int serial() {
    return serial;
  }

  private static byte[] withEnd(Octets line) {
    byte[] octets = Arrays.copyOf(line.toByteArray(), line.length() + 2);
    octets[line.length()] = '\r';
    octets[line.length() + 1] = '\n';
    return octets;
  }
}
