package org.mailguard.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What operators see of the log: the last lines, and lines as they come. */
class LogBufferTest {
  private static final Instant TIME = Instant.parse("2026-09-04T08:05:06Z");
  private static final SyslogStyle STYLE =
      new SyslogStyle(
          SyslogStyle.Form.DEVICE, 20, Severity.WARNINGS, true, ZoneId.of("UTC"), "", "ASA");

  private final LogBuffer buffer = new LogBuffer(() -> TIME);

  private static LogBuffer.Level level(int octets) {
    return new LogBuffer.Level(STYLE, octets, MessageLevels.DEFAULT);
  }

  private static Event denied(String text) {
    return Event.ofGuard(MessageId.ACCESS_DENIED, text);
  }

  @Test
  void nothingIsKeptUntilALineSaysSo() {
    buffer.log(denied("Deny tcp"));
    assertThat(buffer.hears(MessageId.ACCESS_DENIED)).isFalse();
    assertThat(buffer.lines(STYLE)).isEmpty();
  }

  @Test
  void whatIsGraveEnoughIsALineOfTheDevice() {
    buffer.change(level(4096));
    buffer.log(denied("Deny tcp src outside:192.0.2.1/1025"));
    buffer.log(Event.ofGuard(MessageId.READY, "notifications are less grave"));
    assertThat(buffer.lines(STYLE))
        .containsExactly(
            "Sep 04 2026 08:05:06: %ASA-4-106023: Deny tcp src outside:192.0.2.1/1025");
    assertThat(buffer.logged()).isEqualTo(1);
    assertThat(buffer.hears(MessageId.ACCESS_DENIED)).isTrue();
    assertThat(buffer.hears(MessageId.READY)).isFalse();
  }

  /** A terminal would obey them. */
  @Test
  void controlCharactersAreNoPartOfALine() {
    buffer.change(level(4096));
    buffer.log(denied("Deny \u001b[2Jtcp\r\nDeny\u2028"));
    assertThat(buffer.lines(STYLE))
        .singleElement()
        .asString()
        .endsWith("%ASA-4-106023: Deny  [2Jtcp  Deny ");
  }

  @Test
  void theOldestGoFirstWhenItIsFull() {
    buffer.change(level(4096));
    for (int i = 0; i < 1000; i++) {
      buffer.log(denied("Deny " + i));
    }
    List<String> lines = buffer.lines(STYLE);
    assertThat(lines).hasSizeBetween(10, 40);
    assertThat(lines.getLast()).endsWith("Deny 999");
    assertThat(String.join("\n", lines)).hasSizeLessThan(4096);
    assertThat(buffer.logged()).isEqualTo(1000);

    buffer.change(level(400));
    assertThat(buffer.lines(STYLE)).hasSizeLessThan(4);
    buffer.clear();
    assertThat(buffer.lines(STYLE)).isEmpty();
    assertThat(buffer.logged()).isZero();
  }

  @Test
  void whoWatchesGetsLinesAsTheyCome() {
    LogWatch watch = new LogWatch(new LogWatch.Look(STYLE, MessageLevels.DEFAULT), () -> TIME);
    List<String> seen = new ArrayList<>();
    watch.log(denied("nobody watches"));
    assertThat(watch.hears(MessageId.ACCESS_DENIED)).isFalse();
    try (LogWatch.Watch open = watch.watch(Severity.WARNINGS, seen::add)) {
      assertThat(open).isNotNull();
      assertThat(watch.hears(MessageId.ACCESS_DENIED)).isTrue();
      assertThat(watch.hears(MessageId.READY)).isFalse();
      watch.log(denied("Deny tcp"));
      watch.log(Event.ofGuard(MessageId.READY, "less grave"));
    }
    watch.log(denied("nobody watches any more"));
    assertThat(seen).containsExactly("Sep 04 2026 08:05:06: %ASA-4-106023: Deny tcp");
  }
}
