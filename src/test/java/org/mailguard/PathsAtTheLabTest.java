package org.mailguard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.mailguard.doctor.Evidence;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.ends.Responder;
import org.mailguard.doctor.report.Diagnosis;
import picocli.CommandLine;

/**
 * Every box and every fault of the laboratory before a responder: which octets it changes. What is
 * expected stands in {@code doctor/paths.txt}; written anew with {@code -Dmailguard.regenerate}, to
 * be read before it is kept.
 */
class PathsAtTheLabTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final Path EXPECTED = Path.of("src/test/resources/doctor/paths.txt");

  /** For a reply that will not come; the others come at once, unless the machine is busy. */
  private static final int WAIT = 3000;

  private static final int PAUSE = 5;

  private static final List<String> BOXES =
      List.of(
          "honest",
          "p40",
          "p42",
          "p42 --defect noop",
          "p42 --defect data",
          "p44",
          "p44 --defect greeting-lines",
          "p51",
          "p51 --defect segments",
          "p51 --defect split-mark",
          "p51 --defect data-again",
          "p70",
          "a72",
          "a94",
          "watchguard",
          "watchguard --esmtp",
          "checkpoint",
          "raptor",
          "raptor --esmtp");

  @Test
  void whatEachBoxDoesIsNamed() throws Exception {
    Map<String, Future<String>> running = new LinkedHashMap<>();
    StringBuilder all = new StringBuilder();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String box : BOXES) {
        running.put(box, threads.submit(() -> told(diagnosis(box))));
      }
      for (Map.Entry<String, Future<String>> each : running.entrySet()) {
        all.append("== ").append(each.getKey()).append(": ").append(each.getValue().get());
      }
    }
    if (System.getProperty("mailguard.regenerate") != null) {
      Files.writeString(EXPECTED, all);
    }
    assertThat(all.toString()).isEqualTo(Files.readString(EXPECTED));
  }

  private static Diagnosis diagnosis(String box) throws Exception {
    try (Responder responder =
        Responder.start(new InetSocketAddress(LOOPBACK, 0), _ -> {}, _ -> {})) {
      InetSocketAddress address;
      RunningGuard guard;
      synchronized (BOXES) { // the laboratory starts one after the other
        address = new InetSocketAddress(LOOPBACK, FreshPort.take());
        guard = guard(box, address, responder.address());
      }
      try {
        return PathDiagnosis.of("responder", List.of(address), WAIT, PAUSE, _ -> {});
      } finally {
        guard.stop(Duration.ZERO);
      }
    }
  }

  private static RunningGuard guard(
      String box, InetSocketAddress address, InetSocketAddress responder) throws Exception {
    List<String> words = new ArrayList<>(List.of(box.split(" ", -1)));
    words.addAll(List.of("--server", "127.0.0.1:" + responder.getPort()));
    words.addAll(List.of("--listen", Integer.toString(address.getPort())));
    LabCommand lab = new LabCommand();
    new CommandLine(lab).parseArgs(words.toArray(new String[0]));
    return LabCommand.start(
        lab.text(), new DemoScreen(new PrintStream(OutputStream.nullOutputStream())));
  }

  /** The verdict; each finding with the trials that showed it, and the first of its evidence. */
  private static String told(Diagnosis diagnosis) {
    StringBuilder told = new StringBuilder(diagnosis.verdict().word()).append('\n');
    for (Finding finding : diagnosis.findings()) {
      told.append(finding.id()).append(" (").append(finding.confidence().word()).append("): ");
      Evidence first = finding.evidence().getFirst();
      told.append(trials(first)).append('\n');
      first.text().lines().forEach(line -> told.append("    ").append(line).append('\n'));
    }
    return told.append('\n').toString();
  }

  private static String trials(Evidence evidence) {
    return evidence.where().substring(evidence.where().indexOf(", ") + 2);
  }
}
