package org.mailguard.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailguard.events.EventQueue.Stamped;
import org.mailguard.events.Intervention.Verdict;
import org.mailguard.events.SyslogStyle.Form;
import org.mailguard.events.SyslogTarget.Transport;

/** The device's messages about mail, to the letter. */
class MailLayoutTest {
  private static final Instant TIME = Instant.parse("2026-11-24T08:00:00Z");
  private static final MailLayout LAYOUT =
      new MailLayout("outside:10.235.61.181/49536", "inside:217.76.146.62/25");

  private static Intervention done(int number, String rule, Verdict verdict, boolean observed) {
    return new Intervention(
        "partners", "header", "edge", number, rule, verdict, observed, false, true, "1004");
  }

  private static Event event(MessageId id, Intervention done, @Nullable Severity own) {
    return new Event(
        id,
        7,
        "10.235.61.181/49536",
        "edge 4 header line length gt 998",
        LAYOUT.of(id, done, "1004", ""),
        "X: \"a\nb",
        "",
        own,
        done);
  }

  private static String syslog(Event event, String tag) {
    var style =
        new SyslogStyle(Form.DEVICE, 20, Severity.DEBUGGING, false, ZoneOffset.UTC, "", tag);
    return new String(
        new SyslogMessage(1).octets(new Stamped(event, TIME), style, Transport.UDP), UTF_8);
  }

  /** A line of a real device (reference: cisco-mailguard 11.1), with other interfaces. */
  @Test
  void aRuleIsTheLineOfTheDevice() {
    Intervention done = done(4, "header line length gt 998", Verdict.DROPPED, false);
    assertThat(syslog(event(MessageId.RULE_ENFORCED, done, null), "ASA"))
        .isEqualTo(
            "<164>%ASA-4-108004: ESMTP Classification: Dropped connection for ESMTP Request from"
                + " outside:10.235.61.181/49536 to inside:217.76.146.62/25; matched Class 4: header line length gt"
                + " 998");
  }

  @Test
  void aRuleWithoutLogIsInformational() {
    Intervention done = done(4, "header line length gt 998", Verdict.DROPPED, false);
    assertThat(syslog(event(MessageId.RULE_ENFORCED, done, Severity.INFORMATIONAL), "MG"))
        .startsWith("<166>%MG-6-108004: ESMTP Classification: Dropped connection for ");
  }

  @ParameterizedTest
  @CsvSource({
    "LOGGED, Received, would have logged",
    "ALLOWED, Allowed, would have allowed",
    "REFUSED, Refused, would have refused",
    "RATE_LIMITED, Rate limited, would have rate limited",
    "MASKED, Masked header flags for, would have masked header flags for",
    "STRIPPED, Stripped part of, would have stripped part of",
    "REWRITTEN, Changed, would have changed",
    "ENDED, Ended session for, would have ended session for",
    "DROPPED, Dropped connection for, would have dropped connection for",
    "RESET, Reset connection for, would have reset connection for",
  })
  void everyVerdictHasItsWords(Verdict verdict, String did, String wouldHave) {
    String rest =
        " ESMTP Request from outside:10.235.61.181/49536 to inside:217.76.146.62/25; matched Class 2: x";
    assertThat(LAYOUT.of(MessageId.RULE_ENFORCED, done(2, "x", verdict, false), "", ""))
        .isEqualTo("ESMTP Classification: " + did + rest);
    assertThat(LAYOUT.of(MessageId.RULE_OBSERVED, done(2, "x", verdict, true), "", ""))
        .isEqualTo("ESMTP Classification: " + wouldHave + rest);
  }

  @Test
  void whatTheServerSaidIsAResponseAndComesFromIt() {
    Intervention masked =
        new Intervention(
            "",
            "ehlo reply",
            "edge",
            6,
            "ehlo-reply-parameter others",
            Verdict.MASKED,
            false,
            true);
    assertThat(LAYOUT.of(MessageId.RULE_ENFORCED, masked, "", ""))
        .isEqualTo(
            "ESMTP Classification: Masked header flags for ESMTP Response from inside:217.76.146.62/25 to"
                + " outside:10.235.61.181/49536; matched Class 6: ehlo-reply-parameter others");
  }

  @Test
  void aParameterSaysWhatItIsAbout() {
    String head =
        "ESMTP Parameter: Dropped connection for ESMTP Request from outside:10.235.61.181/49536 to"
            + " inside:217.76.146.62/25; ";
    assertThat(
            LAYOUT.of(
                MessageId.RULE_ENFORCED,
                done(0, "mail-relay: No Mail Relay allowed", Verdict.DROPPED, false),
                "",
                ""))
        .isEqualTo(head + "mail-relay: No Mail Relay allowed");
    assertThat(
            LAYOUT.of(
                MessageId.RULE_ENFORCED,
                done(0, "special-character", Verdict.DROPPED, false),
                "",
                ""))
        .isEqualTo(head + "special-character: 1004");
  }

