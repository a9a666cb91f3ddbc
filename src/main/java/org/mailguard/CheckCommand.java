package org.mailguard;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.CheckReport;
import org.mailguard.config.ConfigResult;
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

  @Option(
      names = "--with",
      paramLabel = "DIALOGUES",
      description = "A folder of dialogues, to be played against the configuration.")
  private @Nullable Path dialogues;

  @Override
  public Integer call() {
    return dialogues == null ? check(file, json, strict) : checkWith(dialogues);
  }

  /** Of a configuration that is not good enough, the report says why, and nothing is played. */
  private int checkWith(Path folder) {
    try {
      ConfigResult result = new ConfigurationFile(file).read();
      boolean goodEnough =
          switch (new CheckReport(file.toString(), result).worst()) {
            case USED -> true;
            case NOT_USED -> !strict;
            case UNKNOWN -> false;
          };
      if (!goodEnough || !(result instanceof ConfigResult.Accepted(var configuration))) {
        return check(file, json, strict);
      }
      PolicyTests tests = new PolicyTests(configuration);
      tests.play(folder);
      System.out.print(json ? tests.json(file.toString()) : tests.text());
      return tests.exitStatus();
    } catch (IOException e) {
      System.err.println("mailguard: " + e.getMessage());
      return ExitStatus.UNKNOWN;
    }
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
