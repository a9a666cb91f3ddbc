package org.mailguard.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mailguard.trace.TraceStep.Who;

/** A trace for people. Lines that begin in the first column could stand in a dialogue. */
public final class TraceText {
  /** So much of one step is shown. */
  private static final int SHOWN = 600;

  private TraceText() {}

  /** All of it; {@code configuration} is the name of the file. */
  public static String of(Trace trace, String configuration) {
    StringBuilder out = new StringBuilder();
    Admission admission = trace.admission();
    row(out, "dialogue", trace.dialogue().name() + ", under " + configuration);
    row(out, "connection", admission.connection());
    row(out, "access", admission.decision());
    if (admission.permitted()) {
      row(out, "policy", admission.policy().name() + ", " + admission.chosen());
      row(
          out,
          "server",
          trace.answered()
              ? "a plausible one, since the dialogue has no lines of it"
              : "as the dialogue says");
    }
    String phase = "";
    for (TraceStep step : trace.steps()) {
      if (!step.phase().equals(phase)) {
        phase = step.phase();
        out.append("\n[").append(phase).append("]\n");
      }
      out.append(head(step)).append('\n');
      consequences(step).forEach(line -> out.append(line).append('\n'));
      step.rules().forEach(asked -> out.append("    ").append(asked.describe()).append('\n'));
    }
    out.append("\noutcome: ").append(trace.outcome()).append('\n');
    expectations(trace, out);
    return out.toString();
  }

  private static void row(StringBuilder out, String title, String value) {
    out.append("%-12s".formatted(title)).append(value).append('\n');
  }

  private static void expectations(Trace trace, StringBuilder out) {
    long all = trace.dialogue().expectations();
    if (all > 0) {
      int failed = trace.failures().size();
      out.append(all).append(all == 1 ? " expectation, " : " expectations, ");
      out.append(failed == 0 ? "all met" : failed + " not met").append('\n');
      trace.failures().forEach(failure -> out.append(failure.describe(trace.dialogue().name())));
    }
  }

  /** What was said or happened, as a line of a dialogue. */
  static String head(TraceStep step) {
    return switch (step.who()) {
      case CLIENT -> "C   " + shown(step.before());
      case SERVER -> "S   " + shown(step.before());
      case EVENT -> step.words();
      case NOBODY -> "#   " + shown(step.before());
    };
  }

  /** What came of it. */
  static List<String> consequences(TraceStep step) {
    List<String> lines = new ArrayList<>();
    got(step, Side.SERVER, Who.CLIENT, ">S  ", lines);
    got(step, Side.CLIENT, Who.SERVER, ">C  ", lines);
    lines.add("    " + outcome(step));
    for (Effect effect : step.effects()) {
      switch (effect) {
        case Effect.Noted note -> lines.add("    " + note(note));
        case Effect.ServerClosed(boolean aborted) ->
            lines.add(aborted ? "server aborted" : "server closed");
        case Effect.Closed _ -> lines.add("closed");
        case Effect.ToServer _, Effect.Relayed _, Effect.Answered _ -> {}
      }
    }
    return lines;
  }

  private static void got(TraceStep step, Side side, Who sender, String mark, List<String> lines) {
    String octets = step.got(side);
    boolean same = step.who() == sender && octets.equals(step.before());
    if (!octets.isEmpty() && !same) {
      lines.add(mark + shown(octets));
    }
  }

  private static String outcome(TraceStep step) {
    String word = word(step.outcome());
    return switch (step.outcome()) {
      case NOT_SAID -> word + ": " + step.words();
      case HELD -> word + ": nothing goes on yet";
      case ENDED -> word + ": nothing goes on, and nothing is said";
      case REFUSED, ANSWERED -> word + " by the guard";
      case TLS_STARTED -> word + ": the guard reads nothing from here on";
      case PASSED, REWRITTEN, OVERWRITTEN, HAPPENED -> word;
    };
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String note(Effect.Noted note) {
    return note.id().id() + " rule \"" + note.rule() + "\": " + note.sentence();
  }

  private static String shown(String octets) {
    return EscapedText.show(octets, SHOWN);
  }
}
