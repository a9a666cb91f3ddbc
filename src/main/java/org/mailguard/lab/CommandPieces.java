package org.mailguard.lab;

import java.nio.ByteBuffer;
import org.mailguard.events.MessageId;
import org.mailguard.lab.CommandJudge.Judgement;
import org.mailguard.lab.ExpectedReplies.Kind;
import org.mailguard.policy.Laboratory.Defect;
import org.mailguard.smtp.Octets;

/**
 * Commands as an editor with {@link Defect#SEGMENTS} has them: what a segment has of a line is
 * judged as if it were one, and goes on at once. A Telnet client that sends each octet as it is
 * typed gets X for all of them; CR and LF survive, and the server reads {@code XXXX} (reference:
 * cisco-mailguard 2.3 and 5.2, after Cisco's document 113423).
 *
 * <p>Made up here: what PIX 4.0 did, which swallowed what it did not know. Here it keeps the end of
 * such a line, too, and then says OK once.
 */
final class CommandPieces {
  private final EditorState state;
  private final CommandJudge judge;
  private boolean lineBegins = true;
  private boolean swallowing;
  private Kind kind = Kind.OTHER;

  CommandPieces(EditorState state, CommandJudge judge) {
    this.state = state;
    this.judge = judge;
  }

  /** Takes octets up to the end of a line, or all of the segment. */
  void octets(ByteBuffer in) {
    int from = in.position();
    while (in.hasRemaining()) {
      byte octet = in.get();
      if (octet == '\r' || octet == '\n') {
        piece(in, from, in.position() - 1);
        from = in.position();
        if (state.wires().isClosed()) {
          return;
        }
        if (!swallowing) {
          state.wires().toServer(new byte[] {octet});
        }
      }
      if (octet == '\n') {
        lineEnds();
        return;
      }
    }
    piece(in, from, in.position());
    state.wires().progress();
  }

  private void piece(ByteBuffer in, int from, int to) {
    if (from == to) {
      return;
    }
    byte[] octets = new byte[to - from];
    in.get(from, octets);
    Judgement judgement =
        hasNul(octets)
            ? judge.ofBroken(octets.length)
            : judge.of(Octets.copyOf(octets), lineBegins);
    switch (judgement) {
      case Judgement.Passed(Octets passed, var verb) -> {
        kind = lineBegins ? Kind.of(verb) : kind;
        state.wires().toServer(passed.toByteArray());
      }
      case Judgement.Overwritten(Octets other) -> state.wires().toServer(other.toByteArray());
      case Judgement.Swallowed _ -> swallowing = true;
      case Judgement.Ended _ -> {}
    }
    lineBegins = false;
  }

  private static boolean hasNul(byte[] octets) {
    for (byte octet : octets) {
      if (octet == 0) {
        return true;
      }
    }
    return false;
  }

  private void lineEnds() {
    Kind ended = kind;
    boolean own = swallowing;
    lineBegins = true;
    swallowing = false;
    kind = Kind.OTHER;
    if (own) {
      state.expected().addOwn(CommandLines.OK, MessageId.COMMAND_SWALLOWED);
    } else {
      state.lineForwarded(ended);
    }
  }
}
