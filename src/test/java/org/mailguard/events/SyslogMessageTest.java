package org.mailguard.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailguard.events.EventQueue.Stamped;
import org.mailguard.events.SyslogStyle.Form;
import org.mailguard.events.SyslogTarget.Transport;

/** The octets that a log host gets, to the letter: log readers depend on them. */
class SyslogMessageTest {
  private static final Instant TIME = Instant.parse("2026-09-04T08:05:06.789123456Z");
  private static final Event DENIED =
      Event.ofGuard(MessageId.ACCESS_DENIED, "Deny tcp src outside:192.0.2.1/1025");
  private static final String DENIED_TEXT = "Deny tcp src outside:192.0.2.1/1025";

  private static SyslogStyle style(Form form, boolean timestamp, String deviceId, String tag) {
    ZoneId zone = ZoneId.of("Asia/Kolkata");
    return new SyslogStyle(form, 20, Severity.DEBUGGING, timestamp, zone, deviceId, tag);
  }

  private static String message(Event event, SyslogStyle style, Transport transport) {
    byte[] octets = new SyslogMessage(4711).octets(new Stamped(event, TIME), style, transport);
    return new String(octets, UTF_8);
  }

  @Test
  void deviceWithTimestampAndDeviceId() {
    assertThat(message(DENIED, style(Form.DEVICE, true, "mx1", "ASA"), Transport.UDP))
        .isEqualTo("<164>Sep 04 2026 13:35:06 mx1 : %ASA-4-106023: " + DENIED_TEXT);
  }

  /** The device drops the blank with the name. */
  @Test
  void deviceWithTimestampAlone() {
    assertThat(message(DENIED, style(Form.DEVICE, true, "", "PIX"), Transport.UDP))
        .isEqualTo("<164>Sep 04 2026 13:35:06: %PIX-4-106023: " + DENIED_TEXT);
  }

  @Test
  void deviceWithoutTimestamp() {
    assertThat(message(DENIED, SyslogStyle.DEFAULT, Transport.UDP))
        .isEqualTo("<164>%MG-4-106023: " + DENIED_TEXT);
    assertThat(message(DENIED, style(Form.DEVICE, false, "mx1", "ASA"), Transport.UDP))
        .isEqualTo("<164>mx1 : %ASA-4-106023: " + DENIED_TEXT);
  }

  @ParameterizedTest
  @EnumSource(
      value = Transport.class,
      names = {"TCP", "TLS"})
  void deviceOnAStreamIsALine(Transport transport) {
    assertThat(message(DENIED, SyslogStyle.DEFAULT, transport))
        .isEqualTo("<164>%MG-4-106023: " + DENIED_TEXT + "\n");
  }

  /** Names of months come from the JDK's tables, which have said "Sept" before. */
  @Test
  void deviceMonthsHaveThreeLettersWhereverItRuns() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      String months = "JanFebMarAprMayJunJulAugSepOctNovDec";
      for (int month = 1; month <= 12; month++) {
        Instant time = Instant.parse("2026-%02d-15T00:00:00Z".formatted(month));
        byte[] octets =
            new SyslogMessage(1)
                .octets(
                    new Stamped(DENIED, time), style(Form.DEVICE, true, "", "MG"), Transport.UDP);
        assertThat(new String(octets, UTF_8))
            .startsWith("<164>" + months.substring(month * 3 - 3, month * 3) + " 15 2026 05:30:00");
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void rfc5424() {
    assertThat(message(DENIED, style(Form.RFC_5424, true, "mx1.example", "MG"), Transport.UDP))
        .isEqualTo(
            "<164>1 2026-09-04T13:35:06.789+05:30 mx1.example mailguard 4711 MG-4-106023 - "
                + DENIED_TEXT);
  }

  @Test
  void rfc5424WithoutWhatIsOptional() {
    assertThat(message(DENIED, style(Form.RFC_5424, false, "", "MG"), Transport.UDP))
        .isEqualTo("<164>1 - - mailguard 4711 MG-4-106023 - " + DENIED_TEXT);
  }

  /** RFC 6587 section 3.4.1 and RFC 5425 section 4.3: the length in octets, not characters. */
  @Test
  void rfc5424OnAStreamIsCounted() {
    Event event = Event.ofGuard(MessageId.ACCESS_DENIED, "\u00e4");
    String message = "<164>1 - - mailguard 4711 MG-4-106023 - \u00e4";
    assertThat(message(event, style(Form.RFC_5424, false, "", "MG"), Transport.TLS))
        .isEqualTo(message.getBytes(UTF_8).length + " " + message);
  }

  @Test
  void severityIsThatOfTheEvent() {
    assertThat(message(DENIED.at(Severity.INFORMATIONAL), SyslogStyle.DEFAULT, Transport.UDP))
        .isEqualTo("<166>%MG-6-106023: " + DENIED_TEXT);
  }

  @Test
  void textIsThatOfTheOtherLogs() {
    Event event =
        new Event(MessageId.COMMAND_FORBIDDEN, 7, "192.0.2.1/1025", "r", "d", "EXPN", "502 no");
    String line = LogFormat.TEXT.line(event, TIME);
    assertThat(message(event, SyslogStyle.DEFAULT, Transport.UDP))
        .isEqualTo("<165>" + line.substring(line.indexOf('%')));
  }

  /** A second message inside a message would be of a stranger's making. */
  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\0", "\u0085", "\u2028", "\u007f"})
  void aMessageIsOneLine(String end) {
    Event event = Event.ofGuard(MessageId.ACCESS_DENIED, "a" + end + "<160>b");
    assertThat(message(event, SyslogStyle.DEFAULT, Transport.UDP))
        .isEqualTo("<164>%MG-4-106023: a <160>b");
  }

  @Test
  void aDatagramOfTheDeviceHas1024OctetsAtMostAndWholeCharacters() {
    String head = "<164>%MG-4-106023: ";
    String filler = "x".repeat(1024 - head.length() - 3);
    for (String last : new String[] {"\u20ac", "\ud83d\ude00", "\u00e4\u00e4"}) {
      Event event = Event.ofGuard(MessageId.ACCESS_DENIED, filler + last + "y");
      String whole = last.equals("\u20ac") ? last : last.equals("\u00e4\u00e4") ? "\u00e4" : "";
      assertThat(message(event, SyslogStyle.DEFAULT, Transport.UDP))
          .isEqualTo(head + filler + whole);
    }
  }

  @Test
  void othersHave8KiBAtMost() {
    Event event = Event.ofGuard(MessageId.ACCESS_DENIED, "x".repeat(20_000));
    SyslogStyle modern = style(Form.RFC_5424, true, "mx1", "MG");
    assertThat(message(event, modern, Transport.UDP)).hasSize(8192).startsWith("<164>1 2026");
    assertThat(message(event, modern, Transport.TCP)).hasSize(8192 + 5).startsWith("8192 <164>1 ");
    assertThat(message(event, SyslogStyle.DEFAULT, Transport.TCP)).hasSize(8193).endsWith("x\n");
  }

  @Test
  void whatWouldBreakTheHeaderCannotExist() {
    assertThatThrownBy(() -> style(Form.DEVICE, true, "a b", "MG"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> style(Form.DEVICE, true, "", "M-G"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SyslogTarget("a b", 514, Transport.UDP))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SyslogTarget("a", 65_536, Transport.UDP))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
