package org.mailguard;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.catalogue.Fingerprints;
import org.mailguard.doctor.probe.Asking;
import org.mailguard.doctor.probe.Names;
import org.mailguard.doctor.probe.Patience;
import org.mailguard.doctor.probe.Target;
import org.mailguard.doctor.report.Diagnosis;
import org.mailguard.doctor.report.Doctor;
import org.mailguard.doctor.report.HtmlReport;
import org.mailguard.doctor.report.Redaction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mailguard doctor}: does something between here and there change the conversation? */
@Command(
    name = "doctor",
    description =
        "Find the box that changes, blocks or breaks mail on its way to a server: what it is, which"
            + " symptoms it explains, and what to type on it.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {DoctorReadCommand.class, DoctorServeCommand.class})
final class DoctorCommand implements Callable<Integer> {
  /** An address of documentation, RFC 5737: nobody may have it. */
  private static final InetSocketAddress NOBODY =
      new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 25);

  private static final String NO_NAME = "localhost.localdomain";

  @Parameters(
      paramLabel = "TARGET",
      arity = "0..*",
      description =
          "A mail domain, a host, HOST:PORT, [ADDRESS]:PORT; or a file of them, one a line (also"
              + " @FILE), where # begins a comment.")
  private List<String> typed = new ArrayList<>();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "25",
      description = "Of targets that name none; ${DEFAULT-VALUE} if nothing is said.")
  private int port = 25;

  @Option(
      names = "--ports",
      paramLabel = "PORT",
      split = ",",
      description = "Other mail ports of each host to compare with, such as 465,587.")
  private List<Integer> ports = new ArrayList<>();

  @Option(
      names = "--dns",
      paramLabel = "ADDRESS[:PORT]",
      description = "Ask this name server, and no other.")
  private @Nullable String dns;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What to say in EHLO; the name of this machine if nothing is said.")
  private @Nullable String name;

  @Option(
      names = "--from",
      paramLabel = "MAILBOX",
      description = "What to say in MAIL; nobody (<>) if nothing is said.")
  private String from = "";

  @Option(
      names = "--inner",
      paramLabel = "ADDRESS[:PORT]",
      description = "The same server by a way without the box, to compare with.")
  private @Nullable String inner;

  @Option(
      names = "--interception",
      description = "Also call 192.0.2.1, which nobody has: what answers there is near you.")
  private boolean interception;

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

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "40",
      description = "To wait for a greeting; ${DEFAULT-VALUE} if nothing is said.")
  private int patience = 40;

  @Option(
      names = "--pause",
      paramLabel = "MILLISECONDS",
      defaultValue = "1000",
      description = "Between two connections to one host; ${DEFAULT-VALUE} if nothing is said.")
  private int pause = 1000;

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

  /** What cannot be asked; said in one line. */
  private static final class Unclear extends Exception {
    private static final long serialVersionUID = 1L;

    Unclear(String message) {
      super(message);
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    if (typed.isEmpty()) { // which stands before a subcommand, and is wrong without one
      System.err.println("mailguard: doctor wants a target; doctor --help tells more");
      return ExitStatus.UNKNOWN;
    }
    try {
      List<Target> targets = DoctorTargets.read(typed);
      if (responder) {
        return withResponder(targets);
      }
      Doctor doctor = new Doctor(names(), asking(), port, Fingerprints.standard());
      DoctorScreen screen = new DoctorScreen(System.out, System.err, targets.size(), json, verbose);
      List<Diagnosis> diagnoses = new DoctorRounds(doctor, screen, redact).run(targets);
      screen.end(diagnoses);
      if (html != null) {
        Files.writeString(html, HtmlReport.of(diagnoses));
      }
      return status(diagnoses);
    } catch (IOException | Unclear | IllegalArgumentException e) {
      System.err.println("mailguard: " + e.getMessage());
      return ExitStatus.UNKNOWN;
    }
  }

  private int withResponder(List<Target> targets) throws Unclear, IOException {
    asking(); // refuses options that are out of range
    DoctorScreen screen = new DoctorScreen(System.out, System.err, targets.size(), json, verbose);
    List<Diagnosis> diagnoses = new ArrayList<>();
    for (Target target : targets) {
      Diagnosis diagnosis =
          PathDiagnosis.of(address("--with-responder", target.typed(), port), patience * 1000);
      diagnoses.add(redact ? Redaction.of(diagnosis) : diagnosis);
      screen.finished(diagnoses.getLast());
    }
    screen.end(diagnoses);
    if (html != null) {
      Files.writeString(html, HtmlReport.of(diagnoses));
    }
    return status(diagnoses);
  }

  private static int status(List<Diagnosis> diagnoses) {
    if (diagnoses.stream().anyMatch(each -> each.verdict() == Verdict.INTERFERENCE)) {
      return ExitStatus.BAD;
    }
    return diagnoses.stream().allMatch(each -> each.verdict() == Verdict.CLEAN)
        ? ExitStatus.FINE
        : ExitStatus.UNKNOWN;
  }

  private Names names() throws Unclear {
    return dns == null ? Names.ofThisMachine() : Names.by(address("--dns", dns, 53));
  }

  private Asking asking() throws Unclear {
    if (patience < 1
        || patience > 600
        || pause < 0
        || pause > 600_000
        || port < 1
        || port > 65_535) {
      throw new Unclear(
          "--patience is 1 to 600 seconds, --pause 0 to 600000 milliseconds, --port 1 to 65535");
    }
    Patience usual = Patience.USUAL;
    Patience waits =
        new Patience(
            usual.connect(),
            Duration.ofSeconds(patience),
            usual.reply(),
            Duration.ofMillis(pause),
            usual.octets(),
            quiet ? usual.host().plusMinutes(6) : usual.host());
    return new Asking(
        name == null ? ownName() : name,
        from,
        waits,
        ports,
        quiet,
        interception ? NOBODY : null,
        inner == null ? null : address("--inner", inner, port),
        testMail);
  }

  private static String ownName() {
    try {
      String own = InetAddress.getLocalHost().getCanonicalHostName();
      return own.contains(".") && own.matches("[A-Za-z0-9.-]*[A-Za-z-][A-Za-z0-9.-]*")
          ? own
          : NO_NAME;
    } catch (UnknownHostException e) {
      return NO_NAME;
    }
  }

  private static InetSocketAddress address(String option, String text, int otherwise)
      throws Unclear {
    Target target =
        Target.parse(text)
            .filter(it -> it.address() != null)
            .orElseThrow(() -> new Unclear(option + " " + text + " is no address"));
    return new InetSocketAddress(target.address(), target.port() == 0 ? otherwise : target.port());
  }
}
