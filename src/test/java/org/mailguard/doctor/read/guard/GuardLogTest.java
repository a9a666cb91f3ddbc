package org.mailguard.doctor.read.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.Remedy;
import org.mailguard.doctor.read.scene.Scene;
import org.mailguard.events.Event;
import org.mailguard.events.Intervention;
import org.mailguard.events.LogFormat;
import org.mailguard.events.MailLayout;
import org.mailguard.events.MessageId;

/** Mailguard's own log, as the guard writes it. */
class GuardLogTest {
  private static final Path FOLDER = Path.of("src/test/resources/doctor/read");
  private static final Instant TIME = Instant.parse("2026-11-24T08:00:00Z");

  private static GuardLog read(String file) throws IOException {
    GuardLog log = new GuardLog(file);
    int number = 0;
    for (String line : Files.readAllLines(FOLDER.resolve(file))) {
      number++;
      log.line(line, file + ":" + number, () -> "");
    }
    return log;
  }

  /** What a guard can write, this reads: both forms, with quotes and backslashes in them. */
  @ParameterizedTest
  @EnumSource(MessageId.class)
  void whatTheGuardWritesIsRead(MessageId id) {
    String said = "X \"y\" \\x00 \\\\ rule: \"no\"";
    Event event = new Event(id, 7, "192.0.2.7/1025", "edge verb X", "", said, "500 \"z\"");
    GuardRecord json = GuardLine.of(LogFormat.JSON.line(event, TIME)).orElseThrow();
    GuardRecord text = GuardLine.of(LogFormat.TEXT.line(event, TIME)).orElseThrow();

    assertThat(json.id()).isEqualTo(id);
    assertThat(json.label()).isEqualTo(id.id());
    assertThat(json.session()).isEqualTo(7);
    assertThat(json.before()).isEqualTo(said);
    assertThat(json.after()).isEqualTo("500 \"z\"");
    assertThat(text.id()).isEqualTo(id);
    assertThat(text.before()).isEqualTo(said);
    assertThat(text.after()).isEqualTo(json.after());
    assertThat(text.rule()).isEqualTo(json.rule());
    assertThat(text.act()).isEqualTo(json.act());
  }

  /** A disk that was full, or a line that was divided, cuts a record anywhere. */
  @Test
  void aRecordThatIsCutOffIsReadAsFarAsItGoes() {
    Event event = new Event(MessageId.RULE_ENFORCED, 7, "192.0.2.7/1025", "edge", "", "X", "500");
    String whole = LogFormat.JSON.line(event, TIME).strip();
    int behind = whole.indexOf("\",", whole.indexOf("\"id\"")) + 2;
    for (int end = behind; end < whole.length(); end++) {
      assertThat(GuardLine.of(whole.substring(0, end)))
          .hasValueSatisfying(it -> assertThat(it.id()).isEqualTo(MessageId.RULE_ENFORCED));
    }
  }

  /** The member of JSON and the words of the device mean the same. */
  @ParameterizedTest
  @EnumSource(Intervention.Verdict.class)
  void eachVerdictIsTheSameInBothForms(Intervention.Verdict verdict) {
    for (boolean observed : new boolean[] {false, true}) {
      MessageId id = observed ? MessageId.RULE_OBSERVED : MessageId.RULE_ENFORCED;
      Intervention done =
          new Intervention("c", "sender", "edge", 3, "helo form odd", verdict, observed, false);
      String ends = "outside:192.0.2.7/1025";
      String detail = new MailLayout(ends, "inside:10.0.0.5/25").of(id, done, "", "x");
      Event event =
          new Event(id, 7, "192.0.2.7/1025", "edge 3 helo form odd", detail, "x", "", null, done);
      GuardRecord json = GuardLine.of(LogFormat.JSON.line(event, TIME)).orElseThrow();
      GuardRecord text = GuardLine.of(LogFormat.TEXT.line(event, TIME)).orElseThrow();

      assertThat(text.act()).isEqualTo(json.act());
      assertThat(json.act() == Act.OBSERVED).isEqualTo(observed);
      assertThat(text.peer()).isEqualTo("192.0.2.7/1025");
      assertThat(text.rule()).isEqualTo("edge 3 helo form odd");
    }
  }

  @ParameterizedTest
  @CsvSource({"mailguard.json", "mailguard.log", "mailguard-device.log", "mailguard-rfc5424.log"})
  void aLogIsTheSameInEachForm(String file) throws IOException {
    GuardLog log = read(file);

    assertThat(log.summary())
        .matches("5 refused, [19] changed, 1 ended, 1 turned away, 1 only observed");
    assertThat(log.seen())
        .anySatisfy(it ->
            assertThat(it.text())
                .contains("sender-address domain spam.example: refused 2 times; ")
                .contains("192.0.2.7/"));
    assertThat(log.scenes()).hasSize(5);
    assertThat(lines(log)).contains(" match sender-address domain spam.example", "  monitor");
  }

