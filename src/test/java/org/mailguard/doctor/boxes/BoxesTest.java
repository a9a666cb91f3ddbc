package org.mailguard.doctor.boxes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.catalogue.Fingerprints;
import org.mailguard.doctor.probe.Asking;
import org.mailguard.doctor.probe.Names;
import org.mailguard.doctor.probe.Patience;
import org.mailguard.doctor.probe.Target;
import org.mailguard.doctor.report.Diagnosis;
import org.mailguard.doctor.report.Doctor;

/**
 * Each file of {@code doctor/boxes} is played and asked. All are played at once, since most of the
 * time is waiting; what was found is then looked at one by one.
 */
class BoxesTest {
  private static final Path FOLDER = Path.of("src/test/resources/doctor/boxes");
  private static final Map<String, Diagnosis> DIAGNOSES = new TreeMap<>();

  /** Nobody listens there, and nothing is asked: targets are addresses. */
  private static final InetSocketAddress NO_NAMES =
      new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9);

  static List<BoxFile> boxes() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<BoxFile> boxes = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        boxes.add(BoxFile.read(file));
      }
      return boxes;
    }
  }

  @BeforeAll
  static void playAll() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Map<String, Future<Diagnosis>> running = new TreeMap<>();
      for (BoxFile box : boxes()) {
        running.put(box.name(), threads.submit(() -> diagnose(box)));
      }
      for (Map.Entry<String, Future<Diagnosis>> each : running.entrySet()) {
        DIAGNOSES.put(each.getKey(), each.getValue().get());
      }
    }
  }

  private static Diagnosis diagnose(BoxFile file) throws IOException {
    Patience patience =
        new Patience(
            Duration.ofSeconds(5),
            Duration.ofSeconds(file.patience()),
            Duration.ofSeconds(4),
            Duration.ZERO,
            Duration.ofMillis(10),
            Duration.ofMinutes(2));
    Asking asking = new Asking("a.test", "", patience, List.of(), false, null, null, null);
    try (FakeBox box = FakeBox.play(file)) {
      Target target = Target.parse("127.0.0.1:" + box.address().getPort()).orElseThrow();
      Doctor doctor = new Doctor(Names.by(NO_NAMES), asking, 25, Fingerprints.standard());
      return doctor.diagnose(target, Doctor.Progress.NONE);
    }
  }

  @Test
  void thereAreEnough() throws IOException {
    assertThat(boxes()).hasSizeGreaterThanOrEqualTo(40);
  }

  @ParameterizedTest
  @MethodSource("boxes")
  void aBoxIsRecognised(BoxFile box) {
    Diagnosis diagnosis = Objects.requireNonNull(DIAGNOSES.get(box.name()));
    List<String> ids = diagnosis.findings().stream().map(Finding::id).toList();

    assertThat(diagnosis.verdict().word()).as("%s", ids).isEqualTo(box.verdict());
    assertThat(ids).containsAll(box.findings()).noneMatch(box.not()::contains);
    if (!box.not().contains("anything")) {
      return;
    }
    assertThat(diagnosis.guilty()).isEmpty();
  }
}
