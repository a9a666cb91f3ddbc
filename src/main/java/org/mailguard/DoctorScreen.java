package org.mailguard;

import java.io.PrintStream;
import java.util.List;
import org.mailguard.doctor.probe.Visit;
import org.mailguard.doctor.report.Diagnosis;
import org.mailguard.doctor.report.JsonReport;
import org.mailguard.doctor.report.TextReport;

/** What the operator sees while the doctor works and when he is done. Several threads write. */
final class DoctorScreen {
  private static final String CLEAR_LINE = "\r\033[K";

  /** Over the line that is there, cut at the margin: a line that wraps could not be taken back. */
  private static final String OVER_LINE = "\r\033[?7l";

  private static final String LINE_ENDS = "\033[K\033[?7h";

  private final PrintStream out;
  private final PrintStream err;
  private final Terminal terminal;
  private final int targets;
  private final boolean json;
  private final boolean verbose;
  private int done;

  DoctorScreen(
      PrintStream out,
      PrintStream err,
      Terminal terminal,
      int targets,
      boolean json,
      boolean verbose) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
    this.targets = targets;
    this.json = json;
    this.verbose = verbose;
  }

  /** A target begins, which may take minutes. */
  synchronized void begins(String target) {
    progress(target + ": asking");
  }

  synchronized void visited(String target, Visit visit) {
    progress(target + ": " + visit.step().title() + ", done");
  }

  /** On a terminal only, and on one line that is written over. */
  private void progress(String text) {
    if (terminal.progress()) {
      String count = targets > 1 ? done + " of " + targets + " done  " : "";
      err.print(OVER_LINE + count + text + LINE_ENDS);
      err.flush();
    }
  }

  /** The operator wants no more. */
  synchronized void stops() {
    clear();
    err.println("mailguard: stopped; what is known so far follows, a second Ctrl-C ends at once");
  }

  /** What came of it: for a program on standard output, for people a line that leads nowhere. */
  synchronized void finished(Diagnosis diagnosis) {
    clear();
    done++;
    if (json) {
      out.println(JsonReport.of(diagnosis));
      out.flush();
    } else if (targets > 1) {
      err.println(TextReport.line(diagnosis));
    }
  }

  /** Reports of all that are not clean, and a table if there are several. */
  synchronized void end(List<Diagnosis> diagnoses) {
    clear();
    if (json) {
      return;
    }
    out.print(
        targets == 1
            ? TextReport.of(diagnoses.getFirst(), verbose, terminal.colours(), terminal.width())
            : TextReport.ofSeveral(diagnoses, verbose, terminal.colours(), terminal.width()));
    out.flush();
  }

  private void clear() {
    if (terminal.progress()) {
      err.print(CLEAR_LINE);
      err.flush();
    }
  }
}
