package org.mailguard.lab;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.mailguard.events.MessageId;
import org.mailguard.lab.EditorState.Mode;
import org.mailguard.lab.ExpectedReplies.Expected;
import org.mailguard.lab.ExpectedReplies.Kind;
import org.mailguard.policy.Appearance;
import org.mailguard.policy.Laboratory.Defect;
import org.mailguard.smtp.InPlace;
import org.mailguard.smtp.Octets;

/**
 * The server's lines on their way through a {@link StreamEditor}: the greeting and the EHLO reply
 * are masked, all others pass as they are, and the last line of each reply may change the mode.
 *
 * <p>With {@link Defect#GREETING_LINES} the lines behind the first of a greeting are masked whole:
 * {@code 220-****} and then asterisks without a code, for which a client waits until it gives up
 * (reference: fingerprints 2.1).
 *
 * <p>Bound: a line of {@value #MOST} octets, which ends the session.
 */
final class ServerDirection {
  private static final int MOST = 4096;

  private final EditorState state;
  private final KeywordMask keywords;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private int linesBefore;

  ServerDirection(EditorState state, KeywordMask keywords) {
    this.state = state;
    this.keywords = keywords;
  }

  void octets(ByteBuffer in) {
    while (in.hasRemaining() && !state.wires().isClosed()) {
      if (state.mode() == Mode.OPAQUE) {
        state.wires().progress();
        state.wires().passToClient(in.position(), in.remaining());
        in.position(in.limit());
        return;
      }
      byte octet = in.get();
      held.write(octet);
      if (octet == '\n') {
        byte[] line = held.toByteArray();
        held.reset();
        line(line);
      } else if (held.size() > MOST || octet == 0) {
        malformed();
      }
    }
  }

  private void malformed() {
    state.wires().note(MessageId.SERVER_REPLY_MALFORMED, "reply grammar", "", "", "");
    state.wires().close(state.serverTakesData(), "malformed reply");
  }

  private void line(byte[] line) {
    int length = line.length - 1;
    if (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    for (int i = 0; i < length; i++) {
      if (line[i] == '\r') {
        malformed();
        return;
      }
    }
    Octets text = Octets.copyOf(line, 0, length);
    if (!isSwallowed()) {
      Octets edited = edited(text);
      for (int i = 0; i < length; i++) {
        line[i] = edited.at(i);
      }
      state.wires().toClient(line);
    }
    linesBefore++;
    if (isLast(text)) {
      linesBefore = 0;
      replied(text);
    }
  }

  /** An answer in the middle of mail data is an unexpected transition; see {@link DataStream}. */
  private boolean isSwallowed() {
    return state.has(Defect.SPLIT_MARK)
        && state.mode() == Mode.DATA
        && state.serverTakesData()
        && state.expected().isEmpty();
  }

  private Octets edited(Octets line) {
    if (state.mode() == Mode.GREETING) {
      return greeting(line);
    }
    Expected head = state.expected().head();
    boolean keyword =
        head != null
            && head.kind() == Kind.EHLO
            && linesBefore > 0
            && line.length() > 4
            && is(line, "250")
            && state.policy().appearance().masksKeywords();
    return keyword ? keywords.edited(line) : line;
  }

  private Octets greeting(Octets line) {
    Appearance.Greeting mask = state.policy().appearance().greeting();
    if (!mask.isMask() || line.length() < 4 || !is(line, "220")) {
      return line;
    }
    if (linesBefore == 0) {
      String after = mask.masked(line).toString();
      String rule = state.policy().name();
      state.wires().note(MessageId.GREETING_MASKED, rule, "", line.toString(), after);
    } else if (state.has(Defect.GREETING_LINES)) {
      return InPlace.stars(line, false);
    }
    return mask.masked(line);
  }

  private static boolean is(Octets line, String code) {
    return line.length() >= 3 && line.slice(0, 3).equalsIgnoreCase(code);
  }

  private static boolean isLast(Octets line) {
    return line.length() < 4 || line.at(3) != '-';
  }

  private void replied(Octets line) {
    keywords.replyOver();
    if (state.mode() == Mode.GREETING) {
      state.enter(Mode.COMMANDS);
      return;
    }
    Expected answered = state.expected().take();
    if (answered != null) {
      switch (answered.kind()) {
        case DATA -> {
          if (is(line, "354")) {
            state.serverTakesData(true);
            state.enter(Mode.DATA);
          }
        }
        case AUTH -> {
          if (is(line, "334")) {
            state.enter(Mode.SASL);
          }
        }
        case STARTTLS -> {
          if (is(line, "220")) {
            state.enter(Mode.OPAQUE);
          }
        }
        case OTHER -> {
          // The reply to a DATA that opened the box by itself.
          state.serverTakesData(state.mode() == Mode.DATA && is(line, "354"));
        }
        case EHLO, CONTENT -> {}
      }
    }
    state.expected().settle();
  }
}
