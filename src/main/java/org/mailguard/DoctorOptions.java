package org.mailguard;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.catalogue.Fingerprints;
import org.mailguard.doctor.probe.Asking;
import org.mailguard.doctor.probe.Names;
import org.mailguard.doctor.probe.Patience;
import org.mailguard.doctor.probe.Target;
import org.mailguard.doctor.report.Diagnosis;
import org.mailguard.doctor.report.Doctor;
import picocli.CommandLine.Option;

/** How to ask: the options that every command which makes a diagnosis has. */
final class DoctorOptions {
  /** An address of documentation, RFC 5737: nobody may have it. */
  private static final InetSocketAddress NOBODY =
      new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 25);

  private static final String NO_NAME = "localhost.localdomain";

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
      names = "--tls-ports",
      paramLabel = "PORT",
      split = ",",
      description = "Ports that begin with TLS; 465 does if nothing is said.")
  private List<Integer> tlsPorts = new ArrayList<>();

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

  /**
   * Asks as the options say.
   *
   * @param quiet true to hold a quiet connection as well
   * @param testMail the operator's own mailbox, or null to send nothing
   */
  Doctor doctor(boolean quiet, @Nullable String testMail) throws IOException {
    return new Doctor(names(), asking(quiet, testMail), port, Fingerprints.standard());
  }

  /** What the paths to responders do: targets are their addresses or names. */
  DoctorRounds.Asks paths() throws IOException {
    Patience waits = asking(false, null).patience();
    int wait = Math.toIntExact(waits.greeting().toMillis());
    int pause = Math.toIntExact(waits.octets().toMillis());
    Names names = names();
    return (target, progress) -> {
      Diagnosis diagnosis;
      try {
        List<InetSocketAddress> addresses =
            addresses(names, target).stream()
                .map(each -> new InetSocketAddress(each, target.port() == 0 ? port : target.port()))
                .toList();
        diagnosis = PathDiagnosis.of(target.typed(), addresses, wait, pause, progress::visited);
      } catch (IOException e) {
        diagnosis =
            new Diagnosis(
                target.typed(), Verdict.UNREACHABLE, List.of(), List.of(e.getMessage() + "."));
      }
      progress.known(diagnosis);
      return diagnosis;
    };
  }

  private static List<InetAddress> addresses(Names names, Target target) throws IOException {
    InetAddress literal = target.address();
    return literal == null ? names.addresses(target.name()) : List.of(literal);
  }

  private Names names() throws IOException {
    return dns == null ? Names.ofThisMachine() : Names.by(address("--dns", dns, 53));
  }

  private Asking asking(boolean quiet, @Nullable String testMail) throws IOException {
    if (patience < 1
        || patience > 600
        || pause < 0
        || pause > 600_000
        || port < 1
        || port > 65_535) {
      throw new IOException(
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
        tlsPorts,
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

  /** An address and no name; {@code otherwise} is the port if none is named. */
  static InetSocketAddress address(String option, String text, int otherwise) throws IOException {
    Target target =
        Target.parse(text)
            .filter(it -> it.address() != null)
            .orElseThrow(() -> new IOException(option + " " + text + " is no address"));
    return new InetSocketAddress(target.address(), target.port() == 0 ? otherwise : target.port());
  }
}
