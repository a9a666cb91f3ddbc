package org.mailguard.session;

import org.jspecify.annotations.Nullable;
import org.mailguard.events.MessageId;
import org.mailguard.policy.Appearance.Suppression;
import org.mailguard.policy.InPlaceEdits;
import org.mailguard.policy.Ruling;
import org.mailguard.smtp.ClientLine;
import org.mailguard.smtp.Command;
import org.mailguard.smtp.InPlace;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.ParseResult;
import org.mailguard.smtp.Reply;
import org.mailguard.smtp.Verb;

/**
 * What an old release lets pass of the client's commands, and what it makes of the others
 * (reference: cisco-mailguard 2, 4). It had a verb table and no grammar; only the releases with
 * inspection maps look further, and a line that is no command goes on to the server from them, too.
 *
 * <p>Rules of a map are asked as in {@link InspectedCommands}. What differs is how they are carried
 * out: {@code mask} overwrites, and {@code drop-connection} says nothing.
 */
final class ReleasedCommands {
  private final Conversation talk;
  private final InPlaceEdits edits;

  ReleasedCommands(Conversation talk) {
    this.talk = talk;
    edits = new InPlaceEdits(talk.policy());
  }

  /** False if the line is taken care of: it must not go on as a command. */
  boolean passes(Octets line, @Nullable Verb verb, ParseResult parsed) {
    Ruling ruling = talk.judge().command(line.toByteArray(), line.length());
    if (!carriedOut(ruling, line)) {
      return false;
    }
    if (!ruling.allowsVerb() && !edits.letPass(verb)) {
      suppress(line);
      return false;
    }
    if (endsForBrackets(line, verb)) {
      return false;
    }
    return !(parsed instanceof Command command) || carriedOut(Rulings.of(command, talk), line);
  }

  private boolean carriedOut(Ruling ruling, Octets line) {
    if (ruling.isEmpty()) {
      return true;
    }
    if (Enforcement.masks(ruling)) {
      Octets after = InPlace.crosses(line.length());
      Rulings.record(talk, ruling, false, Shown.of(line), after.toString());
      talk.forward(
          new ClientLine.Overwritten(line.length()), Slot.of(Slot.Kind.OTHER, talk.transaction()));
      return false;
    }
    return switch (Enforcement.carryOut(talk, ruling, false, Shown.of(line))) {
      case Enforcement.Outcome.Passes _ -> true;
      case Enforcement.Outcome.Ended _ -> false;
      case Enforcement.Outcome.Refused(Reply reply, boolean error) -> {
        talk.answer(reply, MessageId.RULE_ENFORCED);
        if (error) {
          talk.countError();
        } else {
          talk.countTurnedAway();
        }
        yield false;
      }
    };
  }

  private void suppress(Octets line) {
    String rule = talk.policy().name() + " verb";
    Octets sent = edits.suppressed(line);
    if (sent == null) {
      Reply reply = Reply.of(250, "OK");
      talk.note(MessageId.COMMAND_SWALLOWED, rule, "", Shown.of(line), Answers.text(reply));
      talk.answer(reply, MessageId.COMMAND_SWALLOWED);
      // The device did not count, and the server cannot: nothing else bounds them.
      talk.countJunk();
      return;
    }
    boolean noop = talk.policy().appearance().suppression() == Suppression.NOOP;
    talk.note(
        noop ? MessageId.COMMAND_MADE_NOOP : MessageId.COMMAND_OVERWRITTEN,
        rule,
        "",
        Shown.of(line),
        sent.toString());
    talk.forward(
        noop ? new ClientLine.Verbatim(sent) : new ClientLine.Overwritten(line.length()),
        Slot.of(Slot.Kind.OTHER, talk.transaction()));
  }

  private boolean endsForBrackets(Octets line, @Nullable Verb verb) {
    if (!edits.endSessionFor(line, verb)) {
      return false;
    }
    String rule = talk.policy().name() + " address";
    talk.note(MessageId.MALICIOUS_ADDRESS, rule, Shown.of(line), Shown.of(line), "");
    talk.note(MessageId.FLOW_TERMINATED, rule, "drop-connection", "", "");
    talk.end(new Ending.Silence(MessageId.FLOW_TERMINATED));
    return true;
  }

  /** A line that passes, as the server gets it: a blank for each vertical bar in an address. */
  Octets edited(Octets line, @Nullable Verb verb) {
    Octets edited = edits.passed(line, verb);
    if (!edited.equals(line)) {
      talk.note(
          MessageId.CHARACTER_REPLACED,
          talk.policy().name() + " address",
          "",
          Shown.of(line),
          Shown.of(edited));
    }
    return edited;
  }
}
