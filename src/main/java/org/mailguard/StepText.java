package org.mailguard;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.mailguard.events.Intervention;
import org.mailguard.policy.RulePhase;
import org.mailguard.session.Step;
import org.mailguard.smtp.ClientLine;
import org.mailguard.smtp.Command;
import org.mailguard.smtp.MaskedReply;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Reply;
import org.mailguard.smtp.ServerReply;
import org.mailguard.smtp.SmtpWriter;
import org.mailguard.smtp.Verb;

/**
 * Steps as lines for an operator's screen. C is the client, G the guard, S the server.
 *
 * <p><b>What is not shown.</b> Credentials: of AUTH and X-EXPS the mechanism alone; an answer to a
 * challenge, and the challenge, not at all. Mail data: how many octets. Where nothing is parsed,
 * which is with inspection off and behind the old releases, an answer to a challenge cannot be told
 * from a command, so a line is shown only if it begins with a verb that has no secrets; of every
 * other line it is said how long it is.
 */
final class StepText {
  private static final int LONGEST = 500;

  private static final Set<String> PLAIN_VERBS =
      Arrays.stream(Verb.values())
          .filter(verb -> verb != Verb.AUTH && verb != Verb.X_EXPS)
          .map(Verb::word)
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> COMMAND_PHASES =
      Set.of(
          RulePhase.COMMAND.word(),
          RulePhase.HELO.word(),
          RulePhase.SENDER.word(),
          RulePhase.RECIPIENT.word());

  private StepText() {}

  /** One or more, printable; none for what is not worth a line. */
  static List<String> lines(Step step) {
    return switch (step) {
      case Step.Connect _ -> List.of("C    S  a session begins");
      case Step.Forward(ClientLine line) -> List.of("C -> S  " + line(line));
      case Step.PassToServer(_, int length) -> List.of("C -> S  " + octets(length));
      case Step.Emit(ByteBuffer octets) -> List.of("C -> S  " + octets(octets.remaining()));
      case Step.EmitToClient(ByteBuffer octets) -> List.of("C <- S  " + octets(octets.remaining()));
      case Step.Relay(ServerReply reply) -> reply("C <- S  ", reply);
      case Step.Answer(Reply reply, _) -> reply("C <- G  ", reply);
      case Step.PassToClient(_, int length) -> List.of("C <- S  " + octets(length));
      case Step.Note note -> note(note);
      case Step.CloseServer _ -> List.of();
      case Step.Reset(String reason) -> List.of("        reset: " + reason);
      case Step.Close(String reason) -> List.of("        closed: " + reason);
    };
  }

  /** What the client said that did not go on stands here alone; of content it is not shown. */
  private static List<String> note(Step.Note note) {
    String what = "        " + note.id().id() + "  " + note.id().summary();
    return note.before().isEmpty() || !isOfCommand(note)
        ? List.of(what)
        : List.of("C -> G  " + written(note.before()), what);
  }

  private static boolean isOfCommand(Step.Note note) {
    Intervention done = note.intervention();
    return done != null && !done.response() && COMMAND_PHASES.contains(done.phase());
  }

  /** Of a line as it came, printable already. */
  private static String written(String line) {
    int blank = line.indexOf(' ');
    String verb = (blank < 0 ? line : line.substring(0, blank)).toUpperCase(Locale.ROOT);
    return PLAIN_VERBS.contains(verb) ? line : octets(line.length());
  }

  private static String octets(int length) {
    return "(" + length + " octets)";
  }

  static String line(ClientLine line) {
    return switch (line) {
      case Command.Auth auth -> "AUTH " + auth.mechanism() + " (hidden)";
      case Command.XExps exps -> "X-EXPS " + exps.mechanism() + " (hidden)";
      case Command command -> printed(command);
      case ClientLine.Sasl _ -> "(an answer to a challenge)";
      case ClientLine.Verbatim(Octets octets) -> verbatim(octets, line);
      case ClientLine.Overwritten _ -> printed(line);
    };
  }

  private static String verbatim(Octets octets, ClientLine line) {
    int blank = octets.indexOf(' ');
    String verb = octets.slice(0, blank < 0 ? octets.length() : blank).toUpperCase().toString();
    if (PLAIN_VERBS.contains(verb)) {
      return printed(line);
    }
    return verb.equals("AUTH") ? "AUTH (hidden)" : octets(octets.length());
  }

  private static String printed(ClientLine line) {
    return text(SmtpWriter.write(line));
  }

  private static List<String> reply(String who, ServerReply reply) {
    return switch (reply) {
      case Reply word when word.code() == 334 -> List.of(who + "334 (a challenge)");
      case Reply _, MaskedReply _ -> printed(who, SmtpWriter.write(reply));
    };
  }

  private static List<String> printed(String who, byte[] octets) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < octets.length; i++) {
      if (octets[i] == '\n') {
        lines.add(who + text(Arrays.copyOfRange(octets, from, i + 1)));
        from = i + 1;
      }
    }
    return lines;
  }

  /** Without the line end. */
  private static String text(byte[] line) {
    return Octets.printable(Arrays.copyOf(line, line.length - 2), LONGEST);
  }
}
