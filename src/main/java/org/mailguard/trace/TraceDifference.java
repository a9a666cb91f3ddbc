package org.mailguard.trace;

import static org.mailguard.config.JsonText.array;
import static org.mailguard.config.JsonText.member;
import static org.mailguard.config.JsonText.object;
import static org.mailguard.config.JsonText.string;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What two configurations would do with one dialogue, where that is not the same. Lines of the
 * dialogue are compared by what comes of them: what each side gets, the rule, the id.
 */
public final class TraceDifference {
  private final String first;
  private final String second;
  private final String dialogue;
  private final List<Line> lines = new ArrayList<>();

  /** {@code number} is 0 for the connection itself. */
  private record Line(int number, String said, List<String> first, List<String> second) {}

  private TraceDifference(String first, String second, String dialogue) {
    this.first = first;
    this.second = second;
    this.dialogue = dialogue;
  }

  /** The names are those of the configurations. */
  public static TraceDifference between(
      String firstName, Trace first, String secondName, Trace second) {
    TraceDifference difference =
        new TraceDifference(firstName, secondName, first.dialogue().name());
    if (first.admission().permitted() != second.admission().permitted()) {
      difference.lines.add(
          new Line(
              0,
              "connection " + first.admission().connection(),
              List.of("    " + first.admission().decision()),
              List.of("    " + second.admission().decision())));
    } else {
      difference.compare(byLine(first), byLine(second));
    }
    return difference;
  }

  private static Map<Integer, List<TraceStep>> byLine(Trace trace) {
    Map<Integer, List<TraceStep>> steps = new TreeMap<>();
    trace
        .steps()
        .forEach(step -> steps.computeIfAbsent(step.line(), _ -> new ArrayList<>()).add(step));
    return steps;
  }

  private void compare(Map<Integer, List<TraceStep>> one, Map<Integer, List<TraceStep>> other) {
    Map<Integer, List<TraceStep>> all = new TreeMap<>(other);
    all.putAll(one);
    all.forEach((number, steps) -> {
      List<String> inOne = outcomes(one.getOrDefault(number, List.of()));
      List<String> inOther = outcomes(other.getOrDefault(number, List.of()));
      if (!inOne.equals(inOther)) {
        lines.add(new Line(number, said(steps.getFirst()), inOne, inOther));
      }
    });
  }

  private static String said(TraceStep step) {
    return step.who() == TraceStep.Who.NOBODY
        ? TraceText.head(step).substring(4)
        : TraceText.head(step);
  }

  private static List<String> outcomes(List<TraceStep> steps) {
    List<String> outcomes = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      if (i > 0) {
        outcomes.add(TraceText.head(steps.get(i)));
      }
      outcomes.addAll(TraceText.consequences(steps.get(i)));
    }
    return outcomes;
  }

  /** True if the two do the same. */
  public boolean isEmpty() {
    return lines.isEmpty();
  }

  /** For people. */
  public String text() {
    StringBuilder out = new StringBuilder();
    for (Line line : lines) {
      out.append(line.number() == 0 ? "" : "line " + line.number() + ": ");
      out.append(line.said()).append('\n');
      side(out, first, line.first());
      side(out, second, line.second());
    }
    return out.append(
            switch (lines.size()) {
              case 0 -> dialogue + ": nothing would differ";
              case 1 -> dialogue + ": 1 difference";
              default -> dialogue + ": " + lines.size() + " differences";
            })
        .append('\n')
        .toString();
  }

  private static void side(StringBuilder out, String name, Collection<String> outcomes) {
    out.append("  ").append(name).append('\n');
    outcomes.forEach(outcome -> out.append("    ").append(outcome).append('\n'));
  }

  /** For programs. */
  public String json() {
    return object(
        member("dialogue", string(dialogue)),
        member("configurations", TraceJson.strings(List.of(first, second))),
        member(
            "differences",
            array(
                lines.stream()
                    .map(line ->
                        object(
                            member("line", "" + line.number()),
                            member("said", string(line.said())),
                            member("first", TraceJson.strings(stripped(line.first()))),
                            member("second", TraceJson.strings(stripped(line.second())))))
                    .toList())));
  }

  private static List<String> stripped(List<String> texts) {
    return texts.stream().map(String::strip).toList();
  }
}
