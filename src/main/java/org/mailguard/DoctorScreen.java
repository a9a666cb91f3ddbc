package org.mailguard;

import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.probe.Visit;
import org.mailguard.doctor.report.Diagnosis;
import org.mailguard.doctor.report.JsonReport;
import org.mailguard.doctor.report.TextReport;

/** What the operator sees while the doctor works and when he is done. Several threads write. */
final class DoctorScreen {
  private static final String CLEAR_LINE = "\r\033[K";

  private final PrintStream out;
  private final PrintStream err;
  private final int targets;
  private final boolean json;
  private final boolean verbose;
  private final boolean terminal;

  DoctorScreen(PrintStream out, PrintStream err, int targets, boolean json, boolean verbose) {
    this.out = out;
    this.err = err;
    this.targets = targets;
    this.json = json;
    this.verbose = verbose;
    this.terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  private boolean isColoured() {
    return terminal && System.getenv("NO_COLOR") == null;
  }

  /** On a terminal only, and on one line that is written over. */
  synchronized void visited(String target, Visit visit) {
    if (terminal) {
      err.print(CLEAR_LINE + target + "  " + visit.step().title());
      err.flush();
    }
  }

  synchronized void finished(Diagnosis diagnosis) {
    clear();
    if (json) {
      out.println(JsonReport.of(diagnosis));
    } else if (targets > 1) {
      out.println(TextReport.line(diagnosis));
    }
    out.flush();
  }

  /** Reports of all that are not clean, and a table if there are several. */
  synchronized void end(List<Diagnosis> diagnoses) {
    clear();
    if (json) {
      return;
    }
    for (Diagnosis each : diagnoses) {
      if (targets == 1 || verbose || each.verdict() != Verdict.CLEAN) {
        out.print(targets == 1 ? "" : "\n");
        out.print(TextReport.of(each, verbose, isColoured()));
      }
    }
    if (targets > 1) {
      out.println();
      diagnoses.forEach(each -> out.println(TextReport.line(each)));
      for (Verdict verdict : Verdict.values()) {
        long count = diagnoses.stream().filter(each -> each.verdict() == verdict).count();
        out.println(verdict.word() + ": " + count);
      }
    }
    out.flush();
  }

  private void clear() {
    if (terminal) {
      err.print(CLEAR_LINE);
      err.flush();
    }
  }
}