  private static List<String> lines(GuardLog log) {
    return log.remedies().values().stream()
        .flatMap(List::stream)
        .flatMap(remedy -> remedy.lines().stream())
        .toList();
  }

  @Test
  void aRuleOfAShieldOnlyObserves() {
    GuardLog log = new GuardLog("x");
    log.line(
        "2026-11-24T08:00:00.000Z %MG-4-108004: ESMTP Classification: Refused ESMTP Request from"
            + " outside:2001:db8::7/1025 to inside:10.0.0.5/25; matched Class 1:"
            + " recipient-address regex x rule: \"exim-2019-06 1 recipient-address regex x\"",
        "x:1", () -> "");
    assertThat(lines(log))
        .containsExactly("policy-map type inspect esmtp YOUR-MAP", " shield exim-2019-06 monitor");
    assertThat(log.seen().getFirst().text()).contains("2001:db8::7/1025");
  }

  @Test
  void aReplyIsExplainedByItsIdAndItsRule() {
    List<Remedy> remedies =
        GuardLog.ofReply(
            "u@b said: 550 5.7.1 MG-4-108004 Sender not allowed (edge 12 helo form odd)");
    assertThat(remedies.getFirst().lines()).contains(" match helo form odd");
    assertThat(GuardLog.ofReply("555 5.5.4 MG-5-750105 Parameter not offered"))
        .extracting(Remedy::does)
        .containsExactly(MessageId.PARAMETER_NOT_OFFERED.remedy());
    assertThat(GuardLog.ofReply("550 5.6.0 MG-4-750202 Lines (in reply to end of DATA command)"))
        .extracting(Remedy::does)
        .containsExactly(MessageId.NEWLINE_IN_DATA.remedy());
    assertThat(GuardLog.ofReply("550 5.7.1 MG-4-108004 No (in reply to MAIL FROM command)"))
        .extracting(Remedy::lines)
        .containsExactly(List.of());
    assertThat(GuardLog.ofReply("550 5.1.1 no such user")).isEmpty();
  }

  /** A log may be of another release, cut, or somebody's joke. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":\"MG-4-999999\",\"session\":1}",
        "{\"time\":\"x\",\"id\":\"MG-4-10",
        "{\"id\":\"MG-",
        "%MG-4-",
        "%MG-4-1080049: x",
        "{\"a\":{\"id\":\"MG-4-108004\"}}"
      })
  void whatIsNoRecordIsNone(String line) {
    assertThat(GuardLine.of(line)).isEmpty();
  }

  @Test
  void whatIsCutIsReadAsFarAsItGoes() {
    GuardRecord record =
        GuardLine.of("{\"id\":\"MG-5-750103\",\"session\":3,\"peer\":\"192.0.2.7/1\",\"rule\":\"e")
            .orElseThrow();
    assertThat(record.peer()).isEqualTo("192.0.2.7/1");
    assertThat(record.rule()).isEmpty();
    assertThat(record.act()).isEqualTo(Act.REFUSED);
  }

  /** A line of the log must not be able to colour a terminal. */
  @Test
  void whatIsShownIsPrintable() {
    GuardLog log = new GuardLog("x");
    log.line("{\"id\":\"MG-5-750103\",\"session\":3,\"rule\":\"a\\u001b[2J\"}", "x:1", () -> "");
    log.line("%MG-5-750103: session 4 192.0.2.7/2 \u001b[2J rule: \"b\u0007\"", "x:2", () -> "");
    assertThat(log.seen())
        .extracting(Observation::text)
        .allSatisfy(text -> assertThat(text).matches("[ -~\n]*").contains("\\x"));
  }

  @Test
  void whatIsKeptIsBounded() {
    GuardLog log = new GuardLog("x");
    for (int i = 1; i <= 3000; i++) {
      log.line(
          "%MG-5-750103: session " + i + " 192.0.2.7/" + i + " No. rule: \"m verb X" + i + "\"",
          "x:" + i,
          () -> "");
    }
    assertThat(log.summary()).isEqualTo("3000 refused");
    assertThat(log.seen()).hasSize(1000);
    assertThat(log.scenes()).hasSize(200);
    assertThat(log.notes()).hasSize(2);
  }

  @Test
  void aSessionIsDrawnWithWhatWasDoneToIt() throws IOException {
    Scene second = read("mailguard.json").scenes().get(1);

    assertThat(second.name()).startsWith("mailguard.json, session 2 192.0.2.7/");
    assertThat(second.ending()).startsWith("Teardown TCP connection 2");
    assertThat(second.steps())
        .flatExtracting(Scene.Step::said)
        .extracting(said -> said.text() + " > " + said.remark())
        .contains(
            "MAIL FROM:<y@spam.example> > refused by edge 1 sender-address domain spam.example",
            "X-Mailer: bulk \"1\" > changed by edge 2 header field x-mailer");
  }
}
