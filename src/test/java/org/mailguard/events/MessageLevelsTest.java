package org.mailguard.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** Whose word holds for a message: the catalogue's, the operator's, the access list's. */
class MessageLevelsTest {
  private static final Instant TIME = Instant.parse("2026-11-24T08:00:00.000Z");

  /** Severity 4 in the catalogue. */
  private static final Event DENIED = Event.ofGuard(MessageId.ACCESS_DENIED, "Deny tcp");

  private static final int NUMBER = MessageId.ACCESS_DENIED.number();

  @Test
  void byDefaultItIsTheCatalogues() {
    assertThat(MessageLevels.DEFAULT.wanted(DENIED, Severity.WARNINGS)).containsSame(DENIED);
    assertThat(MessageLevels.DEFAULT.wanted(DENIED, Severity.ERRORS)).isEmpty();
  }

  @Test
  void aChangedLevelFiltersAndIsShown() {
    MessageLevels levels = MessageLevels.DEFAULT.with(NUMBER, Severity.ALERTS);
    Event written = levels.wanted(DENIED, Severity.CRITICAL).orElseThrow();
    assertThat(written.severity()).isEqualTo(Severity.ALERTS);
    assertThat(LogFormat.TEXT.line(written, TIME)).contains("%MG-1-106023: Deny tcp");
    assertThat(LogFormat.JSON.line(written, TIME)).contains("\"MG-1-106023\",\"severity\":1");
    assertThat(
            MessageLevels.DEFAULT
                .with(NUMBER, Severity.DEBUGGING)
                .wanted(DENIED, Severity.INFORMATIONAL))
        .isEmpty();
  }

  @Test
  void whoHearsAMessageIsKnownBeforeThereIsOne() {
    MessageId id = MessageId.ACCESS_DENIED;
    assertThat(MessageLevels.DEFAULT.hears(id, Severity.WARNINGS)).isTrue();
    assertThat(MessageLevels.DEFAULT.hears(id, Severity.ERRORS)).isFalse();
    MessageLevels graver = MessageLevels.DEFAULT.with(NUMBER, Severity.ALERTS);
    assertThat(graver.hears(id, Severity.ERRORS)).isTrue();
    assertThat(graver.without(NUMBER).hears(id, Severity.DEBUGGING)).isFalse();
  }

  /** {@code no logging message} does not forget the level; the device writes both lines back. */
  @Test
  void aSilentMessageIsNotWrittenHoweverGraveItIs() {
    MessageLevels levels = MessageLevels.DEFAULT.with(NUMBER, Severity.EMERGENCIES).without(NUMBER);
    assertThat(levels.wanted(DENIED, Severity.DEBUGGING)).isEmpty();
    assertThat(levels.levels()).containsEntry(NUMBER, Severity.EMERGENCIES);
    assertThat(levels.silent()).containsExactly(NUMBER);
  }

  /** {@code access-list ... log LEVEL} speaks of one line, {@code logging message} of them all. */
  @Test
  void theEventsOwnSeverityWinsOverThatOfItsMessage() {
    Event own = DENIED.at(Severity.NOTIFICATIONS);
    MessageLevels levels = MessageLevels.DEFAULT.with(NUMBER, Severity.ALERTS);
    assertThat(levels.wanted(own, Severity.NOTIFICATIONS)).containsSame(own);
    assertThat(levels.wanted(own, Severity.WARNINGS)).isEmpty();
    assertThat(levels.without(NUMBER).wanted(own, Severity.DEBUGGING)).isEmpty();
  }

  @Test
  void numbersOfOtherDevicesAreTakenAndNonsenseIsNot() {
    assertThat(MessageLevels.DEFAULT.without(199_999).silent()).containsExactly(199_999);
    assertThatThrownBy(() -> MessageLevels.DEFAULT.without(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MessageLevels.DEFAULT.with(1_000_000, Severity.ALERTS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theStreamObeysAndTheCountersDoNot() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MessageLevels levels =
        MessageLevels.DEFAULT
            .with(NUMBER, Severity.ERRORS)
            .without(MessageId.INTERNAL_FAULT.number());
    StreamLog.Level level = new StreamLog.Level(LogFormat.TEXT, Severity.ERRORS, true, levels);
    Counters counters;
    try (StreamLog log = new StreamLog(out, level, InstantSource.fixed(TIME))) {
      counters = new Counters(log);
      counters.log(Event.ofGuard(MessageId.INTERNAL_FAULT, ""));
      counters.log(DENIED);
    }
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("2026-11-24T08:00:00.000Z %MG-3-106023: Deny tcp\n");
    assertThat(counters.of(MessageId.INTERNAL_FAULT)).isEqualTo(1);
  }
}
