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
import org.jspecify.annotations.Nullable;
import org.mailguard.doctor.probe.Target;
import org.mailguard.doctor.report.Diagnosis;
import org.mailguard.doctor.report.HtmlReport;
import org.mailguard.doctor.report.Redaction;
import org.mailguard.doctor.report.SavedReport;
import org.mailguard.doctor.vantage.VantageComparison;
import org.mailguard.doctor.vantage.VantagePoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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
      "  here$  mailguard doctor compare 192.0.2.1:2525 responder"
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

  @Override
  public Integer call() throws InterruptedException {
    try {
      List<Diagnosis> diagnoses = other.equals(RESPONDER) ? withResponder() : compared();
      if (html != null) {
        Files.writeString(html, HtmlReport.of(diagnoses));
      }
      return DoctorCommand.status(diagnoses.stream().map(Diagnosis::verdict).toList());
    } catch (IOException | IllegalArgumentException e) {
      System.err.println("mailguard: " + e.getMessage());
      return ExitStatus.UNKNOWN;
    }
  }

  private List<Diagnosis> withResponder() throws IOException, InterruptedException {
    List<Target> targets = List.of(target(one));
    DoctorScreen screen =
        new DoctorScreen(System.out, System.err, Terminal.ofThisProcess(), 1, json, verbose);
    List<Diagnosis> diagnoses = new DoctorRounds(options.paths(), screen, redact).run(targets);
    screen.end(diagnoses);
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
    DoctorScreen screen =
        new DoctorScreen(
            System.out, System.err, Terminal.ofThisProcess(), diagnoses.size(), json, verbose);
    List<Diagnosis> shown = redact ? diagnoses.stream().map(Redaction::of).toList() : diagnoses;
    shown.forEach(screen::finished);
    screen.end(shown);
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
    // Of one target it shows what goes on, and no more until the end.
    DoctorScreen screen =
        new DoctorScreen(System.out, System.err, Terminal.ofThisProcess(), 1, false, false);
    DoctorRounds.Asks asks = DoctorRounds.Asks.of(options.doctor(false, null));
    DoctorRounds rounds = new DoctorRounds(asks, screen, false);
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
