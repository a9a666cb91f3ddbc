package org.mailguard.lab;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.mailguard.events.MessageId;
import org.mailguard.lab.CommandJudge.Judgement;
import org.mailguard.lab.ExpectedReplies.Kind;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Reply;

/**
 * Commands as an editor without {@link org.mailguard.policy.Laboratory.Defect#SEGMENTS} has them:
 * it holds octets back until CR LF is there, and judges the line whole. A line with a stray CR or
 * LF in it, or a NUL, could be two for a server that is less strict: all of it is overwritten.
 *
 * <p>Bound: the command line of the policy's limits, which ends the session.
 */
final class CommandLines {
  static final Reply OK = Reply.of(250, "OK");

  private final EditorState state;
  private final CommandJudge judge;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private byte last;
  private boolean broken;

  CommandLines(EditorState state, CommandJudge judge) {
    this.state = state;
    this.judge = judge;
  }

  /** Takes octets up to the end of a line. */
  void octets(ByteBuffer in) {
    int limit = state.policy().limits().commandLine();
    while (in.hasRemaining()) {
      byte octet = in.get();
      if (octet == '\n' && last == '\r') {
        byte[] line = held.toByteArray();
        boolean whole = !broken;
        begin();
        line(line, whole);
        return;
      }
      if (last == '\r' || octet == '\n' || octet == 0) {
        broken = true;
      }
      if (last == '\r') {
        held.write(last);
      }
      if (octet != '\r') {
        held.write(octet);
      }
      last = octet;
      if (held.size() > limit) {
        String rule = state.policy().name() + " limit line " + limit;
        state.wires().note(MessageId.LINE_TOO_LONG, rule, "", "", "");
        state.wires().close(true, "line too long");
        return;
      }
    }
  }

  private void begin() {
    held.reset();
    last = 0;
    broken = false;
  }

  private void line(byte[] line, boolean whole) {
    Judgement judgement = whole ? judge.of(Octets.copyOf(line), true) : judge.ofBroken(line.length);
    switch (judgement) {
      case Judgement.Passed(Octets octets, var verb) -> {
        state.wires().lineToServer(octets);
        state.lineForwarded(Kind.of(verb));
      }
      case Judgement.Overwritten(Octets octets) -> {
        state.wires().lineToServer(octets);
        state.lineForwarded(Kind.OTHER);
      }
      case Judgement.Swallowed _ -> state.expected().addOwn(OK, MessageId.COMMAND_SWALLOWED);
      case Judgement.Ended _ -> {}
    }
  }
}
