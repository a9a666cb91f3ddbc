package org.mailguard.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mailguard.trace.Effect.Answered;
import org.mailguard.trace.Effect.Noted;
import org.mailguard.trace.Effect.ToServer;

/**
 * One thing that was said or happened, and what the session did about it.
 *
 * @param line of the dialogue; what the plausible server says has the line that it answers, and its
 *     greeting 0
 * @param phase of the session before it
 * @param phaseAfter it
 * @param before what came in; empty for an event
 * @param words the event, or why nothing was said; else empty
 * @param effects in their order
 * @param rules that were asked, in their order
 */
public record TraceStep(
    int line,
    Who who,
    String phase,
    String phaseAfter,
    String before,
    String words,
    List<Effect> effects,
    List<RuleAsked> rules) {

  public TraceStep {
    rules = List.copyOf(rules);
    effects = List.copyOf(effects);
  }

  /** Whose doing it is. */
  public enum Who {
    CLIENT,
    SERVER,
    /** Time, the network, the operator. */
    EVENT,
    /** A line of the dialogue that was not played. */
    NOBODY
  }

  /** What became of it; a closed set, which {@code --json} prints in lower case. */
  public enum Outcome {
    /** The other side got it as it is. */
    PASSED,
    /** The other side got something else that means the same, or less. */
    REWRITTEN,
    /** The server got X in its place: an old release. */
    OVERWRITTEN,
    /** The guard answered with 4xx or 5xx. */
    REFUSED,
    /** The guard answered with 2xx. */
    ANSWERED,
    /** The other side got nothing, or not all of it yet. */
    HELD,
    /** The other side got nothing, and the session ended without a word to whoever said it. */
    ENDED,
    /** From here on both sides are opaque. */
    TLS_STARTED,
    /** It was an event. */
    HAPPENED,
    /** It was not played. */
    NOT_SAID
  }

  /** What the other side got of it, by the strongest thing that happened. */
  public Outcome outcome() {
    if (who == Who.NOBODY) {
      return Outcome.NOT_SAID;
    }
    if (phaseAfter.equals("opaque") && !phase.equals("opaque")) {
      return Outcome.TLS_STARTED;
    }
    Optional<Answered> own = first(Answered.class);
    if (own.isPresent()) {
      return own.get().code() >= 400 ? Outcome.REFUSED : Outcome.ANSWERED;
    }
    return who == Who.EVENT ? Outcome.HAPPENED : transport();
  }

  private Outcome transport() {
    boolean overwritten =
        effects.stream()
            .anyMatch(effect ->
                effect instanceof ToServer(_, Effect.What what) && what == Effect.What.OVERWRITTEN);
    String after = got(who == Who.CLIENT ? Side.SERVER : Side.CLIENT);
    if (overwritten) {
      return Outcome.OVERWRITTEN;
    }
    if (after.length() == 0 && before.length() > 0) {
      return first(Effect.Closed.class).isPresent() ? Outcome.ENDED : Outcome.HELD;
    }
    return after.equals(before) ? Outcome.PASSED : Outcome.REWRITTEN;
  }

  /** What {@code side} got. */
  public String got(Side side) {
    return got(effects, side);
  }

  static String got(List<Effect> effects, Side side) {
    StringBuilder out = new StringBuilder();
    for (Effect effect : effects) {
      switch (effect) {
        case ToServer(String octets, _) when side == Side.SERVER -> out.append(octets);
        case Effect.Relayed(String octets) when side == Side.CLIENT -> out.append(octets);
        case Answered(String octets, _, _) when side == Side.CLIENT -> out.append(octets);
        case ToServer _,
            Effect.Relayed _,
            Answered _,
            Noted _,
            Effect.ServerClosed _,
            Effect.Closed _ -> {}
      }
    }
    return out.toString();
  }

  /** What was recorded. */
  public List<Noted> notes() {
    return effects.stream().filter(Noted.class::isInstance).map(Noted.class::cast).toList();
  }

  <T extends Effect> Optional<T> first(Class<T> kind) {
    return effects.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /**
   * The same steps, with lines of mail data behind each other as one, unless something happened.
   */
  static List<TraceStep> joined(List<TraceStep> steps) {
    List<TraceStep> joined = new ArrayList<>();
    for (int from = 0; from < steps.size(); ) {
      int to = from + 1;
      while (to < steps.size() && steps.get(to - 1).isQuiet() && steps.get(to).isContent()) {
        to++;
      }
      joined.add(to == from + 1 ? steps.get(from) : join(steps.subList(from, to)));
      from = to;
    }
    return joined;
  }

  private boolean isContent() {
    return who == Who.CLIENT && phase.equals("content");
  }

  private boolean isQuiet() {
    return isContent()
        && phase.equals(phaseAfter)
        && effects.stream().allMatch(ToServer.class::isInstance);
  }

  private static TraceStep join(List<TraceStep> run) {
    StringBuilder before = new StringBuilder();
    List<Effect> effects = new ArrayList<>();
    List<RuleAsked> rules = new ArrayList<>();
    for (TraceStep step : run) {
      rules.addAll(step.rules);
      before.append(step.before);
      effects.addAll(step.effects);
    }
    TraceStep first = run.getFirst();
    return new TraceStep(
        first.line,
        Who.CLIENT,
        first.phase,
        run.getLast().phaseAfter,
        before.toString(),
        "",
        effects,
        RuleAsked.joined(rules));
  }
}
