package org.mailguard.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.mailguard.events.Intervention;
import org.mailguard.events.Intervention.Verdict;
import org.mailguard.events.MessageId;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Rates;
import org.mailguard.policy.RuleWatch;
import org.mailguard.smtp.SmtpWriter;

/**
 * What is on record of the greeting and of the EHLO reply, which change in nearly every session.
 */
class ChangedRepliesTest {
  private static final Policy BOUNDED =
      TranscriptPolicies.configured(
          List.of(
              "policy-map type inspect esmtp edge",
              "parameters",
              "auth-mechanisms plain",
              "exit",
              "match message length gt 5000",
              "refuse",
              "match cmd RCPT count gt 10",
              "refuse"));

  private static final Policy OBSERVED =
      TranscriptPolicies.configured(
          List.of("policy-map type inspect esmtp edge", "parameters", "monitor"));

  private final List<Step.Note> notes = new ArrayList<>();
  private final StringBuilder toClient = new StringBuilder();

  private void take(Step step) {
    if (step instanceof Step.Note note) {
      notes.add(note);
    } else if (step instanceof Step.Relay(var reply)) {
      toClient.append(new String(SmtpWriter.write(reply), US_ASCII));
    }
  }

  private void play(Policy policy, Predicate<MessageId> heard, String greeting, String ehlo) {
    Session session = new Session(policy, Rates.UNLIMITED, RuleWatch.NOBODY, heard);
    session.start(this::take);
    session.serverConnected(this::take);
    session.serverOctets(octets(greeting), this::take);
    session.clientOctets(octets("EHLO a.example"), this::take);
    session.serverOctets(octets(ehlo), this::take);
  }

  private static ByteBuffer octets(String lines) {
    return ByteBuffer.wrap((lines + "\r\n").getBytes(US_ASCII));
  }

  @Test
  void aGreetingThatChangesIsOnRecordWithBothSides() {
    play(Policy.MAILGUARD_DEFAULT, _ -> true, "220-mx Anyware\r\n220 hello", "250 mx");
    assertThat(notes).hasSize(1);
    Step.Note note = notes.getFirst();
    assertThat(note.id()).isEqualTo(MessageId.GREETING_NAMED);
    assertThat(note.rule()).isEqualTo("mailguard_default mask-banner");
    assertThat(note.before()).isEqualTo("220-mx Anyware 220 hello");
    assertThat(note.after()).isEqualTo("220 mx ESMTP");
  }

  @Test
  void aGreetingThatIsTheSameIsNot() {
    play(Policy.MAILGUARD_DEFAULT, _ -> true, "220 mx ESMTP", "250 mx");
    assertThat(notes).isEmpty();
  }

  /** What it would have become is what the record is about; nothing else goes to the client. */
  @Test
  void anObservedGreetingPassesAndIsOnRecordAsWhatItWouldHaveBeen() {
    play(OBSERVED, _ -> true, "220 mx Anyware", "250 mx");
    assertThat(toClient).startsWith("220 mx Anyware\r\n");
    assertThat(notes).hasSize(1);
    Step.Note note = notes.getFirst();
    assertThat(note.id()).isEqualTo(MessageId.RULE_OBSERVED);
    assertThat(note.rule()).isEqualTo("edge mask-banner");
    assertThat(note.before()).isEqualTo("220 mx Anyware").isEqualTo(note.after());
    Intervention done = Objects.requireNonNull(note.intervention());
    assertThat(done.on()).isEqualTo("220 mx ESMTP");
    assertThat(done.verdict()).isEqualTo(Verdict.REWRITTEN);
    assertThat(done.observed()).isTrue();
    assertThat(done.response()).isTrue();
  }

  @Test
  void anEhloReplyIsOnRecordOnceForWhatWentAndOnceForWhatWasCut() {
    play(
        BOUNDED,
        _ -> true,
        "220 mx ESMTP",
        "250-mx\r\n250-XFOO\r\n250-SIZE 9000\r\n250-TURN\r\n250-DSN\r\n250 AUTH LOGIN PLAIN");
    String before = "250-mx 250-XFOO 250-SIZE 9000 250-TURN 250-DSN 250 AUTH LOGIN PLAIN";
    String after = "250-mx 250-SIZE 5000 250-DSN 250-AUTH PLAIN 250 LIMITS RCPTMAX=10";
    assertThat(notes)
        .extracting(Step.Note::id)
        .containsExactly(MessageId.KEYWORDS_REMOVED, MessageId.VALUES_CUT);
    assertThat(notes)
        .extracting(Step.Note::detail)
        .containsExactly("TURN XFOO", "SIZE AUTH LIMITS");
    assertThat(notes).extracting(Step.Note::before).containsExactly(before, before);
    assertThat(notes).extracting(Step.Note::after).containsExactly(after, after);
  }

  @Test
  void valuesWithinTheBoundsAreNot() {
    play(
        BOUNDED,
        _ -> true,
        "220 mx ESMTP",
        "250-mx\r\n250-SIZE 4000\r\n250-LIMITS RCPTMAX=5\r\n250 AUTH PLAIN");
    assertThat(notes).isEmpty();
  }

  /** The counters of the ids still count. */
  @Test
  void nothingIsWrittenDownThatNobodyHears() {
    play(
        BOUNDED,
        id -> id != MessageId.GREETING_NAMED && id != MessageId.KEYWORDS_REMOVED,
        "220 mx Anyware",
        "250-mx\r\n250-XFOO\r\n250 SIZE 9000");
    assertThat(notes).hasSize(3);
    assertThat(notes.get(0)).isEqualTo(Step.Note.unheard(MessageId.GREETING_NAMED));
    assertThat(notes.get(1)).isEqualTo(Step.Note.unheard(MessageId.KEYWORDS_REMOVED));
    assertThat(notes.get(2).before()).contains("SIZE 9000");
  }

  @Test
  void aRecordOfAReplyIsBounded() {
    String ehlo = "250-X" + "a".repeat(60) + " 1\r\n";
    play(BOUNDED, _ -> true, "220 mx ESMTP", "250-mx\r\n" + ehlo.repeat(40) + "250 SIZE 9000");
    assertThat(notes.getLast().before()).hasSize(1000);
  }
}
