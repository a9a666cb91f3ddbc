package org.mailguard;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.mailguard.config.CheckReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code mailguard check FILE}: what a configuration would do, and everything that is wrong with
 * it.
 */
@Command(
    name = "check",
    description = "Read a configuration and report every problem with line and column.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The configuration.")
  private Path file = Path.of("");

  @Option(names = "--json", description = "The report as JSON.")
  private boolean json;

  @Option(names = "--strict", description = "A line that is not used is a reason to fail.")
  private boolean strict;

  @Override
  public Integer call() {
    return check(file, json, strict);
  }

  static int check(Path file, boolean json, boolean strict) {
    try {
      CheckReport report = new CheckReport(file.toString(), new ConfigurationFile(file).read());
      System.out.print(json ? report.json() + "\n" : report.text());
      return switch (report.worst()) {
        case USED -> ExitStatus.FINE;
        case NOT_USED -> strict ? ExitStatus.BAD : ExitStatus.FINE;
        case UNKNOWN -> ExitStatus.BAD;
      };
    } catch (IOException e) {
      System.err.println("mailguard: " + e.getMessage());
      return ExitStatus.UNKNOWN;
    }
  }
}
