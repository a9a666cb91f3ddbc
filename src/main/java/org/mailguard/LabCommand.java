package org.mailguard;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.ConfigParser;
import org.mailguard.config.ConfigResult;
import org.mailguard.config.Configuration;
import org.mailguard.proxy.HandedOver;
import org.mailguard.proxy.Tap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code mailguard lab PROFILE --server HOST:PORT}: an old box in front of a server, in the
 * foreground. It writes the configuration for it, so that the reader learns the lines.
 */
@Command(
    name = "lab",
    description =
        "Put an old Mailguard, or a firewall of another make, in front of a server, with the faults"
            + " that it had. For laboratories: it loses mail and lets attacks through.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class LabCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PROFILE",
      description =
          "p40, p42, p44, p51, p70, a72 or a94; watchguard, checkpoint or raptor; or honest, to"
              + " compare.")
  private String profile = "";

  @Option(
      names = "--server",
      paramLabel = "HOST:PORT",
      required = true,
      description = "The server behind it.")
  private String server = "";

  @Option(
      names = "--listen",
      paramLabel = "[ADDRESS:]PORT",
      defaultValue = "2525",
      description = "Where clients connect; on 127.0.0.1 port ${DEFAULT-VALUE} if nothing is said.")
  private String listen = "2525";

  @Option(
      names = "--defect",
      paramLabel = "DEFECT",
      description =
          "A fault of the release: segments, split-mark, noop, data, data-again, greeting-lines.")
  private List<String> defects = new ArrayList<>();

  @Option(names = "--as-it-was", description = "All faults that the release had.")
  private boolean asItWas;

  @Option(names = "--esmtp", description = "Another make is told to speak ESMTP.")
  private boolean esmtp;

  @Option(
      names = "--recipients",
      paramLabel = "COUNT",
      split = ",",
      description = "Limit of watchguard; of raptor the soft and the hard one, as 10,100.")
  private List<Integer> recipients = new ArrayList<>();

  /** What cannot be done; said in one line. */
  static final class Unclear extends Exception {
    private static final long serialVersionUID = 1L;

    Unclear(String message) {
      super(message);
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      String text = text();
      RunningGuard guard = start(text, new DemoScreen(System.out));
      System.out.print("! " + String.join(" ", "mailguard lab", profile) + "\n" + text + "\n");
      warn();
      guard.announce(System.out);
      CountDownLatch end = new CountDownLatch(1);
      Signals.on("TERM", end::countDown);
      Signals.on("INT", end::countDown);
      end.await();
      guard.stop();
      return ExitStatus.FINE;
    } catch (IOException | Unclear e) {
      System.err.println("mailguard: " + e.getMessage());
      return ExitStatus.UNKNOWN;
    }
  }

  private void warn() {
    if (!profile.equalsIgnoreCase(LabProfile.HONEST)) {
      System.err.println(
          """
          **********************************************************************
          *  LABORATORY: this is an old box with its faults, and no firewall.  *
          *  It loses mail and lets attacks through. Keep real mail out of it. *
          **********************************************************************\
          """);
    }
  }

  /** {@code tap} sees each step of each session. */
  static RunningGuard start(String text, Tap tap) throws IOException, Unclear {
    return switch (ConfigParser.parse("lab", text)) {
      case ConfigResult.Accepted(Configuration configuration) ->
          RunningGuard.start(configuration, HandedOver.NONE, OutputStream.nullOutputStream(), tap);
      case ConfigResult.Refused refused ->
          throw new Unclear(
              "that makes no configuration: " + refused.problems().getFirst().describe("lab"));
    };
  }

  /** The configuration. */
  String text() throws Unclear {
    LabProfile box =
        LabProfile.named(profile)
            .orElseThrow(() ->
                new Unclear(
                    "there is no profile "
                        + profile
                        + ", only "
                        + String.join(", ", LabProfile.names())));
    check(box);
    HostAndPort behind = HostAndPort.read("--server", server, null);
    HostAndPort before = HostAndPort.read("--listen", listen, "127.0.0.1");
    Set<String> faults = new LinkedHashSet<>(asItWas ? box.asItWas() : List.of());
    faults.addAll(defects);
    String lines = String.join("\n  ", box.lines(List.copyOf(faults), words()));
    return """
    hostname laboratory
    ip address outside %1$s
    static (inside,outside) tcp interface %2$d %3$s %4$d
    access-list mail permit tcp any interface outside
    access-group mail in interface outside
    class-map clients
     match port tcp eq %2$d
    policy-map laboratory
     class clients
      %5$s
    service-policy laboratory global
    """
        .formatted(before.host(), before.port(), behind.host(), behind.port(), lines);
  }

  private void check(LabProfile box) throws Unclear {
    boolean faulty = asItWas || !defects.isEmpty();
    if (faulty && box.release() == null) {
      throw new Unclear("--defect and --as-it-was are for releases, and " + profile + " is none");
    }
    if (!box.isMake() && (esmtp || !recipients.isEmpty())) {
      throw new Unclear(
          "--esmtp and --recipients are for other makes, and " + profile + " is none");
    }
    int limits =
        switch (box.name()) {
          case "watchguard" -> 1;
          case "raptor" -> 2;
          default -> 0;
        };
    if (!recipients.isEmpty() && recipients.size() != limits) {
      throw new Unclear(
          "--recipients takes "
              + (limits == 0 ? "nothing" : limits + " numbers")
              + " for "
              + profile);
    }
  }

  private List<String> words() {
    List<String> words = new ArrayList<>();
    if (esmtp) {
      words.add("esmtp");
    }
    if (!recipients.isEmpty()) {
      words.add("recipients");
      recipients.forEach(count -> words.add(Integer.toString(count)));
    }
    return words;
  }

  /**
   * {@code HOST:PORT}, as it is typed.
   *
   * @param host a name or an address, without brackets
   */
  record HostAndPort(String host, int port) {

    /** {@code otherwise} is the host of a port that stands alone; null if it must not. */
    static HostAndPort read(String option, String text, @Nullable String otherwise) throws Unclear {
      int colon = text.lastIndexOf(':');
      String host = colon < 0 ? otherwise : text.substring(0, colon);
      if (host != null && host.startsWith("[") && host.endsWith("]")) {
        host = host.substring(1, host.length() - 1);
      }
      String digits = text.substring(colon + 1);
      if (host == null || host.isBlank() || !digits.matches("[1-9][0-9]{0,4}")) {
        throw new Unclear(option + " " + text + " is no host and port");
      }
      return new HostAndPort(host, Integer.parseInt(digits));
    }
  }
}
