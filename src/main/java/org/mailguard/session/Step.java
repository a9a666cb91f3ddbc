package org.mailguard.session;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailguard.events.Intervention;
import org.mailguard.events.MessageId;
import org.mailguard.smtp.ClientLine;
import org.mailguard.smtp.Reply;
import org.mailguard.smtp.ServerReply;

/**
 * What is to be done next. Made by an {@link Intermediary}, executed by whoever drives it, in the
 * order in which they come and before the next event goes in: a step may speak of octets of the
 * buffer that the event brought.
 */
public sealed interface Step {

  /** Open the connection to the server. */
  record Connect() implements Step {}

  /** To the server. */
  record Forward(ClientLine line) implements Step {}

  /**
   * Mail data to the server: {@code length} octets from index {@code from} of the client's buffer.
   */
  record PassToServer(int from, int length) implements Step {}

  /**
   * Mail data to the server that is in no buffer: held back octets, the end mark, or what was
   * changed. To be read by a duplicate, and now: the octets are others when the next step comes.
   */
  record Emit(ByteBuffer octets) implements Step {}

  /**
   * Octets to the client that are no reply of the guard's making: what a box of the laboratory made
   * of the server's. To be read as those of {@link Emit}. No session of the guard's has it.
   */
  record EmitToClient(ByteBuffer octets) implements Step {}

  /** The server's reply, perhaps rewritten, to the client. */
  record Relay(ServerReply reply) implements Step {}

  /** To the client, from the server's buffer: only once TLS has made both sides opaque. */
  record PassToClient(int from, int length) implements Step {}

  /** The guard's own words to the client; the server knows nothing of it. */
  record Answer(Reply reply, MessageId why) implements Step {}

  /**
   * Something for the record. Texts are printable; {@code before} and {@code after} may be empty.
   *
   * @param intervention what was done to the session, or null if something just happened
   */
  record Note(
      MessageId id,
      String rule,
      String detail,
      String before,
      String after,
      @Nullable Intervention intervention)
      implements Step {

    /** One of each, since they are made in nearly every session. */
    private static final Map<MessageId, Note> UNHEARD =
        Arrays.stream(MessageId.values())
            .collect(
                Collectors.toUnmodifiableMap(id -> id, id -> new Note(id, "", "", "", "", null)));

    /** Something that is only to be counted, since nobody would hear of it. */
    static Note unheard(MessageId id) {
      return Objects.requireNonNull(UNHEARD.get(id));
    }
  }

  /** Reset both connections: nothing more is said on either. */
  record Reset(String reason) implements Step {}

  /**
   * Close the connection to the server, and do not take anything more from it.
   *
   * @param abort true if a message is under way, so that the server must not take the end of the
   *     stream for anything but a loss
   */
  record CloseServer(boolean abort) implements Step {}

  /**
   * Close both connections when everything written so far has left. {@code reason} is for the
   * record.
   */
  record Close(String reason) implements Step {}
}
