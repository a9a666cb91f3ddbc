package org.mailguard.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** Both forms of a log line, to the letter: log readers depend on them. */
class LogFormatTest {
  private static final Instant TIME = Instant.parse("2026-11-24T08:00:00.000Z");

  private static final Event REFUSAL =
      new Event(
          MessageId.COMMAND_FORBIDDEN,
          7,
          "192.0.2.1/1025",
          "mailguard_default verb EXPN",
          "",
          "EXPN \\x1b\"staff\"",
          "502 5.5.1 MG-5-750103 Command not allowed by policy");

  @Test
  void aQuoteInsideATextIsNotItsEnd() {
    Event event =
        new Event(
            MessageId.COMMAND_UNKNOWN, 7, "198.51.100.7/40000", "r", "", "FOO \" sent: \"", "");

    assertThat(LogFormat.TEXT.line(event, TIME))
        .endsWith("rule: \"r\" received: \"FOO \\\" sent: \\\"\"");
  }

  @Test
  void textOfAnIntervention() {
    assertThat(LogFormat.TEXT.line(REFUSAL, TIME))
        .isEqualTo(
            "2026-11-24T08:00:00.000Z %MG-5-750103: session 7 192.0.2.1/1025 Policy forbids this command. The server did not"
                + " see it. rule: \"mailguard_default verb EXPN\" received: \"EXPN \\x1b\\\"staff\\\"\" sent: \"502 5.5.1"
                + " MG-5-750103 Command not allowed by policy\"");
  }

  @Test
  void textOfAConnectionIsTheDevices() {
    Event event =
        new Event(
            MessageId.CONNECTION_BUILT,
            7,
            "192.0.2.1/1025",
            "x",
            "Built inbound TCP connection 7",
            "",
            "");
    assertThat(LogFormat.TEXT.line(event, TIME))
        .isEqualTo("2026-11-24T08:00:00.000Z %MG-6-302013: Built inbound TCP connection 7");
  }

  @Test
  void textOfTheGuardAsAWholeSaysWhatHappened() {
    assertThat(
            LogFormat.TEXT.line(
                Event.ofGuard(MessageId.RELOAD_REFUSED, "4 problems in FILE"), TIME))
        .isEqualTo(
            "2026-11-24T08:00:00.000Z %MG-3-750004: "
                + MessageId.RELOAD_REFUSED.summary()
                + " 4 problems in FILE");
  }

  @Test
  void textOfADenialIsTheDevices() {
    Event event =
        new Event(
            MessageId.ACCESS_DENIED, 0, "192.0.2.1/1025", "x", "Deny tcp src outside", "", "");
    assertThat(LogFormat.TEXT.line(event, TIME))
        .isEqualTo("2026-11-24T08:00:00.000Z %MG-4-106023: Deny tcp src outside rule: \"x\"");
  }

  @Test
  void json() {
    assertThat(LogFormat.JSON.line(REFUSAL, TIME))
        .isEqualTo(
            "{\"time\":\"2026-11-24T08:00:00.000Z\",\"id\":\"MG-5-750103\",\"severity\":5,\"session\":7,"
                + "\"peer\":\"192.0.2.1/1025\",\"rule\":\"mailguard_default verb EXPN\","
                + "\"summary\":\"Policy forbids this command. The server did not see it.\","
                + "\"before\":\"EXPN \\\\x1b\\\"staff\\\"\","
                + "\"after\":\"502 5.5.1 MG-5-750103 Command not allowed by policy\"}");
  }

  @Test
  void jsonEscapesWhatIsNoText() {
    Event event = Event.ofGuard(MessageId.READY, "a\u0001\n\ud800\u00e4");
    assertThat(LogFormat.JSON.line(event, TIME))
        .contains("\"detail\":\"a\\u0001\\u000a\\ud800\u00e4\"");
  }

  @Test
  void logWritesWhatIsWantedAndCountersCountAll() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StreamLog.Level level = new StreamLog.Level(LogFormat.TEXT, Severity.WARNINGS, true);
    Counters counters;
    try (StreamLog log = new StreamLog(out, level, InstantSource.fixed(TIME))) {
      counters = new Counters(log);
      assertThat(counters.hears(MessageId.COMMAND_FORBIDDEN)).isFalse();
      assertThat(counters.hears(MessageId.TOO_MANY_ERRORS)).isTrue();
      counters.count(MessageId.GREETING_NAMED);
      counters.log(REFUSAL);
      counters.log(Event.ofGuard(MessageId.TOO_MANY_ERRORS, ""));
    }
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "2026-11-24T08:00:00.000Z %MG-4-750208: " + MessageId.TOO_MANY_ERRORS.summary() + "\n");
    assertThat(counters.of(MessageId.GREETING_NAMED)).isEqualTo(1);
    assertThat(counters.of(MessageId.COMMAND_FORBIDDEN)).isEqualTo(1);
    assertThat(counters.of(MessageId.TOO_MANY_ERRORS)).isEqualTo(1);
  }
}