  @Test
  void tls() {
    assertThat(LAYOUT.of(MessageId.TLS_STARTED, null, "", ""))
        .isEqualTo(
            "TLS started on ESMTP session between client outside:10.235.61.181/49536 and server"
                + " inside:217.76.146.62/25");
  }

  /** The device has a text of its own for it, whatever line made it be logged. */
  @Test
  void tlsThatAParameterLogs() {
    assertThat(
            LAYOUT.of(
                MessageId.TLS_STARTED,
                done(0, "allow-tls action log", Verdict.LOGGED, false),
                "",
                ""))
        .startsWith("TLS started on ESMTP session between client ");
  }

  /** What no rule did keeps its sentence, and says the rest in JSON. */
  @Test
  void whatTheGuardDoesItselfHasASentence() {
    Intervention own = Intervention.ofGuard("partners", "command", "edge", Verdict.REFUSED, false);
    Event refusal =
        new Event(
            MessageId.COMMAND_FORBIDDEN,
            7,
            "10.235.61.181/49536",
            "edge verb EXPN",
            LAYOUT.of(MessageId.COMMAND_FORBIDDEN, own, "", "EXPN a"),
            "EXPN a",
            "502 5.5.1 x",
            null,
            own);
    assertThat(LogFormat.TEXT.line(refusal, TIME))
        .endsWith(
            ": session 7 10.235.61.181/49536 Policy forbids this command. The server did not see it. rule: \"edge verb"
                + " EXPN\" received: \"EXPN a\" sent: \"502 5.5.1 x\"");
    assertThat(LogFormat.JSON.line(refusal, TIME))
        .endsWith(
            "\"class\":\"partners\",\"phase\":\"command\",\"map\":\"edge\",\"number\":0,"
                + "\"verdict\":\"refused\",\"mode\":\"enforced\",\"direction\":\"request\"}");
  }

  @Test
  void messagesWithoutARule() {
    String way = "from outside:10.235.61.181/49536 to inside:217.76.146.62/25";
    assertThat(LAYOUT.of(MessageId.MALICIOUS_ADDRESS, null, "<|id@a.test>", ""))
        .isEqualTo(
            "Terminating ESMTP connection; malicious pattern detected in the mail address "
                + way
                + ". Mail Address:<|id@a.test>");
    String sizes = "declared size is: 10, actual size is 20";
    assertThat(LAYOUT.of(MessageId.SIZE_VIOLATION, null, sizes, ""))
        .isEqualTo("Detected ESMTP size violation " + way + "; " + sizes);
    assertThat(LAYOUT.of(MessageId.CHARACTER_REPLACED, null, "", "MAIL FROM:<a|b@c.test>"))
        .isEqualTo(
            "SMTP replaced |: out 10.235.61.181 in 217.76.146.62 data: MAIL FROM:<a|b@c.test>");
    String terminated = "tcp flow " + way + " terminated by inspection engine, reason - ";
    assertThat(LAYOUT.of(MessageId.FLOW_TERMINATED, null, "drop-connection", ""))
        .isEqualTo(terminated + "inspector disconnected, dropped packet.");
    assertThat(LAYOUT.of(MessageId.FLOW_TERMINATED, null, "reset", ""))
        .isEqualTo(terminated + "inspector reset unconditionally.");
  }

  /** Our own line for people says what came in as well; the device's has no room for it. */
  @Test
  void textSaysWhatWasReceivedAsWell() {
    Intervention done = done(4, "header line length gt 998", Verdict.REFUSED, false);
    assertThat(LogFormat.TEXT.line(event(MessageId.RULE_ENFORCED, done, null), TIME))
        .isEqualTo(
            "2026-11-24T08:00:00.000Z %MG-4-108004: ESMTP Classification: Refused ESMTP Request from"
                + " outside:10.235.61.181/49536 to inside:217.76.146.62/25; matched Class 4: header line length gt 998"
                + " rule: \"edge 4 header line length gt 998\" received: \"X: \\\"a\nb\"");
  }

  @Test
  void jsonHasEachPartByItself() {
    Intervention done = done(4, "header line length gt 998", Verdict.REFUSED, true);
    assertThat(LogFormat.JSON.line(event(MessageId.RULE_OBSERVED, done, null), TIME))
        .contains("\"rule\":\"edge 4 header line length gt 998\"")
        .endsWith(
            "\"before\":\"X: \\\"a\\u000ab\",\"class\":\"partners\",\"phase\":\"header\",\"map\":\"edge\",\"number\":4,"
                + "\"match\":\"header line length gt 998\",\"verdict\":\"refused\",\"mode\":\"observed\","
                + "\"direction\":\"request\",\"on\":\"1004\"}");
  }

  /** Whoever writes a record may forget a bound; a log line has one all the same. */
  @Test
  void whatWasReceivedIsBounded() {
    Event event =
        new Event(MessageId.RULE_LOGGED, 7, "p", "r", "d", "x".repeat(5000), "y".repeat(5000));
    assertThat(event.before()).hasSize(1003).endsWith("x...");
    assertThat(event.after()).hasSize(1003).endsWith("y...");
  }
}
