package org.mailguard.doctor.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.boxes.BoxFile;
import org.mailguard.doctor.boxes.FakeBox;
import org.mailguard.doctor.catalogue.Fingerprints;
import org.mailguard.doctor.probe.Asking;
import org.mailguard.doctor.probe.Names;
import org.mailguard.doctor.probe.Patience;
import org.mailguard.doctor.probe.Target;
import org.mailguard.doctor.report.Diagnosis;
import org.mailguard.doctor.report.Doctor;

@Timeout(60)
class WatchTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.250Z");

  private final List<Instant> times = Collections.synchronizedList(new ArrayList<>());
  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
  private final Watch.Listener listener =
      new Watch.Listener() {
        @Override
        public void changed(Instant at, String target, List<String> sentences) {
          heard.addAll(sentences);
          times.add(at);
        }

        @Override
        public void notWritten(IOException why) {
          heard.add("not written: " + why.getMessage());
        }
      };

  private Watch watch(Function<Target, Diagnosis> doctor, long runs, @Nullable History history) {
    return new Watch(
        doctor,
        Duration.ofMillis(20),
        runs,
        InstantSource.fixed(NOON.plusNanos(750)),
        new Random(1),
        history,
        listener);
  }

  private static Target target(String typed) {
    return Target.parse(typed).orElseThrow();
  }

  private static Diagnosis clean(Target target) {
    return new Diagnosis(target.typed(), Verdict.CLEAN, List.of(), List.of());
  }

  private static Doctor doctor() {
    Patience patience =
        new Patience(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3),
            Duration.ZERO,
            Duration.ofMillis(2),
            Duration.ofMinutes(1));
    return new Doctor(
        Names.by(new InetSocketAddress(LOOPBACK, 9)),
        new Asking("a.test", "", patience, List.of(), false, null, null, null),
        25,
        Fingerprints.standard());
  }

  /** The server is clean, masked twice, away, and clean again, always at the same address. */
  @Test
  void changesAreToldAndNothingElse(@TempDir Path folder) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, LOOPBACK)) {
      port = free.getLocalPort();
    }
    List<String> boxes = List.of("clean-postfix", "asa-a72", "asa-a72", "", "clean-postfix");
    AtomicInteger run = new AtomicInteger();
    Doctor doctor = doctor();
    Function<Target, Diagnosis> changing =
        target -> {
          String name = boxes.get(run.getAndIncrement());
          try (AutoCloseableBox _ = new AutoCloseableBox(name, port)) {
            return doctor.diagnose(target, Doctor.Progress.NONE);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    Target target = target("127.0.0.1:" + port);
    Path file = folder.resolve("history");
    try (History history = History.open(file, 100)) {
      Watch watch = watch(changing, boxes.size(), history);
      watch.run(List.of(target));

      assertThat(heard)
          .filteredOn(sentence -> sentence.contains("verdict") || sentence.contains("first"))
          .containsExactly(
              "first seen, clean",
              "verdict interference, was clean",
              "verdict unreachable, was interference",
              "verdict clean, was unreachable");
      assertThat(times).as("to the millisecond").hasSize(4).containsOnly(NOON);
      assertThat(heard).filteredOn(it -> it.contains("(cisco-a72)")).hasSize(2);
      assertThat(heard).filteredOn(it -> it.contains("(server-postfix)")).hasSize(2);
      assertThat(watch.verdict(target)).contains(Verdict.CLEAN);
      assertThat(watch.summary(target)).contains("clean").contains("runs 5, changes 7");
      assertThat(Files.readAllLines(file)).hasSize(boxes.size());
    }
  }

  /** Nobody plays if the name is empty. */
  private record AutoCloseableBox(@Nullable FakeBox box) implements AutoCloseable {
    AutoCloseableBox(String name, int port) throws IOException {
      this(
          name.isEmpty()
              ? null
              : FakeBox.play(
                  BoxFile.read(Path.of("src/test/resources/doctor/boxes/" + name + ".box")),
                  new InetSocketAddress(LOOPBACK, port)));
    }

    @Override
    public void close() throws IOException {
      if (box != null) {
        box.close();
      }
    }
  }

  @Test
  void theStateCanBeCollected() throws InterruptedException {
    Watch watch = watch(WatchTest::clean, 2, null);
    assertThat(watch.metrics()).contains("# TYPE mailguard_doctor_runs_total counter");
    watch.run(List.of(target("a.example"), target("b.example")));
    assertThat(watch.metrics().lines())
        .contains(
            "# TYPE mailguard_doctor_verdict gauge",
            "mailguard_doctor_verdict{target=\"a.example\",verdict=\"clean\"} 1",
            "mailguard_doctor_verdict{target=\"a.example\",verdict=\"interference\"} 0",
            "mailguard_doctor_runs_total{target=\"b.example\"} 2",
            "mailguard_doctor_changes_total{target=\"b.example\"} 0",
            "mailguard_doctor_last_run_timestamp_seconds{target=\"a.example\"} 1767268800.250");
  }

  @Test
  void findingsAndAddressesHaveSeries() {
    State state =
        ComparisonTest.state(
            Verdict.INTERFERENCE,
            ComparisonTest.address(
                "1", Verdict.INTERFERENCE, "", Map.of("cisco-a72", "Cisco \"ASA\"")));
    assertThat(Exposition.of(Map.of("example.org", new Standing(state, 3, 1))).lines())
        .contains(
            "mailguard_doctor_finding{target=\"example.org\",id=\"cisco-a72\",product=\"Cisco"
                + " \\\"ASA\\\"\"} 1",
            "mailguard_doctor_address_verdict{target=\"example.org\",host=\"mx.example.org\","
                + "address=\"192.0.2.1:25\",verdict=\"interference\"} 1",
            "mailguard_doctor_last_run_duration_seconds{target=\"example.org\"} 1.500");
  }

  /** What was being asked when it was stopped says nothing, so it is neither told nor written. */
  @Test
  void stoppingDropsWhatIsBeingAsked() throws InterruptedException {
    CountDownLatch asking = new CountDownLatch(1);
    Watch watch =
        watch(
            target -> {
              asking.countDown();
              try {
                Thread.sleep(Duration.ofMinutes(10));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return clean(target);
            },
            Watch.FOREVER,
            null);
    Thread stopper =
        Thread.ofVirtual()
            .start(() -> {
              try {
                asking.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              watch.stop();
            });
    watch.run(List.of(target("a.example")));
    stopper.join();
    assertThat(heard).isEmpty();
    assertThat(watch.verdict(target("a.example"))).isEmpty();
    assertThat(watch.summary(target("a.example"))).startsWith("not asked");
  }

  /** One target that makes us fail must not leave the others watched by half a program. */
  @Test
  void ourOwnFaultEndsTheWatch() {
    Watch watch =
        watch(
            target -> {
              if (target.typed().startsWith("b")) {
                throw new IllegalStateException("ours");
              }
              return clean(target);
            },
            Watch.FOREVER,
            null);
    assertThatThrownBy(() -> watch.run(List.of(target("a.example"), target("b.example"))))
        .hasRootCauseMessage("ours");
  }
}
