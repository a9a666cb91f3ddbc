package org.mailguard.lab;

import org.jspecify.annotations.Nullable;
import org.mailguard.events.MessageId;
import org.mailguard.policy.Appearance.Suppression;
import org.mailguard.policy.InPlaceEdits;
import org.mailguard.session.Shown;
import org.mailguard.smtp.InPlace;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Verb;

/** What becomes of octets that stand where a command does, be they a whole line or not. */
final class CommandJudge {

  /** What the server gets. */
  sealed interface Judgement {

    /** A command of the table, perhaps edited. */
    record Passed(Octets octets, Verb verb) implements Judgement {}

    /** Something else of the same length. */
    record Overwritten(Octets octets) implements Judgement {}

    /** Nothing: the device will answer itself. */
    record Swallowed() implements Judgement {}

    /** The session is over. */
    record Ended() implements Judgement {}
  }

  private final EditorState state;
  private final InPlaceEdits edits;
  private final boolean makesNoop;

  CommandJudge(EditorState state) {
    this.state = state;
    edits = new InPlaceEdits(state.policy());
    makesNoop = state.policy().appearance().suppression() == Suppression.NOOP;
  }

  /**
   * Judges, and records what is not passed as it is.
   *
   * @param line without its end
   * @param beginsLine false if what stands before it was judged apart: it may be the rest of a
   *     password, and is not shown
   */
  Judgement of(Octets line, boolean beginsLine) {
    Verb verb = Verb.thatOpens(line);
    String shown = beginsLine ? Shown.of(line) : "";
    if (verb == null || !edits.letPass(verb)) {
      return suppressed(line, shown);
    }
    if (edits.endSessionFor(line, verb)) {
      note(MessageId.MALICIOUS_ADDRESS, "address", shown, "");
      state.wires().close(true, "malicious address");
      return new Judgement.Ended();
    }
    Octets passed = edits.passed(line, verb);
    if (!passed.equals(line)) {
      note(MessageId.CHARACTER_REPLACED, "address", shown, Shown.of(passed));
    }
    if (verb == Verb.NOOP) {
      state.noop();
    }
    return new Judgement.Passed(passed, verb);
  }

  /** Judges octets that cannot be a command, since there is an octet in them that no line has. */
  Judgement ofBroken(int length) {
    return suppressed(InPlace.crosses(length), "");
  }

  /** True if the octets are a command of the table; nothing is recorded. */
  boolean letsPass(@Nullable Verb verb) {
    return edits.letPass(verb);
  }

  private Judgement suppressed(Octets line, String shown) {
    Octets sent = edits.suppressed(line);
    if (sent == null) {
      note(MessageId.COMMAND_SWALLOWED, "verb", shown, "");
      return new Judgement.Swallowed();
    }
    if (!sent.isEmpty()) {
      MessageId id = makesNoop ? MessageId.COMMAND_MADE_NOOP : MessageId.COMMAND_OVERWRITTEN;
      note(id, "verb", shown, sent.toString());
    }
    return new Judgement.Overwritten(sent);
  }

  private void note(MessageId id, String rule, String before, String after) {
    state.wires().note(id, state.policy().name() + " " + rule, "", before, after);
  }
}
