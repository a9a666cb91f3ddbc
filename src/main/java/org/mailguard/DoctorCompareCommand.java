package org.mailguard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.mailguard.doctor.probe.Target;
import org.mailguard.doctor.report.Diagnosis;
import org.mailguard.doctor.report.SavedReport;
import org.mailguard.doctor.vantage.VantageComparison;
import org.mailguard.doctor.vantage.VantagePoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mailguard doctor compare A B}: one host, seen from two places. */
@Command(
    name = "compare",
    description =
        "Compare what two places see of the same host: what differs is done on the way of one of them.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Save a report at each place, and compare:",
      "  there$ mailguard doctor example.org --json > there.json",
      "  here$  mailguard doctor compare there.json example.org",
      "Or, with mailguard doctor serve running at 192.0.2.1:2525:",
      "  here$  mailguard doctor compare 192.0.2.1:2525 responder",
      "",
      "Exit status: 0 nothing interferes, 1 something does, 2 it cannot be told."
    })
final class DoctorCompareCommand implements Callable<Integer> {
  /** In place of the second: what the first leads to is a responder, which knows its own side. */
  private static final String RESPONDER = "responder";

  private static final int LONGEST_FILE = 64 * 1024 * 1024;

  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "A report that was saved with --json, or a target to be asked now, from here.")
  private String one = "";

  @Parameters(
      index = "1",
      paramLabel = "B",
      description = "Another one; or the word responder, if A leads to mailguard doctor serve.")
  private String other = "";

  @Mixin private DoctorOptions options = new DoctorOptions();

  @Mixin private DoctorOutput output = new DoctorOutput();

  @Override
  public Integer call() throws InterruptedException {
    try {
      List<Diagnosis> diagnoses = other.equals(RESPONDER) ? withResponder() : compared();
      return DoctorCommand.status(diagnoses.stream().map(Diagnosis::verdict).toList());
    } catch (IOException | IllegalArgumentException e) {
      System.err.println("mailguard: " + e.getMessage());
      return ExitStatus.UNKNOWN;
    }
  }

  private List<Diagnosis> withResponder() throws IOException, InterruptedException {
    DoctorScreen screen = output.screen(1);
    List<Diagnosis> diagnoses =
        new DoctorRounds(options.paths(), screen, output::shown).run(List.of(target(one)));
    output.end(screen, diagnoses);
    return diagnoses;
  }

  private List<Diagnosis> compared() throws IOException, InterruptedException {
    List<VantagePoint> ones = points(one);
    List<VantagePoint> others = points(other);
    List<Diagnosis> diagnoses = new ArrayList<>();
    for (VantagePoint each : ones) {
      partner(each, ones, others)
          .map(partner -> VantageComparison.of(each, partner))
          .ifPresent(diagnoses::add);
    }
    if (diagnoses.isEmpty()) {
      throw new IOException(one + " and " + other + " have no target in common");
    }
    DoctorScreen screen = output.screen(diagnoses.size());
    List<Diagnosis> shown = diagnoses.stream().map(output::shown).toList();
    shown.forEach(screen::finished);
    output.end(screen, shown);
    return shown;
  }

  /**
   * The one with the same target; if each side has one only, that, whatever it was called there.
   */
  private static Optional<VantagePoint> partner(
      VantagePoint point, List<VantagePoint> ones, List<VantagePoint> others) {
    return ones.size() == 1 && others.size() == 1
        ? Optional.of(others.getFirst())
        : others.stream()
            .filter(each -> each.seen().target().equals(point.seen().target()))
            .findFirst();
  }

  private List<VantagePoint> points(String typed) throws IOException, InterruptedException {
    Path file = Path.of(typed);
    return Files.isRegularFile(file) ? saved(file) : List.of(here(target(typed)));
  }

  private static Target target(String typed) throws IOException {
    return Target.parse(typed)
        .orElseThrow(
            () -> new IOException(typed + " is neither a file nor a domain, host or HOST:PORT"));
  }

  private VantagePoint here(Target target) throws IOException, InterruptedException {
    DoctorRounds.Asks asks = DoctorRounds.Asks.of(options.doctor(false, null));
    DoctorRounds rounds =
        new DoctorRounds(asks, DoctorOutput.silentScreen(), UnaryOperator.identity());
    String place = "here (" + target.typed() + ")";
    return new VantagePoint(place, rounds.run(List.of(target)).getFirst());
  }

  private static List<VantagePoint> saved(Path file) throws IOException {
    byte[] octets;
    try (InputStream in = Files.newInputStream(file)) {
      octets = in.readNBytes(LONGEST_FILE + 1);
    }
    if (octets.length > LONGEST_FILE) {
      throw new IOException(file + ": longer than " + LONGEST_FILE + " octets");
    }
    List<VantagePoint> points = new ArrayList<>();
    int number = 0;
    for (String line : new String(octets, UTF_8).lines().toList()) {
      number++;
      if (!line.isBlank()) {
        try {
          points.add(new VantagePoint(String.valueOf(file.getFileName()), SavedReport.read(line)));
        } catch (IOException e) {
          throw new IOException(
              file + ":" + number + ": no report of mailguard doctor --json: " + e.getMessage(), e);
        }
      }
    }
    if (points.isEmpty()) {
      throw new IOException(file + ": there is no report in it");
    }
    return points;
  }
}
