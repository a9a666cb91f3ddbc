package org.mailguard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailguard.doctor.report.Diagnosis;
import org.mailguard.doctor.report.HtmlReport;
import org.mailguard.doctor.report.Redaction;
import picocli.CommandLine.Option;

/** Where diagnoses go, and how: the options that every command which reports some has. */
final class DoctorOutput {
  @Option(names = "--verbose", description = "Everything that was said, with times.")
  private boolean verbose;

  @Option(names = "--json", description = "One object a target, on a line of its own.")
  private boolean json;

  @Option(names = "--html", paramLabel = "FILE", description = "Also write a page.")
  private @Nullable Path html;

  @Option(
      names = "--redact",
      description = "Stand-ins for names and addresses, so that the report can be shown around.")
  private boolean redact;

  DoctorScreen screen(int targets) {
    return new DoctorScreen(
        System.out, System.err, Terminal.ofThisProcess(), targets, json, verbose);
  }

  /** Shows what goes on, and nothing of what came of it. */
  static DoctorScreen silentScreen() {
    return new DoctorScreen(System.out, System.err, Terminal.ofThisProcess(), 1, false, false);
  }

  /** With stand-ins, if that was asked for. */
  Diagnosis shown(Diagnosis diagnosis) {
    return redact ? Redaction.of(diagnosis) : diagnosis;
  }

  /** The end of a report: what the screen has left, and the page. */
  void end(DoctorScreen screen, List<Diagnosis> shown) throws IOException {
    screen.end(shown);
    if (html != null) {
      try {
        Files.writeString(html, HtmlReport.of(shown));
      } catch (IOException e) {
        throw new IOException(html + " cannot be written: " + DoctorReadCommand.reason(e), e);
      }
    }
  }
}
