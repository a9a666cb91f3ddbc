package org.mailguard.lab;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Verb;

/**
 * Mail data behind a NOOP, in PIX 4.2(2) (CSCdk46673; reference: cisco-mailguard 1 and F13): the
 * box leaves its data mode, takes each line for a command, and what is none becomes X. Documented
 * are the runs of X in messages, empty fields and bodies among the headers; that lines which begin
 * with a verb survive follows from the mechanism.
 *
 * <p>Made up here: empty lines and the end mark pass, since the messages that were seen had
 * arrived; and lines are judged whole, wherever segments end, so that this fault shows by itself. A
 * line longer than {@value #MOST} octets is judged by its beginning.
 */
final class JudgedData {
  private static final int MOST = 2048;

  private final EditorState state;
  private final CommandJudge judge;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private boolean lineBegins = true;
  private boolean passes;
  private byte last;

  JudgedData(EditorState state, CommandJudge judge) {
    this.state = state;
    this.judge = judge;
  }

  /** Passes lines on, up to an end mark; true if there was one. */
  boolean octets(ByteBuffer in) {
    state.wires().progress();
    while (in.hasRemaining()) {
      byte octet = in.get();
      held.write(octet);
      boolean lineEnds = octet == '\n' && last == '\r';
      last = octet;
      if (lineEnds || held.size() > MOST) {
        boolean end = lineEnds && lineBegins && isMark(held.toByteArray());
        flush(lineEnds);
        if (end) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isMark(byte[] line) {
    return line.length == 3 && line[0] == '.';
  }

  private void flush(boolean lineEnds) {
    byte[] octets = held.toByteArray();
    held.reset();
    if (lineBegins) {
      passes = isMark(octets) || judge.letsPass(verb(octets));
    }
    lineBegins = lineEnds;
    last = lineEnds ? 0 : last;
    if (!passes) {
      for (int i = 0; i < octets.length; i++) {
        boolean survives = octets[i] == '\r' || octets[i] == '\n';
        octets[i] = survives ? octets[i] : (byte) 'X';
      }
    }
    state.wires().toServer(octets);
  }

  private static @Nullable Verb verb(byte[] line) {
    int length = 0;
    while (length < line.length && line[length] > ' ') {
      length++;
    }
    return Verb.named(Octets.copyOf(line, 0, length));
  }
}
