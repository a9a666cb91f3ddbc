package org.mailguard.lab;

import java.nio.ByteBuffer;
import org.mailguard.events.MessageId;
import org.mailguard.lab.EditorState.Mode;
import org.mailguard.policy.Laboratory.Defect;
import org.mailguard.smtp.LineScanner;
import org.mailguard.smtp.Octets;

/** The client's octets on their way through a {@link StreamEditor}. */
final class ClientDirection {
  private final EditorState state;
  private final CommandLines lines;
  private final CommandPieces pieces;
  private final DataStream data;
  private final JudgedData judged;
  private final LineScanner base64 = new LineScanner();

  ClientDirection(EditorState state) {
    this.state = state;
    CommandJudge judge = new CommandJudge(state);
    lines = new CommandLines(state, judge);
    pieces = new CommandPieces(state, judge);
    data = new DataStream(state.wires(), state.has(Defect.SPLIT_MARK));
    judged = new JudgedData(state, judge);
  }

  /**
   * True if octets can be decided. A command that may open another mode holds up those behind it
   * until the server has answered, unless a defect opened the mode already.
   */
  boolean takesOctets() {
    return switch (state.mode()) {
      case GREETING -> false;
      case COMMANDS ->
          !state.expected().opensMode()
              && state.expected().size() < state.policy().limits().outstanding();
      case SASL, DATA, OPAQUE -> true;
    };
  }

  /** One segment. */
  void octets(ByteBuffer in) {
    data.segmentBegins();
    while (in.hasRemaining() && takesOctets() && !state.wires().isClosed()) {
      switch (state.mode()) {
        case GREETING -> throw new IllegalStateException("no octets are taken before the greeting");
        case COMMANDS -> command(in);
        case SASL -> sasl(in);
        case DATA -> data(in);
        case OPAQUE -> pass(in);
      }
    }
  }

  private void command(ByteBuffer in) {
    if (state.has(Defect.SEGMENTS)) {
      pieces.octets(in);
    } else {
      lines.octets(in);
    }
  }

  private void data(ByteBuffer in) {
    boolean ended = state.judgesData() ? judged.octets(in) : data.octets(in);
    if (ended) {
      state.serverTakesData(false);
      state.enter(Mode.COMMANDS);
      state.expected().add(ExpectedReplies.Kind.CONTENT);
      data.begin();
    }
  }

  /**
   * One line of base64, as it is: it is no command, and never shown. One that is broken could be
   * two for a server that is less strict, and ends the session.
   */
  private void sasl(ByteBuffer in) {
    switch (base64.scan(in, state.policy().limits().saslLine())) {
      case MORE -> {}
      case LINE -> {
        state.wires().lineToServer(Octets.copyOf(base64.line(), 0, base64.length()));
        state.enter(Mode.COMMANDS);
        state.expected().add(ExpectedReplies.Kind.AUTH);
      }
      case BARE_CR, BARE_LF, NUL -> end(MessageId.NEWLINE_IN_COMMAND);
      case TOO_LONG -> end(MessageId.LINE_TOO_LONG);
    }
  }

  private void end(MessageId why) {
    state.wires().note(why, state.policy().name() + " auth", "", "", "");
    state.wires().close(false, why.id());
  }

  private void pass(ByteBuffer in) {
    state.wires().progress();
    state.wires().passToServer(in.position(), in.remaining());
    in.position(in.limit());
  }
}
