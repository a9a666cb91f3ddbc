package org.mailguard.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.mailguard.trace.Dialogue.Entry;
import org.mailguard.trace.Dialogue.Kind;
import org.mailguard.trace.Trace.Failure;

/** Compares what a dialogue expects with what came, turn by turn. */
final class Expectations {
  private static final int SHOWN = 400;

  private final List<Failure> failures = new ArrayList<>();

  List<Failure> failures() {
    return failures;
  }

  /**
   * After a turn.
   *
   * @param effects of the turn
   * @param states of the connections so far
   */
  void check(Turn turn, List<Effect> effects, List<String> states, Seen seen) {
    for (Side side : Side.values()) {
      if (turn.names(side)) {
        octets(turn, side, TraceStep.got(effects, side));
      }
    }
    for (Entry entry : turn.entries()) {
      switch (entry.kind()) {
        case NOTE -> note(entry, effects);
        case STATE -> {
          if (!states.contains(entry.word())) {
            fail(entry, entry.word(), states.isEmpty() ? "open" : String.join(", ", states));
          }
        }
        case ASSERTION -> assertion(entry, seen);
        case CLIENT, CONTENT, SERVER, TO_SERVER, TO_CLIENT, EVENT -> {}
      }
    }
  }

  /** Nothing is played of a session that does not begin. */
  void checkDenied(Entry entry, Seen seen) {
    if (entry.kind() == Kind.ASSERTION) {
      assertion(entry, seen);
    } else {
      fail(
          entry,
          words(entry),
          "nothing was played, the connection is " + seen.admission().decision());
    }
  }

  private void octets(Turn turn, Side side, String got) {
    String expected = turn.expectedAt(side);
    if (!expected.equals(got)) {
      Entry first =
          turn.entries().stream()
              .filter(entry -> entry.kind() == side.gets())
              .findFirst()
              .orElseThrow();
      String mark = side == Side.SERVER ? ">S " : ">C ";
      fail(first, mark + shown(expected), mark + shown(got));
    }
  }

  private static String shown(String octets) {
    return octets.isEmpty() ? "-" : EscapedText.show(octets, SHOWN);
  }

  private void note(Entry entry, List<Effect> effects) {
    List<Effect.Noted> notes =
        effects.stream()
            .filter(Effect.Noted.class::isInstance)
            .map(Effect.Noted.class::cast)
            .toList();
    if (notes.stream().noneMatch(ExpectedNote.parse(entry.word())::is)) {
      fail(
          entry,
          "note " + entry.word(),
          notes.isEmpty()
              ? "no note"
              : notes.stream()
                  .map(note -> "note " + ExpectedNote.describe(note))
                  .collect(Collectors.joining(", ")));
    }
  }

  private void assertion(Entry entry, Seen seen) {
    Assertion.parse(entry.word(), 1, new Complaints())
        .flatMap(assertion -> assertion.contradiction(seen))
        .ifPresent(instead -> fail(entry, words(entry), instead));
  }

  private static String words(Entry entry) {
    return switch (entry.kind()) {
      case ASSERTION -> "= " + entry.word();
      case NOTE -> "note " + entry.word();
      case TO_SERVER -> ">S " + shown(entry.octets());
      case TO_CLIENT -> ">C " + shown(entry.octets());
      case CLIENT, CONTENT, SERVER, EVENT, STATE -> entry.word();
    };
  }

  private void fail(Entry entry, String expected, String seen) {
    failures.add(new Failure(entry.line(), expected, seen));
  }
}
