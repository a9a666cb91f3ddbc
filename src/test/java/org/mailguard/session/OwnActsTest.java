package org.mailguard.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailguard.events.Intervention;
import org.mailguard.events.Intervention.Verdict;
import org.mailguard.events.MessageId;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Rates;
import org.mailguard.policy.RuleWatch;

/** Which events are interventions of the guard itself, and what is on record of them. */
class OwnActsTest {
  private static Conversation conversation() {
    Policy policy = Policy.MAILGUARD_DEFAULT.forClass("partners");
    return new Conversation(policy, Rates.UNLIMITED, RuleWatch.NOBODY, _ -> true);
  }

  static Stream<MessageId> refusals() {
    return Arrays.stream(MessageId.values())
        .filter(id -> id.number() >= 750_100 && id.number() < 750_300);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void everyRefusalOfTheGuardIsAnIntervention(MessageId id) {
    Intervention done = Objects.requireNonNull(OwnActs.of(conversation(), id));
    assertThat(done.trafficClass()).isEqualTo("partners");
    assertThat(done.map()).isEqualTo("mailguard_default");
    assertThat(done.isOfRule()).isFalse();
    assertThat(done.observed()).isFalse();
  }

  /** A reply that goes on is a refusal; one that is the last is an end. */
  @ParameterizedTest
  @MethodSource("refusals")
  void whatSaysThatTheSessionEndedIsAnEnd(MessageId id) {
    Intervention done = Objects.requireNonNull(OwnActs.of(conversation(), id));
    assertThat(done.verdict() == Verdict.ENDED).isEqualTo(id.summary().contains("session ended"));
  }

  @ParameterizedTest
  @CsvSource({
    "TOO_MANY_RECIPIENTS, recipient, REFUSED, false",
    "AUTH_IDENTITY_REPLACED, sender, REWRITTEN, false",
    "NEWLINE_IN_DATA, message, REFUSED, false",
    "COMMAND_OVERWRITTEN, command, REWRITTEN, false",
    "GREETING_MASKED, connection, REWRITTEN, true",
    "GREETING_NAMED, connection, REWRITTEN, true",
    "KEYWORDS_REMOVED, ehlo reply, MASKED, true",
    "VALUES_CUT, ehlo reply, REWRITTEN, true",
  })
  void whereItHappensAndWhoseWordsItIsAbout(
      MessageId id, String phase, Verdict verdict, boolean response) {
    Conversation talk = conversation();
    talk.enter(Phase.COMMAND);
    assertThat(OwnActs.of(talk, id))
        .isEqualTo(Intervention.ofGuard("partners", phase, "mailguard_default", verdict, response));
  }

  @Test
  void anEarlyTalkerIsStillConnecting() {
    Conversation talk = conversation();
    assertThat(OwnActs.of(talk, MessageId.OUT_OF_TURN))
        .extracting(Intervention::phase)
        .isEqualTo("connection");
    talk.enter(Phase.COMMAND);
    assertThat(OwnActs.of(talk, MessageId.OUT_OF_TURN))
        .extracting(Intervention::phase)
        .isEqualTo("command");
  }

  @Test
  void whatJustHappensIsNone() {
    assertThat(OwnActs.of(conversation(), MessageId.SERVER_LOST)).isNull();
    assertThat(OwnActs.of(conversation(), MessageId.TLS_STARTED)).isNull();
  }
}
