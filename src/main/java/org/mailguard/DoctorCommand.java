package org.mailguard;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.probe.Target;
import org.mailguard.doctor.report.Diagnosis;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mailguard doctor}: does something between here and there change the conversation? */
@Command(
    name = "doctor",
    description =
        "Find the box that changes, blocks or breaks mail on its way to a server: what it is, which"
            + " symptoms it explains, and what to type on it.",
    footer = {
      "",
      "Examples:",
      "  mailguard doctor example.org",
      "  mailguard doctor mx.example.org:25 --html report.html",
      "  mailguard doctor @domains.txt --json",
      "",
      "Exit status: 0 nothing interferes, 1 something does, 2 it cannot be told.",
      "Ctrl-C reports what is known so far; a second one ends at once."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {
      DoctorCompareCommand.class,
      DoctorReadCommand.class,
      DoctorServeCommand.class,
      DoctorWatchCommand.class
    })
final class DoctorCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "TARGET",
      arity = "0..*",
      description =
          "A mail domain, a host, HOST:PORT, [ADDRESS]:PORT; or a file of them, one a line (also"
              + " @FILE), where # begins a comment.")
  private List<String> typed = new ArrayList<>();

  @Mixin private DoctorOptions options = new DoctorOptions();

  @Option(names = "--long", description = "Also hold a quiet connection for five minutes.")
  private boolean quiet;

  @Option(
      names = "--send-test-mail",
      paramLabel = "MAILBOX",
      description = "Also send three small messages to this mailbox, which is yours.")
  private @Nullable String testMail;

  @Option(
      names = "--with-responder",
      description = "TARGET leads to mailguard doctor serve: compare what was sent and what came.")
  private boolean responder;

  @Mixin private DoctorOutput output = new DoctorOutput();

  @Override
  public Integer call() throws InterruptedException {
    if (typed.isEmpty()) { // which stands before a subcommand, and is wrong without one
      System.err.println("mailguard: doctor wants a target; doctor --help tells more");
      return ExitStatus.UNKNOWN;
    }
    try {
      List<Target> targets = DoctorTargets.read(typed);
      DoctorRounds.Asks asks =
          responder ? options.paths() : DoctorRounds.Asks.of(options.doctor(quiet, testMail));
      DoctorScreen screen = output.screen(targets.size());
      List<Diagnosis> diagnoses = new DoctorRounds(asks, screen, output::shown).run(targets);
      output.end(screen, diagnoses);
      return status(diagnoses.stream().map(Diagnosis::verdict).toList());
    } catch (IOException | IllegalArgumentException e) {
      System.err.println("mailguard: " + e.getMessage());
      return ExitStatus.UNKNOWN;
    }
  }

  /** The worst of all. */
  static int status(List<Verdict> verdicts) {
    if (verdicts.contains(Verdict.INTERFERENCE)) {
      return ExitStatus.BAD;
    }
    return verdicts.stream().allMatch(verdict -> verdict == Verdict.CLEAN)
        ? ExitStatus.FINE
        : ExitStatus.UNKNOWN;
  }
}
