package org.mailguard.trace;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mailguard.events.Intervention;
import org.mailguard.events.MessageId;

/**
 * A line {@code = ...} of a dialogue: what has to be true at its place.
 *
 * @param kind the first word, or the first two
 * @param text what stands behind it, or empty
 */
record Assertion(Kind kind, String text) {
  private static final Pattern CODE = Pattern.compile("[2-5][0-9x][0-9x]( .*)?");
  private static final Pattern ID = Pattern.compile("MG-[0-7]-[0-9]{6}");
  private static final Set<String> PHASES =
      Set.of(
          "connecting",
          "greeting",
          "command",
          "sasl",
          "content",
          "chunk",
          "opaque",
          "ending",
          "closed");

  /** What can be asserted. */
  enum Kind {
    PERMITTED("permitted", "permitted [by ...]"),
    DENIED("denied", "denied [by ...]"),
    POLICY("policy", "policy NAME"),
    REPLY("reply", "reply CODE [TEXT]"),
    REFUSED("refused", "refused [ID]"),
    PASSED("passed", "passed"),
    SERVER_SEES("server sees", "server sees LINE"),
    CLIENT_SEES("client sees", "client sees LINE"),
    NO_NOTE("no note", "no note"),
    NO_RULE("no rule", "no rule"),
    RULE("rule", "rule NAME"),
    OBSERVED("observed", "observed [NAME]"),
    NOTE("note", "note ID [TEXT]"),
    MESSAGE_ACCEPTED("message accepted", "message accepted"),
    MESSAGE_REFUSED("message refused", "message refused [ID]"),
    PHASE("phase", "phase NAME");

    private final String words;
    private final String form;

    Kind(String words, String form) {
      this.words = words;
      this.form = form;
    }
  }

  private static final String FORMS =
      Stream.of(Kind.values()).map(kind -> kind.form).collect(Collectors.joining("; "));

  /** {@code column} of the first character of {@code words}, from 1. */
  static Optional<Assertion> parse(String words, int column, Complaints complaints) {
    for (Kind kind : Kind.values()) {
      if (words.equals(kind.words) || words.startsWith(kind.words + " ")) {
        String text = words.substring(kind.words.length()).strip();
        int behind = column + words.length() - text.length();
        String wrong = objection(kind, text);
        if (wrong.isEmpty()) {
          boolean octets = kind == Kind.SERVER_SEES || kind == Kind.CLIENT_SEES;
          return Optional.of(
              new Assertion(kind, octets ? EscapedText.plain(text, behind, complaints) : text));
        }
        complaints.add(behind, wrong, kind.form);
        return Optional.empty();
      }
    }
    complaints.add(column, "nothing that can be asserted", FORMS);
    return Optional.empty();
  }

  private static String objection(Kind kind, String text) {
    return switch (kind) {
      case PERMITTED, DENIED, OBSERVED -> "";
      case PASSED, NO_NOTE, NO_RULE, MESSAGE_ACCEPTED ->
          text.isEmpty() ? "" : "nothing may stand here";
      case POLICY, SERVER_SEES, CLIENT_SEES, RULE -> text.isEmpty() ? "something is missing" : "";
      case REPLY -> CODE.matcher(text).matches() ? "" : "no reply code";
      case REFUSED, MESSAGE_REFUSED -> text.isEmpty() ? "" : idObjection(text);
      case NOTE -> idObjection(text.split(" ", 2)[0]);
      case PHASE -> PHASES.contains(text) ? "" : "no phase, they are " + sortedPhases();
    };
  }

  private static String idObjection(String id) {
    return ID.matcher(id).matches()
            && Stream.of(MessageId.values()).anyMatch(message -> message.id().equals(id))
        ? ""
        : "there is no such id";
  }

  private static String sortedPhases() {
    return PHASES.stream().sorted().collect(Collectors.joining(" "));
  }

  /** What was seen in place of what is asserted; nothing if it is true. */
  Optional<String> contradiction(Seen seen) {
    return holds(seen) ? Optional.empty() : Optional.of(instead(seen));
  }

