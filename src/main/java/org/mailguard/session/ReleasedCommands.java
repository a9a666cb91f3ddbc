package org.mailguard.session;

import org.jspecify.annotations.Nullable;
import org.mailguard.events.MessageId;
import org.mailguard.policy.Appearance.Suppression;
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

  ReleasedCommands(Conversation talk) {
    this.talk = talk;
  }

  /** False if the line is taken care of: it must not go on as a command. */
  boolean passes(Octets line, @Nullable Verb verb, ParseResult parsed) {
    Ruling ruling = talk.judge().command(line.toByteArray(), line.length());
    if (!carriedOut(ruling, line)) {
      return false;
    }
    if (!ruling.allowsVerb() && !isInTable(verb)) {
      suppress(line);
      return false;
    }
    if (endsForBrackets(line, verb)) {
      return false;
    }
    return !(parsed instanceof Command command) || carriedOut(Rulings.of(command, talk), line);
  }

  private boolean isInTable(@Nullable Verb verb) {
    if (verb == Verb.STARTTLS) {
      return talk.policy().appearance().masksKeywords() && !talk.policy().hidesTls();
    }
    return verb != null && talk.policy().verbs().contains(verb);
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
      case Enforcement.Outcome.Refused(Reply reply, _) -> {
        talk.answer(reply, MessageId.RULE_ENFORCED);
        yield false;
      }
    };
  }

  private void suppress(Octets line) {
    String rule = talk.policy().name() + " verb";
    Suppression how = talk.policy().appearance().suppression();
    switch (how) {
      case SWALLOWED -> {
        Reply reply = Reply.of(250, "OK");
        talk.note(MessageId.COMMAND_SWALLOWED, rule, "", Shown.of(line), Answers.text(reply));
        talk.answer(reply, MessageId.COMMAND_SWALLOWED);
      }
      case NOOP -> {
        Octets noop = InPlace.noop(line);
        talk.note(MessageId.COMMAND_MADE_NOOP, rule, "", Shown.of(line), noop.toString());
        talk.forward(new ClientLine.Verbatim(noop), Slot.of(Slot.Kind.OTHER, talk.transaction()));
      }
      case OVERWRITTEN, REFUSED -> {
        ClientLine.Overwritten masked = new ClientLine.Overwritten(line.length());
        talk.note(
            MessageId.COMMAND_OVERWRITTEN, rule, "", Shown.of(line), "X".repeat(line.length()));
        talk.forward(masked, Slot.of(Slot.Kind.OTHER, talk.transaction()));
      }
    }
  }

  /** The ASA ended a connection for them (message 108003); the PIX did not look. */
  private boolean endsForBrackets(Octets line, @Nullable Verb verb) {
    if (!isAddressed(verb)
        || !talk.policy().appearance().masksKeywords()
        || !InPlace.hasStrayBracket(line)) {
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
    if (!isAddressed(verb)) {
      return line;
    }
    Octets edited = InPlace.withoutBars(line, line.indexOf(':') + 1);
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

  private static boolean isAddressed(@Nullable Verb verb) {
    return verb == Verb.MAIL || verb == Verb.RCPT;
  }
}
