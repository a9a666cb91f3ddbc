package org.mailguard.doctor.read;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Nature;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.report.Advice;

/** The words about what was read, the same in text and on the page. */
final class ReadWords {
  private static final int CAUSES_SHOWN = 3;

  private final Examined examined;
  private final Advice advice;

  ReadWords(Examined examined) {
    this.examined = examined;
    Advice.Occasion occasion =
        new Advice.Occasion(
            examined.verdict() == Verdict.INTERFERENCE
                ? "Mail between us suffers from something between our servers."
                : "Mail between us suffers, and it is not sure yet from what.",
            record() + ", at",
            "Please look also whether it is ours and not yours: a capture on both sides of the box,"
                + " taken at the same time, shows which octets it changes.");
    advice = new Advice(explained(), occasion);
  }

  /** The first line. */
  String verdict() {
    return switch (examined.verdict()) {
      case INTERFERENCE ->
          "Something on the way changes or breaks the conversation: "
              + advice.products()
              + ". "
              + advice.sureness();
      case CLEAN -> "No interference seen in what was read.";
      case INCONCLUSIVE, UNREACHABLE ->
          examined.guard().isEmpty()
              ? "It cannot be told from this whether something interferes" + causes() + "."
              : "Mailguard did this itself, as its configuration says: "
                  + examined.guard()
                  + ". Whether something else interferes cannot be told from this"
                  + causes()
                  + ".";
    };
  }

  private String causes() {
    List<String> causes = new ArrayList<>();
    for (Finding each : examined.findings()) {
      boolean said = !examined.guard().isEmpty() && each.id().startsWith("mailguard-");
      if (each.nature() != Nature.NAMED && !said && !causes.contains(each.product())) {
        causes.add(each.product());
      }
    }
    if (!causes.isEmpty()) {
      return "; it looks like " + String.join("; ", causes.stream().limit(CAUSES_SHOWN).toList());
    }
    return examined.inputs().stream()
        .filter(input -> input.form().equals(Form.UNREADABLE.word()))
        .findFirst()
        .map(input -> "; " + input.name() + " could not be read: " + input.what())
        .orElse("");
  }

  /** What the reader is told to do something about. */
  private List<Finding> explained() {
    return switch (examined.verdict()) {
      case INTERFERENCE -> examined.guilty();
      case INCONCLUSIVE, UNREACHABLE -> examined.findings();
      // A hint that whole conversations have not borne out is nothing to act upon.
      case CLEAN ->
          examined.findings().stream().filter(it -> it.nature() != Nature.INTERFERENCE).toList();
    };
  }

  /** What follows from what was seen. */
  Advice advice() {
    return advice;
  }

  /** What there is to write a letter about; empty if nobody needs to be asked for anything. */
  List<Advice> letter() {
    List<Finding> theirs =
        explained().stream().filter(it -> it.nature() == Nature.INTERFERENCE).toList();
    return theirs.isEmpty() ? List.of() : List.of(new Advice(theirs, advice.occasion()));
  }

  /** Findings that nobody is blamed for. */
  List<Finding> others() {
    List<Finding> guilty = examined.guilty();
    return examined.findings().stream().filter(it -> !guilty.contains(it)).toList();
  }

  private String record() {
    List<String> forms = examined.inputs().stream().map(Examined.Input::form).distinct().toList();
    return forms.size() != 1
        ? "Our records say"
        : switch (forms.getFirst()) {
          case "capture" -> "Our capture shows";
          case "transcript" -> "Our record of a conversation says";
          case "log" -> "Our log says";
          case "bounce" -> "What was returned to us says";
          default -> "We got";
        };
  }

  /** {@code mail.log: Postfix log, 17 lines}, and what else is to be said about the inputs. */
  List<String> read() {
    List<String> lines =
        examined.inputs().stream()
            .map(input -> input.name() + ": " + input.what())
            .collect(Collectors.toCollection(ArrayList::new));
    lines.addAll(examined.notes());
    return lines;
  }
}