  private boolean holds(Seen seen) {
    return switch (kind) {
      case PERMITTED -> seen.admission().permitted() && seen.admission().decision().contains(text);
      case DENIED -> !seen.admission().permitted() && seen.admission().decision().contains(text);
      case POLICY -> seen.admission().policy().name().equals(text);
      case REPLY -> seen.reply().filter(this::isReply).isPresent();
      case REFUSED ->
          seen.refusals().stream().anyMatch(id -> text.isEmpty() || id.id().equals(text));
      case PASSED -> !seen.lines(Side.SERVER).isEmpty() && seen.refusals().isEmpty();
      case SERVER_SEES -> sees(seen.lines(Side.SERVER));
      case CLIENT_SEES -> sees(seen.lines(Side.CLIENT));
      case NO_NOTE -> seen.notes().isEmpty();
      case NOTE -> seen.notes().stream().anyMatch(this::isNote);
      case NO_RULE -> seen.interventions().isEmpty();
      case RULE -> seen.interventions().stream().anyMatch(note -> isOfRule(note, false));
      case OBSERVED -> seen.interventions().stream().anyMatch(note -> isOfRule(note, true));
      case MESSAGE_ACCEPTED -> !seen.messages().isEmpty() && seen.messages().getLast().isAccepted();
      case MESSAGE_REFUSED ->
          !seen.messages().isEmpty()
              && !seen.messages().getLast().isAccepted()
              && seen.messages().getLast().toString().endsWith(text);
      case PHASE -> seen.phase().equals(text);
    };
  }

  private boolean isReply(String line) {
    String code = text.substring(0, 3);
    for (int i = 0; i < 3; i++) {
      if (code.charAt(i) != 'x' && code.charAt(i) != line.charAt(i)) {
        return false;
      }
    }
    return text.length() < 5 || line.contains(text.substring(4));
  }

  private boolean sees(List<String> lines) {
    return text.equals("nothing") ? lines.isEmpty() : lines.contains(text);
  }

  private boolean isNote(Effect.Noted note) {
    String[] words = text.split(" ", 2);
    return note.id().id().equals(words[0]) && (words.length < 2 || note.rule().contains(words[1]));
  }

  private boolean isOfRule(Effect.Noted note, boolean observed) {
    Intervention done = note.intervention();
    return done != null && done.observed() == observed && note.isOfRule(text);
  }

  private String instead(Seen seen) {
    return switch (kind) {
      case PERMITTED, DENIED -> seen.admission().decision();
      case POLICY -> "policy " + seen.admission().policy().name();
      case REPLY ->
          seen.reply().map(line -> "reply " + EscapedText.printable(line)).orElse("no reply");
      case REFUSED ->
          seen.refusals().isEmpty()
              ? seen.reply().map(line -> "reply " + EscapedText.printable(line)).orElse("no reply")
              : "refused " + ids(seen.refusals());
      case PASSED ->
          seen.refusals().isEmpty() ? "the server sees nothing" : "refused " + ids(seen.refusals());
      case SERVER_SEES -> "the server sees " + shown(seen.lines(Side.SERVER));
      case CLIENT_SEES -> "the client sees " + shown(seen.lines(Side.CLIENT));
      case NO_NOTE, NOTE ->
          seen.notes().isEmpty()
              ? "no note"
              : seen.notes().stream()
                  .map(note -> "note " + note.id().id() + " " + note.rule())
                  .collect(Collectors.joining(", "));
      case NO_RULE, RULE, OBSERVED ->
          seen.interventions().isEmpty()
              ? "no rule matched"
              : seen.interventions().stream()
                  .map(note -> "rule " + note.rule() + " " + note.sentence())
                  .collect(Collectors.joining(", "));
      case MESSAGE_ACCEPTED, MESSAGE_REFUSED ->
          seen.messages().isEmpty() ? "no message" : seen.messages().getLast().toString();
      case PHASE -> "phase " + seen.phase();
    };
  }

  private static String ids(List<MessageId> ids) {
    return ids.stream().map(MessageId::id).collect(Collectors.joining(" "));
  }

  private static String shown(List<String> lines) {
    return lines.isEmpty() ? "nothing" : EscapedText.printable(String.join(" | ", lines));
  }
}
