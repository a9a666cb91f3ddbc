package org.mailguard.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailguard.FreshPort;
import org.mailguard.events.SyslogStyle.Form;
import org.mailguard.events.SyslogTarget.Transport;
import org.mailguard.proxy.SelfSigned;

/** Log hosts that come and go, on loopback. */
class SyslogLogTest {
  private static final Instant TIME = Instant.parse("2026-11-24T08:00:00Z");
  private static final SyslogTimes QUICK =
      new SyslogTimes(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMillis(5),
          Duration.ofMillis(50));

  private final List<Event> reports = new CopyOnWriteArrayList<>();

  private SyslogLog log(SyslogTimes times, SSLContext tls, SyslogTarget... targets) {
    return new SyslogLog(
        level(SyslogStyle.DEFAULT, targets),
        InstantSource.fixed(TIME),
        reports::add,
        () -> tls,
        times);
  }

  private SyslogLog log(SyslogTarget... targets) throws NoSuchAlgorithmException {
    return log(QUICK, SSLContext.getDefault(), targets);
  }

  private static SyslogLog.Level level(SyslogStyle style, SyslogTarget... targets) {
    Map<SyslogTarget, SyslogStyle> all = new HashMap<>();
    for (SyslogTarget target : targets) {
      all.put(target, style);
    }
    return new SyslogLog.Level(all, MessageLevels.DEFAULT);
  }

  private static SyslogTarget target(int port, Transport transport) {
    return new SyslogTarget("127.0.0.1", port, transport);
  }

  private static Event event(int number) {
    return Event.ofGuard(MessageId.ACCESS_DENIED, "event " + number);
  }

