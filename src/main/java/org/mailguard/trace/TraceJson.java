package org.mailguard.trace;

import static org.mailguard.config.JsonText.array;
import static org.mailguard.config.JsonText.member;
import static org.mailguard.config.JsonText.object;
import static org.mailguard.config.JsonText.string;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mailguard.config.JsonText;
import org.mailguard.events.Intervention;

/**
 * A trace as one JSON object (RFC 8259), described in docs/reference/trace.md. Members are added in
 * later versions, never taken away.
 */
public final class TraceJson {
  private static final int SHOWN = 2000;

  private TraceJson() {}

  /** {@code configuration} is the name of the file. */
  public static String of(Trace trace, String configuration) {
    Admission admission = trace.admission();
    List<String> steps = new ArrayList<>();
    for (int i = 0; i < trace.steps().size(); i++) {
      steps.add(step(i + 1, trace.steps().get(i)));
    }
    return object(
        member("dialogue", string(trace.dialogue().name())),
        member("configuration", string(configuration)),
        member("connection", string(admission.connection())),
        member("permitted", "" + admission.permitted()),
        member("access", string(admission.decision())),
        member("policy", string(admission.permitted() ? admission.policy().name() : null)),
        member("server", string(trace.answered() ? "plausible" : "dialogue")),
        member("steps", array(steps)),
        member("outcome", string(trace.outcome())),
        member("expectations", "" + trace.dialogue().expectations()),
        member("failures", failures(trace)));
  }

  /** The expectations that were not met. */
  public static String failures(Trace trace) {
    return array(
        trace.failures().stream()
            .map(failure ->
                object(
                    member("line", "" + failure.line()),
                    member("expected", string(failure.expected())),
                    member("seen", string(failure.seen()))))
            .toList());
  }

  private static String step(int number, TraceStep step) {
    Optional<Effect.Noted> why = step.notes().stream().findFirst();
    return object(
        member("step", "" + number),
        member("line", "" + step.line()),
        member("who", string(TraceText.word(step.who()))),
        member("phase", string(step.phase())),
        member("phaseAfter", string(step.phaseAfter())),
        member("before", string(EscapedText.show(step.before(), SHOWN))),
        member("words", string(step.words())),
        member("after", array(step.effects().stream().flatMap(TraceJson::after).toList())),
        member("outcome", string(TraceText.word(step.outcome()))),
        member("id", string(why.map(note -> note.id().id()).orElse(null))),
        member("rule", string(why.map(Effect.Noted::rule).orElse(null))),
        member("notes", array(step.notes().stream().map(TraceJson::note).toList())),
        member("rules", array(step.rules().stream().map(TraceJson::asked).toList())));
  }

  private static String asked(RuleAsked asked) {
    return object(
        member("rule", string(asked.rule().toString())),
        member("matched", "" + asked.matched()),
        member("on", string(asked.on())),
        member("times", "" + asked.times()),
        member("verdict", string(asked.matched() ? asked.verdict() : null)),
        member("mode", string(asked.rule().observed() ? "observed" : "enforced")));
  }

  private static Stream<String> after(Effect effect) {
    return switch (effect) {
      case Effect.ToServer(String octets, _) -> sent("server", octets);
      case Effect.Relayed(String octets) -> sent("client", octets);
      case Effect.Answered(String octets, _, _) -> sent("client", octets);
      case Effect.ServerClosed(boolean aborted) ->
          closed(aborted ? "server aborted" : "server closed");
      case Effect.Closed _ -> closed("closed");
      case Effect.Noted _ -> Stream.empty();
    };
  }

  private static Stream<String> sent(String to, String octets) {
    return Stream.of(
        object(member("to", string(to)), member("text", string(EscapedText.show(octets, SHOWN)))));
  }

  private static Stream<String> closed(String what) {
    return Stream.of(object(member("connection", string(what))));
  }

  private static String note(Effect.Noted note) {
    return object(
        member("id", string(note.id().id())),
        member("rule", string(note.rule())),
        member("detail", string(note.detail())),
        member("before", string(note.before())),
        member("after", string(note.after())),
        member(
            "intervention",
            note.intervention() == null ? "null" : intervention(note.intervention())));
  }

  /** As in the log's JSON. */
  private static String intervention(Intervention done) {
    return object(
        member("class", string(done.trafficClass())),
        member("phase", string(done.phase())),
        member("map", string(done.map())),
        member("number", "" + done.number()),
        member("match", string(done.rule())),
        member("verdict", string(done.verdict().word())),
        member("mode", string(done.observed() ? "observed" : "enforced")),
        member("direction", string(done.response() ? "response" : "request")),
        member("on", string(done.on())));
  }

  /** Of texts. */
  static String strings(List<String> texts) {
    return array(texts.stream().map(JsonText::string).toList());
  }
}
