package org.mailguard;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.ConfigResult;
import org.mailguard.config.Configuration;
import org.mailguard.config.Problem;
import org.mailguard.proxy.Activation;
import org.mailguard.proxy.HandedOver;
import org.mailguard.proxy.Tap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code mailguard run}: the guard in the foreground. SIGTERM and SIGINT drain it, SIGHUP reads the
 * file again.
 */
@Command(
    name = "run",
    description = "Run the guard in the foreground.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RunCommand implements Callable<Integer> {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      defaultValue = ConsoleService.CONFIGURATION,
      description = "The configuration; ${DEFAULT-VALUE} if none is named.")
  private Path file = Path.of(ConsoleService.CONFIGURATION);

  @Option(
      names = "--console",
      paramLabel = "SOCKET",
      description =
          "Where mailguard console finds the guard; by default "
              + ConsoleService.SOCKET
              + ", and FILE.console for another file than the usual one.")
  private @Nullable Path socket;

  @Option(
      names = "--check-only",
      description = "Read and report the configuration, as check does, and end.")
  private boolean checkOnly;

  @Override
  public Integer call() throws InterruptedException {
    if (checkOnly) {
      return CheckCommand.check(file, false, false);
    }
    try {
      return switch (new ConfigurationFile(file).read()) {
        case ConfigResult.Accepted(Configuration configuration) ->
            run(configuration.sealed(ConsoleService.passwords()::hash));
        case ConfigResult.Refused refused -> {
          refused.problems().forEach(problem -> System.err.print(problem.describe(refused.name())));
          System.err.println("mailguard: " + file + " is refused; nothing was started");
          yield ExitStatus.BAD;
        }
      };
    } catch (IOException e) {
      System.err.println("mailguard: " + e.getMessage());
      return ExitStatus.UNKNOWN;
    }
  }

  private int run(Configuration configuration) throws IOException, InterruptedException {
    for (Problem warning : configuration.warnings()) {
      System.err.print(warning.describe(file.toString()));
    }
    Optional<String> objection = new SelfTests(configuration).objection(false);
    if (objection.isPresent()) {
      System.err.println("mailguard: nothing was started: " + objection.get());
      return ExitStatus.BAD;
    }
    RunningGuard guard = RunningGuard.start(configuration, handedOver(), System.out, Tap.NONE);
    Path place = socket == null ? ConsoleService.socketOf(file) : socket;
    ConsoleService console = ConsoleService.start(guard, file, place);
    CountDownLatch end = new CountDownLatch(1);
    ServiceNotice notice = ServiceNotice.of(System.getenv(), System.err);
    Signals.on("TERM", end::countDown);
    Signals.on("INT", end::countDown);
    Signals.on("HUP", () -> reload(guard, notice));
    guard.announce(System.out);
    notice.ready();
    Thread.ofVirtual().start(guard::testServers);
    end.await();
    notice.stopping();
    console.close();
    guard.stop();
    return ExitStatus.FINE;
  }

  private static HandedOver handedOver() throws IOException {
    Activation activation = Activation.read(System.getenv(), ProcessHandle.current().pid());
    if (!activation.ignored().isEmpty()) {
      System.err.println("mailguard: " + activation.ignored());
    }
    return HandedOver.take(activation);
  }

  private synchronized void reload(RunningGuard guard, ServiceNotice notice) {
    notice.reloading();
    try {
      reload(guard);
    } finally {
      notice.ready(); // the old configuration serves as well as a new one
    }
  }

  private void reload(RunningGuard guard) {
    try {
      switch (new ConfigurationFile(file).read()) {
        case ConfigResult.Accepted(Configuration configuration) -> {
          Optional<String> objection = new SelfTests(configuration).objection(true);
          if (objection.isPresent()) {
            guard.refused(objection.get());
          } else {
            guard.reload(configuration.sealed(ConsoleService.passwords()::hash));
            Thread.ofVirtual().start(guard::testServers);
          }
        }
        case ConfigResult.Refused refused -> {
          refused.problems().forEach(problem -> System.err.print(problem.describe(refused.name())));
          guard.refused(refused.problems().size() + " problems in " + file);
        }
      }
    } catch (IOException e) {
      System.err.println("mailguard: " + e.getMessage());
      guard.refused(String.valueOf(e.getMessage()));
    }
  }
}