  private static String line(int number) {
    return "<164>%MG-4-106023: event " + number;
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(5));
  }

  private List<MessageId> reported() {
    return reports.stream().map(Event::id).toList();
  }

  private static int freePort() throws IOException {
    return FreshPort.take();
  }

  @Test
  void udp() throws Exception {
    try (var host =
            new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        var log = log(target(host.getLocalPort(), Transport.UDP))) {
      host.setSoTimeout(30_000);
      log.log(event(1));
      log.log(Event.ofGuard(MessageId.ACCESS_DENIED, "x".repeat(3000)));
      assertThat(received(host)).isEqualTo(line(1));
      assertThat(received(host)).hasSize(1024);
      await().until(() -> log.status().getFirst().sent() == 2);
    }
    assertThat(reports).isEmpty();
  }

  private static String received(DatagramSocket host) throws IOException {
    var packet = new DatagramPacket(new byte[9000], 9000);
    host.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), UTF_8);
  }

  /** Reserved names do not resolve (RFC 6761); that is an outage like any other. */
  @Test
  void aNameThatDoesNotResolveIsSaidOnceAndHoldsUpNobodyElse() throws Exception {
    try (var host = LogHost.open(0);
        var log =
            log(
                new SyslogTarget("log.invalid", 514, Transport.UDP),
                target(host.port(), Transport.TCP))) {
      log.log(event(1));
      await().until(() -> host.lines().equals(List.of(line(1))));
      await().until(() -> !reports.isEmpty());
      assertThat(reports.getFirst().detail()).startsWith("log.invalid udp/514: UnknownHost");
    }
    // A look-up that hangs outlives the log's end.
    await()
        .until(() ->
            reported().equals(List.of(MessageId.LOG_HOST_UNREACHABLE, MessageId.EVENTS_LOST)));
  }

  @Test
  void aHostThatIsStartedAnewGetsWhatCameMeanwhile() throws Exception {
    int port = freePort();
    try (var log = log(target(port, Transport.TCP))) {
      try (var host = LogHost.open(port)) {
        log.log(event(1));
        await().until(() -> host.lines().equals(List.of(line(1))));
      }
      // One may be written before the end of the connection is seen: syslog does not acknowledge.
      int number = 2;
      while (!reported().contains(MessageId.LOG_HOST_UNREACHABLE)) {
        log.log(event(number++));
        Thread.onSpinWait();
      }
      log.log(event(-1));
      try (var host = LogHost.open(port)) {
        await().until(() -> host.lines().contains(line(-1)));
        await().until(() -> reports.size() == 2);
      }
      assertThat(reported())
          .containsExactly(MessageId.LOG_HOST_UNREACHABLE, MessageId.LOG_HOST_BACK);
      assertThat(reports.getLast().detail()).isEqualTo("127.0.0.1 tcp/" + port);
    }
  }

  @Test
  void whatDoesNotFitInTheQueueIsCountedToTheLastOne() throws Exception {
    int port = freePort();
    int logged = EventQueue.CAPACITY + 5000;
    try (var log = log(target(port, Transport.TCP))) {
      IntStream.range(0, logged).forEach(number -> log.log(event(number)));
      await().until(() -> !log.status().getFirst().reachable());
      long lost = log.status().getFirst().lost();
      assertThat(lost).isPositive();
      try (var host = LogHost.open(port)) {
        await().until(() -> host.lines().stream().anyMatch(line -> line.contains("750005")));
        await().until(() -> log.status().getFirst().sent() == logged - lost);
        await().until(() -> host.lines().size() == logged - lost + 1);
        assertThat(host.lines().getFirst()).isEqualTo(line(0));
        assertThat(host.lines().stream().filter(line -> line.contains("750005")))
            .singleElement()
            .asString()
            .startsWith("<164>%MG-4-750005: ")
            .endsWith(" " + lost + " events");
        assertThat(log.status().getFirst().reachable()).isTrue();
      }
    }
  }

  @Test
  void atTheEndTheOtherLogsHearWhatAHostNeverGot() throws Exception {
    int port = freePort();
    try (var log = log(target(port, Transport.TCP))) {
      IntStream.range(0, 1000).forEach(number -> log.log(event(number)));
    }
    assertThat(reported()).containsExactly(MessageId.LOG_HOST_UNREACHABLE, MessageId.EVENTS_LOST);
    assertThat(reports.getLast().detail())
        .isEqualTo("1000 events for log host 127.0.0.1 tcp/" + port);
  }

  /** The kernel takes some megabytes, then a write hangs. */
  @Test
  void aHostThatTakesNothingDoesNotHoldTheWriterForEver() throws Exception {
    var stall =
        new SyslogTimes(
            QUICK.connect(), Duration.ofMillis(200), QUICK.firstPause(), Duration.ofSeconds(30));
    try (var host = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      var target = target(host.getLocalPort(), Transport.TCP);
      try (var log = log(stall, SSLContext.getDefault(), target)) {
        Event large = Event.ofGuard(MessageId.ACCESS_DENIED, "x".repeat(8000));
        IntStream.range(0, 6000).forEach(number -> log.log(large));
        try (var first = host.accept();
            var second = host.accept()) {
          assertThat(second.getPort()).isNotEqualTo(first.getPort());
          assertThat(reports.getFirst().detail()).contains("the host took nothing");
        }
      }
    }
  }

  @Test
  void aReloadChangesStyleAndHostsAndKeepsConnections() throws Exception {
    try (var first = LogHost.open(0);
        var second = LogHost.open(0);
        var log = log(target(first.port(), Transport.TCP))) {
      log.log(event(1));
      await().until(() -> first.lines().equals(List.of(line(1))));

      var modern =
          new SyslogStyle(Form.RFC_5424, 23, Severity.ERRORS, true, ZoneOffset.UTC, "mx1", "MG");
      SyslogTarget firstTarget = target(first.port(), Transport.TCP);
      SyslogTarget secondTarget = target(second.port(), Transport.TCP);
      log.change(
          new SyslogLog.Level(
              Map.of(firstTarget, SyslogStyle.DEFAULT, secondTarget, modern),
              MessageLevels.DEFAULT.with(MessageId.READY.number(), Severity.ALERTS)));
      log.log(event(2));
      log.log(Event.ofGuard(MessageId.READY, ""));
      log.log(event(3));
      await().until(() -> first.lines().size() == 4);
      assertThat(first.lines().get(2)).startsWith("<161>%MG-1-750001: ");
      assertThat(first.accepted()).isEqualTo(1);

      log.change(level(modern, secondTarget));
      log.log(Event.ofGuard(MessageId.INTERNAL_FAULT, ""));
      log.change(level(modern));
      assertThat(log.status()).isEmpty();
      // What was queued for a host goes out although it is no longer named.
      await().until(() -> !second.lines().isEmpty());
      assertThat(String.join("", second.lines()))
          .contains(
              "<185>1 2026-11-24T08:00:00.000Z mx1 mailguard ",
              " MG-1-750001 - ",
              " MG-2-750601 - ")
          .doesNotContain("event");
      assertThat(first.lines()).hasSize(4);
    }
    assertThat(reports).isEmpty();
  }

  @Test
  void tls(@TempDir Path folder) throws Exception {
    SSLContext tls = SelfSigned.context(folder);
    try (var host = LogHost.open(0, tls.getServerSocketFactory())) {
      try (var log = log(QUICK, tls, new SyslogTarget("localhost", host.port(), Transport.TLS))) {
        log.log(event(1));
        log.log(event(2));
      }
      await().until(() -> host.lines().equals(List.of(line(1), line(2))));
    }
    assertThat(reports).isEmpty();
  }

  @Test
  void tlsNeedsTheNameAndTheTrust(@TempDir Path folder) throws Exception {
    SSLContext tls = SelfSigned.context(folder);
    try (var host = LogHost.open(0, tls.getServerSocketFactory())) {
      try (var log = log(QUICK, tls, target(host.port(), Transport.TLS))) {
        log.log(event(1));
        await().until(() -> !reports.isEmpty());
      }
      assertThat(reports.getFirst().detail()).contains("SSLHandshake", "127.0.0.1");
      reports.clear();
      try (var log = log(new SyslogTarget("localhost", host.port(), Transport.TLS))) {
        log.log(event(1));
        await().until(() -> !reports.isEmpty());
      }
      assertThat(reports.getFirst().detail()).contains("SSLHandshake", "PKIX");
      assertThat(host.lines()).isEmpty();
    }
  }
}
