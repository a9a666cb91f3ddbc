package org.mailguard;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.mailguard.config.ConfigResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mailguard reload PID}: has a running guard read its file again, if the file is good. */
@Command(
    name = "reload",
    description = "Check a configuration and, if it is good, have a running guard read it again.",
    mixinStandardHelpOptions = true)
final class ReloadCommand implements Callable<Integer> {
  @Parameters(paramLabel = "PID", description = "Process id of the guard.")
  private long pid;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The file that the guard was started with; ${DEFAULT-VALUE} if none is named.")
  private Path file = Path.of("/etc/mailguard/startup-config");

  @Override
  public Integer call() throws InterruptedException {
    try {
      if (new ConfigurationFile(file).read() instanceof ConfigResult.Refused refused) {
        refused.problems().forEach(problem -> System.err.print(problem.describe(refused.name())));
        System.err.println("mailguard: " + file + " is refused; the guard goes on as it was");
        return ExitStatus.BAD;
      }
      Process kill = new ProcessBuilder("kill", "-HUP", Long.toString(pid)).inheritIO().start();
      if (kill.waitFor() != 0) {
        return ExitStatus.UNKNOWN;
      }
    } catch (IOException e) {
      System.err.println("mailguard: " + e.getMessage());
      return ExitStatus.UNKNOWN;
    }
    System.out.println(
        "process " + pid + " reads " + file + " again; its log says MG-5-750003 or MG-3-750004");
    return ExitStatus.FINE;
  }
}
