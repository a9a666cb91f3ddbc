package org.mailguard;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.probe.Addresses;
import org.mailguard.doctor.probe.Target;
import org.mailguard.doctor.report.Doctor;
import org.mailguard.doctor.watch.History;
import org.mailguard.doctor.watch.MetricsPort;
import org.mailguard.doctor.watch.Watch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mailguard doctor watch}: the diagnosis again and again, and what changed. */
@Command(
    name = "watch",
    description =
        "Ask again and again, and report changes only: verdicts, findings, addresses,"
            + " certificates. Ctrl-C ends with a summary.",
    footer = {
      "",
      "Example:",
      "  mailguard doctor watch example.org --every 1h --history history.jsonl",
      "",
      "Exit status is that of the last verdicts: 0 nothing interferes, 1 something does, 2 it cannot be told."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DoctorWatchCommand implements Callable<Integer> {
  private static final Pattern PERIOD = Pattern.compile("([1-9][0-9]{0,5})([smhd])");
  private static final Duration LONGEST = Duration.ofDays(7);

  /** Between two runs on a host that may be somebody else's. */
  private static final Duration POLITE = Duration.ofMinutes(1);

  private static final int MOST_KEPT = 100_000;

  @Parameters(
      paramLabel = "TARGET",
      arity = "1..*",
      description = "As for doctor: a domain, a host, HOST:PORT, or a file of them.")
  private List<String> typed = new ArrayList<>();

  @Option(
      names = "--every",
      paramLabel = "PERIOD",
      defaultValue = "10m",
      description =
          "From one run to the next, in s, m, h or d; ${DEFAULT-VALUE} if nothing is said.")
  private String every = "10m";

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description = "Keep each run, a line of JSON; what was last known is read from it at start.")
  private @Nullable Path file;

  @Option(
      names = "--keep",
      paramLabel = "RUNS",
      defaultValue = "10000",
      description = "To keep in the history; ${DEFAULT-VALUE} if nothing is said.")
  private int kept = 10_000;

  @Option(
      names = "--metrics",
      paramLabel = "ADDRESS:PORT",
      description = "Serve /metrics for Prometheus here, on loopback.")
  private @Nullable String metrics;

  @Mixin private DoctorOptions options = new DoctorOptions();

  private final long runs;

  /** Until it is stopped. */
  DoctorWatchCommand() {
    this(Watch.FOREVER);
  }

  /** So many runs of each target. */
  DoctorWatchCommand(long runs) {
    this.runs = runs;
  }

  private static final class Screen implements Watch.Listener {
    @Override
    public synchronized void changed(Instant at, String target, List<String> sentences) {
      sentences.forEach(each -> System.out.println(at + " " + target + ": " + each));
      System.out.flush();
    }

    @Override
    public void notWritten(IOException why) {
      System.err.println("mailguard: the history was not written: " + why.getMessage());
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      List<Target> targets = DoctorTargets.read(typed);
      Duration period = period(targets);
      Doctor doctor = options.doctor(false, null);
      try (History history = history(targets)) {
        Watch watch =
            new Watch(
                target -> doctor.diagnose(target, Doctor.Progress.NONE),
                period,
                runs,
                InstantSource.system(),
                new Random(),
                history,
                new Screen());
        return run(watch, targets);
      }
    } catch (IOException | IllegalArgumentException e) {
      System.err.println("mailguard: " + e.getMessage());
      return ExitStatus.UNKNOWN;
    }
  }

  private int run(Watch watch, List<Target> targets) throws IOException, InterruptedException {
    try (MetricsPort port = port(watch)) {
      if (port != null) {
        System.err.println("metrics at http://" + Addresses.print(port.address()) + "/metrics");
      }
      StopSignals.on(watch::stop);
      watch.run(targets);
    }
    System.out.println();
    targets.forEach(target -> System.out.println(watch.summary(target)));
    return DoctorCommand.status(
        targets.stream().map(it -> watch.verdict(it).orElse(Verdict.INCONCLUSIVE)).toList());
  }

  private @Nullable MetricsPort port(Watch watch) throws IOException {
    return metrics == null
        ? null
        : MetricsPort.open(
            DoctorOptions.address("--metrics", metrics, 9325),
            watch::metrics,
            why -> System.err.println("mailguard: no metrics: " + why.getMessage()));
  }

  private @Nullable History history(List<Target> targets) throws IOException {
    if (kept < targets.size() || kept > MOST_KEPT) {
      throw new IOException(
          "--keep is " + targets.size() + " (one run of each target) to " + MOST_KEPT);
    }
    return file == null ? null : History.open(file, kept);
  }

  private Duration period(List<Target> targets) throws IOException {
    Matcher period = PERIOD.matcher(every);
    if (!period.matches()) {
      throw new IOException("--every " + every + ": expected a number and s, m, h or d, as in 10m");
    }
    long number = Long.parseLong(period.group(1));
    Duration duration =
        switch (period.group(2)) {
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        };
    boolean own =
        targets.stream().allMatch(it -> it.address() != null && it.address().isLoopbackAddress());
    if (duration.compareTo(LONGEST) > 0 || (!own && duration.compareTo(POLITE) < 0)) {
      throw new IOException(
          "--every is 1m to 7d; less than a minute is for targets on loopback only");
    }
    return duration;
  }
}
